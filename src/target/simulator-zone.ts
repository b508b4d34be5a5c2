/** What the bundled simulator's name server has, as a target file would say it. */
import type { TargetFile } from './target-file-schema.ts';

type Records = NonNullable<
  NonNullable<NonNullable<TargetFile['enabler-services']>['dns']>['records']
>;

export const simulatorZone = 'cloud.simulator.test';
const www = `www.${simulatorZone}`;

export const simulatorRecords: Records = [
  { name: www, type: 'A', data: ['192.0.2.80'] },
  { name: www, type: 'AAAA', data: ['2001:db8::80'] },
  { name: `alias.${simulatorZone}`, type: 'CNAME', data: [www] },
  {
    name: `_sip._udp.${simulatorZone}`,
    type: 'SRV',
    data: [`10 60 5060 ${www}`, `20 40 5061 ns1.${simulatorZone}`],
  },
  { name: '192.0.2.80', type: 'PTR', data: [www] },
  { name: '2001:db8::80', type: 'PTR', data: [www] },
  { name: `many.${simulatorZone}`, type: 'A', count: 20, 'too-long-for': 'small-datagrams' },
  { name: `long.${simulatorZone}`, type: 'TXT', count: 60, 'too-long-for': 'datagrams' },
  { name: 'www.elsewhere.test', type: 'A', data: ['198.51.100.80'] },
];
