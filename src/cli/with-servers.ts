/** Servers that stand beside a simulated cloud, in place of those that are part of it. */
import type { Target } from '../target/target.ts';

/** As a target file has them; plain data, so that it reaches workers. */
export interface Beside {
  readonly services: NonNullable<Target['enablerServices']>;
  readonly stimuli: Target['stimuli'];
}

/** What only servers can do that are part of the cloud. */
const ofTheCloud = ['dhcp-port-addresses', 'dns-instance-names'] as const;
const apart = { supported: false, reason: 'the servers are not part of the simulated cloud' };

/** The same target with other servers of time, names and addresses. Its load balancers stay. */
export function withServers(target: Target, { services, stimuli }: Beside): Target {
  const balancing = target.enablerServices?.['load-balancer'];
  const gone = /^enabler-services\.(?!load-balancer)/;
  return {
    ...target,
    enablerServices: {
      ...services,
      ...(balancing === undefined ? {} : { 'load-balancer': balancing }),
    },
    stimuli: { ...target.stimuli, ...stimuli },
    claims: { ...target.claims, ...Object.fromEntries(ofTheCloud.map((need) => [need, apart])) },
    keys: [
      ...target.keys.filter((key) => !gone.test(key)),
      ...Object.keys(services).map((service) => `enabler-services.${service}`),
    ],
  };
}
