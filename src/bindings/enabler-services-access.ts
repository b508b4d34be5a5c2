/** How a run comes to the enabler services of its target. */
import { Refusal, Unreachable, Violation } from '../failures.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import type { DatagramCarrier } from '../transport/datagram-line.ts';
import { socketDatagrams } from '../transport/datagram-socket.ts';
import type { Http } from '../transport/http.ts';
import {
  canonicalName,
  dnsPort,
  type KnownRecords,
  type NameServer,
  openNameServer,
} from './enabler-services/dns.ts';
import type { AddressServer } from './enabler-services/address-server.ts';
import {
  type Assignment,
  assignment6Of,
  assignmentOf,
  type KnownAssignment,
  type KnownAssignment6,
} from './enabler-services/assignment.ts';
import {
  ntpPort,
  openTimeServer,
  type SymmetricKey,
  type TimeServer,
} from './enabler-services/ntp.ts';
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
}

/** What a server says of itself, for people. */
export interface Look {
  readonly says: string;
  /** It serves its clients. */
  readonly serves: boolean;
}

export interface EnablerServices {
  readonly time: readonly TimeServer[];
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
  const { addresses, stimuli, http, inProcess } = options;
  const key = addresses['ntp-key'];
  const time = (addresses.ntp ?? []).map((each) =>
    openTimeServer(each, { ...options, carrier: inProcess ?? socketDatagrams(ntpPort) }),
  );
  const names = (addresses.dns?.servers ?? []).map((each) =>
    openNameServer(each, { ...options, carrier: inProcess ?? socketDatagrams(dnsPort) }),
  );
  const zone = canonicalName(addresses.dns?.zone ?? '');
  const assignment = assignmentOf(addresses.dhcp, options);
  const assignment6 = assignment6Of(addresses['dhcp-v6'], options);
  const assignments = [assignment, assignment6].filter((each) => each !== undefined);
  return {
    time,
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
    look: () =>
      Promise.all([
        ...time.map(lookAtTime),
        ...names.map((each) => lookAtNames(each, zone)),
        ...assignments.map(({ server }) => lookAtAddresses(server)),
      ]),
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

/** What a server does not do is a sentence; anything else is a bug. */
const unlessAnswerless =
  (of: string) =>
  (error: unknown): Look => {
    if (error instanceof Unreachable || error instanceof Violation || error instanceof Refusal) {
      return {
        says: `${of} does not serve us: ${error.message.replaceAll('\n', ', ')}`,
        serves: false,
      };
    }
    throw error;
  };
