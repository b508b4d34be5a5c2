/** The defects of networks as Or-Vi and Vi-Vnfm manage them. */
import type { Defect } from '../defect.ts';
import { mending, networkRefusal, subnets } from '../network/parts.ts';
import { virtualNetworks } from '../network/virtual-network.ts';
import type { Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';
import { lifecycleDefects } from './lifecycle.ts';

/** Addresses that the service takes, others each time. */
const otherAddresses = () => {
  let n = 0;
  return (body: Json): Json => {
    n += 1;
    return { subnet: { ...(body['subnet'] as Json), cidr: `10.98.${String(n)}.0/24` } };
  };
};

export const managedNetworkDefects: readonly Defect[] = lifecycleDefects({
  kind: 'network',
  collection: virtualNetworks,
  update: { method: 'PUT', path: /\/networks\/[^/]+$/ },
  limit: { method: 'PUT', path: /\/quotas\/[^/]+$/ },
  limitIn: (body) => (body['quota'] as Json)['network'],
  overQuota: () =>
    Response.json(networkRefusal(409, "Quota exceeded for resources: ['network']."), {
      status: 409,
    }),
  inUse: 409,
  acceptingInvalid: (next) => mending(subnets, [400], otherAddresses())(next),
  alsoInvalid: atBoth('resource-management', 'update-network'),
});
