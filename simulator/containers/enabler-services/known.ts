/** What the servers are known to have, as a target file says it. `conf/` has the zones. */

/** The key that the time servers share with their clients: no secret. */
export const timeKey = {
  id: 1,
  algorithm: 'sha1',
  secret: Buffer.from('enabler-services').toString('hex'),
} as const;

/** From where a load balancer asks its members. */
export const balancer = '127.64.255.254';

export const zone = 'cloud.test';
const www = `www.${zone}`;

/** Told to clients beside their own network's facts. */
export const assigned = {
  'name-servers': ['192.0.2.53'],
  mtu: 1450,
  /** By way of the gateway. */
  destinations: ['198.51.100.0/24'],
};

/** Of the network for which IPv6 addresses are asked, and what its clients are told. */
export const assigned6 = {
  'link-address': '2001:db8:67::1',
  network: {
    prefix: '2001:db8:67::/64',
    'name-servers': ['2001:db8:67::53'],
    domains: [zone],
  },
  pool: 8,
};

interface KnownRecords {
  name: string;
  type: 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'SRV' | 'TXT';
  data?: string[];
  count?: number;
  'too-long-for'?: 'datagrams' | 'small-datagrams';
}

export const records: KnownRecords[] = [
  { name: www, type: 'A', data: ['192.0.2.80'] },
  { name: www, type: 'AAAA', data: ['2001:db8::80'] },
  { name: `alias.${zone}`, type: 'CNAME', data: [www] },
  { name: `_sip._udp.${zone}`, type: 'SRV', data: [`10 60 5060 ${www}`, `20 40 5061 ns1.${zone}`] },
  { name: '192.0.2.80', type: 'PTR', data: [www] },
  { name: '2001:db8::80', type: 'PTR', data: [www] },
  { name: `many.${zone}`, type: 'A', count: 40, 'too-long-for': 'small-datagrams' },
  { name: `long.${zone}`, type: 'TXT', count: 60, 'too-long-for': 'datagrams' },
  { name: 'www.elsewhere.test', type: 'A', data: ['198.51.100.80'] },
];
