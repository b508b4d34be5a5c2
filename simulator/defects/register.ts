/** All defects and harmless variations, by name. */
import { virtualStorageDefects } from './block-storage/virtual-storage.ts';
import { managementDefects } from './acceleration/management.ts';
import { workloadDefects } from './acceleration/workload.ts';
import { flavourDefects } from './compute/flavour.ts';
import { keyPairDefects } from './compute/key-pair.ts';
import { virtualComputeDefects } from './compute/virtual-compute.ts';
import type { Connect, Defect, Fetch, Mailbox, Tool, Variation } from './defect.ts';
import { addressDefects } from './enabler-services/addresses.ts';
import { nameDefects } from './enabler-services/names.ts';
import { timeDefects } from './enabler-services/time.ts';
import { managedComputeDefects } from './interface-points/compute.ts';
import { computePlaceDefects } from './interface-points/compute-places.ts';
import { ownFlavourDefects } from './interface-points/flavours.ts';
import { managedNetworkDefects } from './interface-points/network.ts';
import { quotaDefects } from './interface-points/quota.ts';
import { quotaUsageDefects } from './interface-points/quota-usage.ts';
import { softwareImageDefects } from './interface-points/software-image.ts';
import { managedStorageDefects } from './interface-points/storage.ts';
import { reservationDefects } from './reservation/reservations.ts';
import { alsoAtInterfacePoints } from './interface-points/tenant-resource-kills.ts';
import { hardwareDefects } from './redfish/hardware.ts';
import { policyNotificationDefects } from './policy/notifications.ts';
import { policyDefects } from './policy/policies.ts';
import { roleDefects } from './identity/role.ts';
import { tenantDefects } from './identity/tenant.ts';
import { userDefects } from './identity/user.ts';
import { imageDefects } from './image/image.ts';
import { loadBalancerDefects } from './load-balancer/load-balancers.ts';
import { infrastructureDefects } from './infrastructure/infrastructure.ts';
import { monitoringDefects } from './monitoring/monitoring.ts';
import { forwardingPathDefects } from './network/forwarding-path.ts';
import { securityGroupDefects } from './network/security-group.ts';
import { virtualNetworkDefects } from './network/virtual-network.ts';
import { stackDefects } from './orchestration/stack.ts';
import { variations } from './variations/variations.ts';

export const defects: readonly Defect[] = alsoAtInterfacePoints([
  ...flavourDefects,
  ...imageDefects,
  ...keyPairDefects,
  ...virtualComputeDefects,
  ...roleDefects,
  ...userDefects,
  ...tenantDefects,
  ...stackDefects,
  ...securityGroupDefects,
  ...virtualNetworkDefects,
  ...virtualStorageDefects,
  ...workloadDefects,
  ...managementDefects,
  ...timeDefects,
  ...nameDefects,
  ...loadBalancerDefects,
  ...infrastructureDefects,
  ...addressDefects,
  ...managedNetworkDefects,
  ...managedStorageDefects,
  ...quotaDefects,
  ...quotaUsageDefects,
  ...softwareImageDefects,
  ...managedComputeDefects,
  ...ownFlavourDefects,
  ...computePlaceDefects,
  ...forwardingPathDefects,
  ...hardwareDefects,
  ...policyDefects,
  ...policyNotificationDefects,
  ...monitoringDefects,
  ...reservationDefects,
]);
export { variations };

type Deviation = Variation & Pick<Defect, 'on'>;
const byName = new Map<string, Deviation>([...defects, ...variations].map((d) => [d.name, d]));

/** The names that `--defect` takes. */
export const deviationNames: readonly string[] = [...byName.keys()];

/** @throws RangeError naming what there is no defect of */
const deviation = (name: string): Deviation => {
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(`there is no defect "${name}"`);
  return found;
};

/** All that is meant by these names, what comes with a defect before it. */
const deviations = (names: readonly string[]): readonly Deviation[] =>
  [...new Set(names.flatMap((name) => [...(deviation(name).on ?? []), name]))].map(deviation);

/**
 * The simulator with defects or variations around it, the last one outermost.
 * @throws RangeError naming what there is no defect of
 */
export const withDeviations = (fetch: Fetch, names: readonly string[]): Fetch =>
  deviations(names).reduce((next, { wrap }) => wrap(next), fetch);

/**
 * What of such deviations is the simulator's own, for its options.
 * @throws RangeError naming what there is no defect of
 */
export const optionsOf = (
  names: readonly string[],
): Required<Pick<Variation, 'pace' | 'restrictedSecurityGroups'>> => ({
  pace: deviations(names).reduce((product, { pace = 1 }) => product * pace, 1),
  restrictedSecurityGroups: deviations(names).some((one) => one.restrictedSecurityGroups === true),
});

/**
 * The needs that a simulator with such deviations claims to meet.
 * @throws RangeError naming what there is no defect of
 */
export const claimsOf = (names: readonly string[]): readonly string[] =>
  deviations(names).flatMap(({ claims = [] }) => claims);

/**
 * The connections of the simulator with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withConnectionDeviations = (connect: Connect, names: readonly string[]): Connect =>
  deviations(names).reduce((next, { wrapConnections }) => wrapConnections?.(next) ?? next, connect);

/**
 * The requests that the simulator makes, with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withCallbackDeviations = (send: Fetch, names: readonly string[]): Fetch =>
  deviations(names).reduce((next, { wrapCallbacks }) => wrapCallbacks?.(next) ?? next, send);

/**
 * The servers of time and names of the simulator with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withMailboxDeviations = (mailbox: Mailbox, names: readonly string[]): Mailbox =>
  deviations(names).reduce((next, { wrapMailbox }) => wrapMailbox?.(next) ?? next, mailbox);

/**
 * The host of execution environments with the same around it.
 * @throws RangeError naming what there is no defect of
 */
export const withToolDeviations = (tool: Tool, names: readonly string[]): Tool =>
  deviations(names).reduce((next, { wrapTool }) => wrapTool?.(next) ?? next, tool);
