/** How a run comes to the enabler services of its target. */
import { NotPrepared, Refusal, Unreachable, Violation } from '../failures.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import type { Clock } from '../transport/clock.ts';
import type { Http } from '../transport/http.ts';
import type { Probe } from '../transport/probe.ts';
import {
  type Assignment,
  assignment6Of,
  assignmentOf,
  type KnownAssignment,
  type KnownAssignment6,
} from './address-assignment.ts';
import type { AddressServer } from './address-server.ts';
import { carrierOf, type Place } from './carrier.ts';
import {
  canonicalName,
  dnsPort,
  type KnownRecords,
  type NameServer,
  openNameServer,
} from './enabler-services/dns.ts';
import {
  ntpPort,
  openTimeServer,
  type SymmetricKey,
  type TimeServer,
} from './enabler-services/ntp.ts';
import { type KeyServer, ntsPort, openKeyServer } from './enabler-services/nts.ts';
import { leaseKeeper } from './lease-keeper.ts';
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
  readonly dhcp?: KnownAssignment | undefined;
  readonly 'dhcp-v6'?: KnownAssignment6 | undefined;
}

export interface EnablerOptions extends DatagramOptions, Place {
  readonly addresses: EnablerAddresses;
  readonly stimuli: Stimuli;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  /** In milliseconds: how wrong the time of a server may be. */
  readonly clockOffset: number;
  readonly http: Http;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
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
  /** Of addresses of version 6. */
  readonly assignment6: Assignment | undefined;
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
  turn(service: 'ntp' | 'dns' | Assignment['service'], n: number, on: boolean): Promise<void>;
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
  const assignment = assignmentOf(addresses.dhcp, options);
  const assignment6 = assignment6Of(addresses['dhcp-v6'], options);
  const assignments = [assignment, assignment6].filter((each) => each !== undefined);
  return {
    time,
    keys,
    timeServerAt,
    names,
    records: addresses.dns?.records ?? [],
    zone,
    assignment,
    assignment6,
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
        ...assignments.map(({ server }) => lookAtAddresses(server)),
      ])),
    ],
    async turn(service, n, on) {
      const assigning = assignments.filter((each) => each.service === service);
      const dhcp = assigning.map(({ server }) => server.address);
      const servers =
        { ntp: addresses.ntp, dns: addresses.dns?.servers, dhcp, 'dhcp-v6': dhcp }[service] ?? [];
      const name = on ? 'enabler-service-start' : 'enabler-service-stop';
      const facts = { service, server: servers[n] ?? '', n: String(n) };
      await bringAbout(stimuli, http, name, facts);
    },
    keeper(address) {
      const given = assignments.find(({ lease }) => lease === address);
      return given && leaseKeeper(given.server);
    },
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
