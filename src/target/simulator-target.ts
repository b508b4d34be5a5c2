/** The bundled simulator as a target: its default accounts, in the process of the harness. */
import { type Target, undescribed } from './target.ts';

const stimulusNames = [
  'acc-event',
  'acc-fault',
  'acc-fault-clear',
  'acc-data',
  'hardware-event',
] as const;

/** Under `.test`, which no name server answers for (RFC 6761): nothing can be asked by mistake. */
export const simulatorOrigin = 'http://simulator.test';

export const simulatorTarget: Target = {
  ...undescribed,
  keys: [
    'acceleration',
    'acceleration.vn-nf',
    'acceleration.nf-vi',
    'stimuli',
    ...stimulusNames.map((name) => `stimuli.${name}`),
  ],
  acceleration: {
    'vn-nf': [
      { url: `${simulatorOrigin.replace('http', 'ws')}/acceleration/vn-nf/{attachTarget}` },
    ],
    // Its administrators manage the accelerators too, so that it needs no token of its own.
    'nf-vi': { url: `${simulatorOrigin}/acceleration/nf-vi` },
  },
  stimuli: Object.fromEntries(
    stimulusNames.map((name) => [name, { url: `${simulatorOrigin}/acceleration/stimuli/${name}` }]),
  ),
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
