/** The bundled simulator as a target: its default accounts, in the process of the harness. */
import { simulatorRecords, simulatorZone } from './simulator-zone.ts';
import { type Target, undescribed } from './target.ts';

/** Under `.test`, which no name server answers for (RFC 6761): nothing can be asked by mistake. */
export const simulatorOrigin = 'http://simulator.test';

const enablerStimuli = `${simulatorOrigin}/enabler-services/stimuli`;

export const simulatorTarget: Target = {
  ...undescribed,
  claims: {
    'dns-recursion': { supported: true, reason: 'its name server knows one zone of others' },
  },
  keys: [
    'acceleration',
    'acceleration.vn-nf',
    'stimuli',
    'stimuli.acc-event',
    'enabler-services',
    'enabler-services.ntp',
    'enabler-services.ntp-key',
    'enabler-services.dns',
  ],
  acceleration: {
    'vn-nf': [
      { url: `${simulatorOrigin.replace('http', 'ws')}/acceleration/vn-nf/{attachTarget}` },
    ],
  },
  stimuli: {
    'acc-event': { url: `${simulatorOrigin}/acceleration/stimuli/acc-event` },
    'enabler-service-stop': { url: `${enablerStimuli}/enabler-service-stop` },
    'enabler-service-start': { url: `${enablerStimuli}/enabler-service-start` },
  },
  enablerServices: {
    ntp: ['time-1.simulator.test:123', 'time-2.simulator.test:123'],
    'ntp-key': { id: 1, algorithm: 'sha1', secret: '73696d756c61746f72' },
    dns: { servers: ['names.simulator.test:53'], zone: simulatorZone, records: simulatorRecords },
  },
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
