/** What the simulated name servers know, of blocks for documentation (RFC 5737, RFC 3849, RFC 6761). */
import { reverseName } from '../../src/contract/enabler-services/dns.ts';

export interface Entry {
  readonly name: string;
  readonly type: string;
  readonly data: readonly string[];
}
export interface Zone {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** A set of records as a target file has it. */
export interface KnownRecords {
  readonly name: string;
  readonly type: string;
  readonly data?: readonly string[];
  readonly count?: number;
  readonly 'too-long-for'?: 'datagrams' | 'small-datagrams';
}

export const zone = 'cloud.simulator.test';
const www = `www.${zone}`;
const v4 = '192.0.2.80';
const v6 = '2001:db8::80';

const addresses = Array.from({ length: 20 }, (_, n) => `192.0.2.${String(100 + n)}`);
const paragraphs = Array.from(
  { length: 60 },
  (_, n) => `"line ${String(n)} ${'of text '.repeat(10)}"`,
);

const entries: readonly Entry[] = [
  { name: `ns1.${zone}`, type: 'A', data: ['192.0.2.53'] },
  { name: www, type: 'A', data: [v4] },
  { name: www, type: 'AAAA', data: [v6] },
  { name: `alias.${zone}`, type: 'CNAME', data: [www] },
  { name: `_sip._udp.${zone}`, type: 'SRV', data: [`10 60 5060 ${www}`, `20 40 5061 ns1.${zone}`] },
  { name: `many.${zone}`, type: 'A', data: addresses },
  { name: `long.${zone}`, type: 'TXT', data: paragraphs },
];

/** A name in the zone that belongs to a port of a network. */
export interface NamedAddresses {
  /** Without the zone. */
  readonly name: string;
  readonly addresses: readonly string[];
}

const isV6 = (address: string): boolean => address.includes(':');

/** The zone with the names of ports, and the way back from every address in it. */
export function zonesWith(ports: readonly NamedAddresses[]): readonly Zone[] {
  const named = ports.flatMap(({ name, addresses }) =>
    addresses.map((address): Entry => {
      const type = isV6(address) ? 'AAAA' : 'A';
      return { name: `${name}.${zone}`, type, data: [address] };
    }),
  );
  const reverse = (type: 'A' | 'AAAA'): Entry[] =>
    [...named, ...entries]
      .filter((entry) => entry.type === type && entry.data.length === 1)
      .map(({ name, data: [address = ''] }) => ({
        name: reverseName(address),
        type: 'PTR',
        data: [name],
      }));
  return [
    { name: zone, entries: [...entries, ...named] },
    { name: 'in-addr.arpa', entries: reverse('A') },
    { name: 'ip6.arpa', entries: reverse('AAAA') },
  ];
}

/** What other servers know, whom the simulated ones ask for their clients. */
export const elsewhere: Zone = {
  name: 'elsewhere.test',
  entries: [{ name: 'www.elsewhere.test', type: 'A', data: ['198.51.100.80'] }],
};

/** What of it a target file tells the harness. */
export const known: readonly KnownRecords[] = [
  { name: www, type: 'A', data: [v4] },
  { name: www, type: 'AAAA', data: [v6] },
  { name: `alias.${zone}`, type: 'CNAME', data: [www] },
  { name: `_sip._udp.${zone}`, type: 'SRV', data: [`10 60 5060 ${www}`, `20 40 5061 ns1.${zone}`] },
  { name: v4, type: 'PTR', data: [www] },
  { name: v6, type: 'PTR', data: [www] },
  { name: `many.${zone}`, type: 'A', count: addresses.length, 'too-long-for': 'small-datagrams' },
  { name: `long.${zone}`, type: 'TXT', count: paragraphs.length, 'too-long-for': 'datagrams' },
  { name: 'www.elsewhere.test', type: 'A', data: ['198.51.100.80'] },
];
