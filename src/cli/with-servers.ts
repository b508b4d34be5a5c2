/** Servers that stand beside a simulated cloud, in place of those that are part of it. */
import type { Target } from '../target/target.ts';

/** As a target file has them; plain data, so that it reaches workers. */
export interface Beside {
  readonly services: NonNullable<Target['enablerServices']>;
  readonly stimuli: Target['stimuli'];
  /** Real load balancers for the simulated service, one a worker: the folder of each, and addresses for it. */
  readonly balancers?: readonly { readonly folder: string; readonly addresses: string }[];
}

/** That of this worker; undefined: the simulator has its own. */
export const balancerOf = ({ balancers = [] }: Beside) =>
  balancers[Number(process.env['CUCUMBER_WORKER_ID'] ?? 0)];

/** What only servers can do that are part of the cloud. */
const ofTheCloud = ['dhcp-port-addresses', 'dns-instance-names'] as const;
const apart = { supported: false, reason: 'the servers are not part of the simulated cloud' };

/** The same target with other servers of time, names and addresses. Its load balancers stay where none is real. */
export function withServers(target: Target, beside: Beside): Target {
  const { services, stimuli } = beside;
  const balancer = balancerOf(beside);
  const balancing = {
    octavia: {},
    ...target.enablerServices?.['load-balancer'],
    ...services['load-balancer'],
    ...(balancer === undefined ? {} : { addresses: balancer.addresses }),
  };
  const gone = /^enabler-services\.(?!load-balancer)/;
  return {
    ...target,
    enablerServices: {
      ...services,
      'load-balancer': balancing,
    },
    stimuli: { ...target.stimuli, ...stimuli },
    claims: { ...target.claims, ...Object.fromEntries(ofTheCloud.map((need) => [need, apart])) },
    keys: [
      ...target.keys.filter((key) => !gone.test(key)),
      ...Object.keys(services).map((service) => `enabler-services.${service}`),
    ],
  };
}
