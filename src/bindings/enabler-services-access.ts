/** How a run comes to the enabler services of its target. */
import { NotPrepared, Refusal, Unreachable, Violation } from '../failures.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import { addressOfInterface, broadcastLine } from '../transport/broadcast-socket.ts';
import type { Clock } from '../transport/clock.ts';
import type { DatagramCarrier } from '../transport/datagram-line.ts';
import { socketDatagrams } from '../transport/datagram-socket.ts';
import type { Http } from '../transport/http.ts';
import type { Probe } from '../transport/probe.ts';
import {
  canonicalName,
  dnsPort,
  type KnownRecords,
  type NameServer,
  openNameServer,
} from './enabler-services/dns.ts';
import {
  type AddressServer,
  dhcpPorts,
  type NetworkFacts,
  openAddressServer,
  type ServerWay,
} from './enabler-services/dhcp.ts';
import {
  ntpPort,
  openTimeServer,
  type SymmetricKey,
  type TimeServer,
} from './enabler-services/ntp.ts';
import { type KeyServer, ntsPort, openKeyServer } from './enabler-services/nts.ts';
import { leaseAddress, leaseKeeper } from './lease-keeper.ts';
import type { Keeper } from './port.ts';
import { bringAbout, type Stimuli } from './stimuli.ts';

/** The part of a target description that is about them, as far as they are asked. */
export interface EnablerAddresses {
  readonly ntp?: readonly string[] | undefined;
  readonly 'ntp-key'?:
    | {
        readonly id: number;
        readonly algorithm: SymmetricKey['algorithm'];
        readonly secret: string;
      }
    | undefined;
  readonly nts?:
    { readonly servers: readonly string[]; readonly cacert?: string | undefined } | undefined;
  readonly dns?:
    | {
        readonly servers: readonly string[];
        readonly zone: string;
        readonly records?: readonly KnownRecords[] | undefined;
      }
    | undefined;
  readonly dhcp?: (ServerWay & KnownAssignment) | undefined;
}

/** What a target description says of the network for which an address server gives addresses. */
export interface KnownAssignment {
  readonly network?:
    | (Omit<NetworkFacts, 'nameServers'> & {
        readonly 'name-servers'?: readonly string[] | undefined;
      })
    | undefined;
  /** How many addresses the run may take, if need be all that there are. */
  readonly pool?: number | undefined;
  /** The network of the VIM whose ports the server serves. */
  readonly 'virtual-network'?: string | undefined;
}

/** What is known of the assignment of addresses. */
export interface Assignment {
  readonly server: AddressServer;
  readonly network: NetworkFacts;
  readonly pool: number | undefined;
  readonly virtualNetwork: string | undefined;
}

export interface EnablerOptions extends DatagramOptions {
  readonly addresses: EnablerAddresses;
  readonly stimuli: Stimuli;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  /** In milliseconds: how wrong the time of a server may be. */
  readonly clockOffset: number;
  readonly http: Http;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
  /** A target in this process, instead of sockets. */
  readonly inProcess?: DatagramCarrier;
  /** Asks from where tenants are, instead of from here. */
  readonly probe?: Probe;
}

/** What a server says of itself, for people. */
export interface Look {
  readonly says: string;
  /** It serves its clients. */
  readonly serves: boolean;
}

export interface EnablerServices {
  readonly time: readonly TimeServer[];
  /** With which keys for time servers are agreed upon. */
  readonly keys: readonly KeyServer[];
  /** The time server that a key server names. */
  timeServerAt(address: string): TimeServer;
  readonly names: readonly NameServer[];
  /** What the name servers are known to have. */
  readonly records: readonly KnownRecords[];
  readonly zone: string;
  readonly assignment: Assignment | undefined;
  /** What the time servers share with their clients. */
  readonly timeKey: SymmetricKey | undefined;
  /** In milliseconds. */
  readonly clockOffset: number;
  /** By which they are waited for: not that of the cloud beside them where only one of the two is simulated. */
  readonly clock: Clock;
  /** Asks each server once. */
  look(): Promise<readonly Look[]>;
  /**
   * Has one server of a service stopped or started again.
   * @param n counts from 0
   * @throws NoStimulus when the target description does not say how
   */
  turn(service: 'ntp' | 'dns' | 'dhcp', n: number, on: boolean): Promise<void>;
  /** What gives back an address that was assigned; undefined for any other address of the ledger. */
  keeper(address: string): Keeper | undefined;
}

export function createEnablerServices(options: EnablerOptions): EnablerServices {
  const { addresses, stimuli, http, probe } = options;
  const key = addresses['ntp-key'];
  const timeServerAt = (address: string): TimeServer =>
    openTimeServer(address, { ...options, carrier: carrierOf(options, ntpPort) });
  const time = (addresses.ntp ?? []).map(timeServerAt);
  const { servers: keyServers = [], cacert } = addresses.nts ?? {};
  const tls = cacert === undefined ? {} : { cacert };
  const keys = keyServers.map((each) =>
    openKeyServer(each, { ...options, tls, carrier: carrierOf(options, ntsPort) }),
  );
  const names = (addresses.dns?.servers ?? []).map((each) =>
    openNameServer(each, { ...options, carrier: carrierOf(options, dnsPort) }),
  );
  const zone = canonicalName(addresses.dns?.zone ?? '');
  const assignment = assignmentOf(options);
  return {
    time,
    keys,
    timeServerAt,
    names,
    records: addresses.dns?.records ?? [],
    zone,
    assignment,
    timeKey:
      key === undefined
        ? undefined
        : { ...key, secret: new Uint8Array(Buffer.from(key.secret, 'hex')) },
    clockOffset: options.clockOffset,
    clock: options.clock,
    look: async () => [
      ...(probe === undefined ? [] : [await lookAtProbe(probe)]),
      ...(await Promise.all([
        ...time.map(lookAtTime),
        ...keys.map(lookAtKeys),
        ...names.map((each) => lookAtNames(each, zone)),
        ...(assignment === undefined ? [] : [lookAtAddresses(assignment.server)]),
      ])),
    ],
    async turn(service, n, on) {
      const dhcp = assignment === undefined ? [] : [assignment.server.address];
      const servers = { ntp: addresses.ntp, dns: addresses.dns?.servers, dhcp }[service] ?? [];
      const name = on ? 'enabler-service-start' : 'enabler-service-stop';
      const facts = { service, server: servers[n] ?? '', n: String(n) };
      await bringAbout(stimuli, http, name, facts);
    },
    keeper: (address) =>
      address === leaseAddress && assignment !== undefined
        ? leaseKeeper(assignment.server)
        : undefined,
  };
}

/** In this process, from inside, or from here. */
const carrierOf = (
  { inProcess, probe }: EnablerOptions,
  usualPort: number,
  from?: string,
): DatagramCarrier =>
  inProcess ?? probe?.carrier(usualPort, from) ?? socketDatagrams(usualPort, from);

function assignmentOf(options: EnablerOptions): Assignment | undefined {
  const { dhcp } = options.addresses;
  if (dhcp === undefined) return undefined;
  const { probe } = options;
  const open =
    'relay' in dhcp
      ? carrierOf(options, dhcpPorts.server, dhcp.relay.listen).open
      : (probe?.broadcast ?? broadcastLine)(dhcp.interface, dhcpPorts);
  // What the probe has itself is not known here.
  const here = 'relay' in dhcp || probe !== undefined ? undefined : dhcp.interface;
  const ownAddress = here === undefined ? undefined : addressOfInterface(here);
  const { 'name-servers': nameServers, ...network } = dhcp.network ?? {};
  return {
    server: openAddressServer(dhcp, { ...options, open, ownAddress }),
    network: { ...network, nameServers },
    pool: dhcp.pool,
    virtualNetwork: dhcp['virtual-network'],
  };
}

async function lookAtProbe(probe: Probe): Promise<Look> {
  try {
    const version = await probe.greet();
    return { says: `the probe inside answers (${version})`, serves: true };
  } catch (error) {
    if (error instanceof NotPrepared) return { says: error.message, serves: false };
    throw error;
  }
}

async function lookAtTime(server: TimeServer): Promise<Look> {
  const of = `the time server ${server.address}`;
  return server
    .ask()
    .then(({ stratum, leap, offset }) => {
      const away = `${(Math.abs(offset) / 1000).toFixed(3)} s ${offset < 0 ? 'behind' : 'ahead'}`;
      const set = stratum > 0 && stratum < 16 && leap !== 3;
      return {
        says: set
          ? `${of} answers: stratum ${String(stratum)}, ${away}`
          : `${of} answers, but is not synchronised`,
        serves: set,
      };
    })
    .catch(unlessAnswerless(of));
}

async function lookAtKeys(server: KeyServer): Promise<Look> {
  const of = `the key server ${server.address}`;
  return server
    .agree()
    .then(({ cookies, timeServer }) => ({
      says: `${of} gives keys for ${timeServer} and ${String(cookies.length)} cookies`,
      serves: true,
    }))
    .catch(unlessAnswerless(of));
}

async function lookAtNames(server: NameServer, zone: string): Promise<Look> {
  const of = `the name server ${server.address}`;
  return server
    .ask({ name: zone, type: 'SOA' })
    .then(({ rcode, authoritative }) => ({
      says:
        rcode === 'NOERROR'
          ? `${of} answers for ${zone}${authoritative ? ', with authority' : ''}`
          : `${of} answers for ${zone} with ${rcode}`,
      serves: rcode === 'NOERROR',
    }))
    .catch(unlessAnswerless(of));
}

/** An offer is no lease: it is taken by nobody and ends by itself. */
async function lookAtAddresses(server: AddressServer): Promise<Look> {
  const of = `the address server ${server.address}`;
  return server
    .discover(server.newClient())
    .then(({ address, leaseTime }) => ({
      says: `${of} offers ${address} for ${String(leaseTime ?? 0)} s`,
      serves: true,
    }))
    .catch(unlessAnswerless(of));
}

const ofTheServer = [Unreachable, Violation, Refusal, NotPrepared];
/** What a server does not do is a sentence; anything else is a bug. */
const unlessAnswerless =
  (of: string) =>
  (error: unknown): Look => {
    if (ofTheServer.some((known) => error instanceof known)) {
      const { message } = error as Error;
      return {
        says: `${of} does not serve us: ${message.replaceAll('\n', ', ')}`,
        serves: false,
      };
    }
    throw error;
  };
