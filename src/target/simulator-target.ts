/** The bundled simulator as a target: its default accounts, in the process of the harness. */
import { simulatorRecords, simulatorZone } from './simulator-zone.ts';
import { type Target, undescribed } from './target.ts';

const stimulusNames = [
  'acc-event',
  'acc-fault',
  'acc-fault-clear',
  'acc-data',
  'hardware-event',
] as const;
const machineStimulusNames = [
  'machine-fault',
  'machine-fault-clear',
  'host-fail',
  'host-recover',
] as const;
const metricStimulusNames = ['threshold-crossed'] as const;
const enablerStimulusNames = ['enabler-service-stop', 'enabler-service-start'] as const;

/** Under `.test`, which no name server answers for (RFC 6761): nothing can be asked by mistake. */
export const simulatorOrigin = 'http://simulator.test';

const stimulus = (service: string, name: string) =>
  [name, { url: `${simulatorOrigin}/${service}/stimuli/${name}` }] as const;

export const simulatorTarget: Target = {
  ...undescribed,
  claims: {
    'load-balancer-rules': { supported: true, reason: 'its load balancers read requests' },
    'dhcp-port-addresses': {
      supported: true,
      reason: 'its address server knows the ports of its networks',
    },
    'machine-start': { supported: true, reason: 'its machines remember it until they start' },
    'dns-instance-names': { supported: true, reason: 'its name server sees its networks' },
    'dns-recursion': { supported: true, reason: 'its name server knows one zone of others' },
  },
  keys: [
    'acceleration',
    'acceleration.vn-nf',
    'acceleration.nf-vi',
    'stimuli',
    ...stimulusNames.map((name) => `stimuli.${name}`),
    ...enablerStimulusNames.map((name) => `stimuli.${name}`),
    ...machineStimulusNames.map((name) => `stimuli.${name}`),
    ...metricStimulusNames.map((name) => `stimuli.${name}`),
    'hardware',
    'hardware.redfish',
    'hardware.libvirt',
    'policy',
    'enabler-services',
    'enabler-services.ntp',
    'enabler-services.ntp-key',
    'enabler-services.nts',
    'enabler-services.dns',
    'enabler-services.load-balancer',
    'enabler-services.load-balancer.members',
    'enabler-services.load-balancer.certificate',
    'enabler-services.dhcp',
    'enabler-services.dhcp-v6',
  ],
  acceleration: {
    'vn-nf': [
      { url: `${simulatorOrigin.replace('http', 'ws')}/acceleration/vn-nf/{attachTarget}` },
    ],
    // Its administrators manage the accelerators too, so that it needs no token of its own.
    'nf-vi': { url: `${simulatorOrigin}/acceleration/nf-vi` },
  },
  hardware: {
    redfish: { url: simulatorOrigin, username: 'admin', password: 'simulator' },
    libvirt: { uri: 'simulator:///host' },
  },
  // The token of each party is for its policies, too.
  policy: { url: `${simulatorOrigin}/nfvpolicy/v1` },
  stimuli: Object.fromEntries([
    ...stimulusNames.map((name) => stimulus('acceleration', name)),
    ...enablerStimulusNames.map((name) => stimulus('enabler-services', name)),
    ...machineStimulusNames.map((name) => stimulus('redfish', name)),
    ...metricStimulusNames.map((name) => stimulus('metric', name)),
  ]),
  enablerServices: {
    ntp: ['time-1.simulator.test:123', 'time-2.simulator.test:123'],
    nts: { servers: ['time-1.simulator.test:123', 'time-2.simulator.test:123'] },
    'ntp-key': { id: 1, algorithm: 'sha1', secret: '73696d756c61746f72' },
    'load-balancer': {
      octavia: {},
      members: ['127.64.255.1:8080', '127.64.255.2:8080', '127.64.255.3:8080'],
      // Whom to trust is known to who brings the simulator.
      certificate: {
        reference:
          'http://simulator.test/key-manager/v1/containers/5ec4e700-0000-4000-8000-000000000001',
        name: 'www.balanced.test',
      },
      addresses: '127.64.0.0/24',
    },
    dns: { servers: ['names.simulator.test:53'], zone: simulatorZone, records: simulatorRecords },
    dhcp: {
      relay: { server: 'addresses.simulator.test:67', giaddr: '192.0.2.1' },
      network: {
        mask: '255.255.255.0',
        routers: ['192.0.2.1'],
        'name-servers': ['192.0.2.53'],
        mtu: 1450,
        routes: [
          { destination: '0.0.0.0/0', via: '192.0.2.1' },
          { destination: '198.51.100.0/24', via: '192.0.2.254' },
        ],
      },
      pool: 32,
    },
    'dhcp-v6': {
      relay: { server: 'addresses-v6.simulator.test:547', 'link-address': '2001:db8:0:67::1' },
      network: {
        prefix: '2001:db8:0:67::/64',
        'name-servers': ['2001:db8:0:67::53'],
        domains: ['lab.test'],
      },
      pool: 16,
    },
  },
  // The last: what the others need stays.
  disposable: { hosts: ['compute-3'], systems: ['compute-3'] },
  name: 'simulator',
  kind: 'simulator',
  chosenBy: '--simulator',
  credentials: {
    authUrl: `${simulatorOrigin}/identity`,
    proof: {
      method: 'password',
      user: { name: 'admin', domain: { id: 'default' } },
      password: 'simulator',
    },
    scope: { tenant: { name: 'admin', domain: { id: 'default' } } },
  },
  tls: {},
  region: 'RegionOne',
  interface: 'public',
  overrides: {},
  warnings: [],
};
