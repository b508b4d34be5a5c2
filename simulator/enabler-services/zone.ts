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

const reverse = (name: string, address: string): Zone => ({
  name,
  entries: [{ name: reverseName(address), type: 'PTR', data: [www] }],
});

export const zones: readonly Zone[] = [
  { name: zone, entries },
  reverse('2.0.192.in-addr.arpa', v4),
  reverse('8.b.d.0.1.0.0.2.ip6.arpa', v6),
];

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
