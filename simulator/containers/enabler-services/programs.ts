/** The servers that the image has, and how each can be wrong on purpose (README.md). */
import type { Published } from '../engine.ts';

interface Program {
  /** Its port in the container where it cannot be told another. */
  readonly inside?: number;
  readonly over: readonly Published['over'][];
  /** What it may, beside what containers may. */
  readonly capabilities?: readonly string[];
  /** What it writes once it serves. */
  readonly ready: RegExp;
  readonly faults: readonly string[];
  /** Engines give containers none unless told. */
  readonly needsIpv6?: true;
  /** It is in the machine's network, and keeps to its loopback; else in that which the servers share. */
  readonly onLoopback?: true;
  /** Where it has a folder that it shares with us. */
  readonly folder?: string;
}

export const programs = {
  chrony: {
    over: ['udp', 'tcp'],
    ready: /^serves$/m,
    faults: ['not-synchronised', 'hour-behind'],
    folder: '/run/certificate',
  },
  ntpsec: { inside: 123, over: ['udp'], ready: /^serves$/m, faults: ['contradicts-itself'] },
  bind: { over: ['udp', 'tcp'], ready: / running$/m, faults: ['missing-ptr', 'lame'] },
  kea: {
    inside: 67,
    over: ['udp'],
    ready: /DHCP4_STARTED/,
    faults: ['exhausted', 'never-refuses'],
  },
  kea6: {
    over: ['udp'],
    ready: /DHCP6_STARTED/,
    faults: ['exhausted'],
    capabilities: ['NET_ADMIN'],
    needsIpv6: true,
  },
  dnsmasq: { over: [], capabilities: ['NET_ADMIN'], ready: /DHCP, IP range/, faults: [] },
  haproxy: {
    over: [],
    ready: /Loading success/,
    faults: [],
    onLoopback: true,
    folder: '/run/balancing',
  },
  member: { over: [], ready: /Loading success/, faults: ['dead'], onLoopback: true },
  unbound: { over: ['udp', 'tcp'], ready: /start of service/, faults: ['hijacks'] },
} as const satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof programs;

/** A server that is wanted; without a fault it is right. */
export type Server = {
  [name in ProgramName]: {
    readonly program: name;
    readonly fault?: (typeof programs)[name]['faults'][number];
  };
}[ProgramName];

export const programOf = ({ program }: Server): Program => programs[program];
