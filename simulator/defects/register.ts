/** All defects and harmless variations, by name. */
import { virtualStorageDefects } from './block-storage/virtual-storage.ts';
import { managementDefects } from './acceleration/management.ts';
import { workloadDefects } from './acceleration/workload.ts';
import { flavourDefects } from './compute/flavour.ts';
import { keyPairDefects } from './compute/key-pair.ts';
import { virtualComputeDefects } from './compute/virtual-compute.ts';
import type { Connect, Defect, Fetch, Mailbox, Variation } from './defect.ts';
import { nameDefects } from './enabler-services/names.ts';
import { timeDefects } from './enabler-services/time.ts';
import { roleDefects } from './identity/role.ts';
import { tenantDefects } from './identity/tenant.ts';
import { userDefects } from './identity/user.ts';
import { imageDefects } from './image/image.ts';
import { securityGroupDefects } from './network/security-group.ts';
import { virtualNetworkDefects } from './network/virtual-network.ts';
import { stackDefects } from './orchestration/stack.ts';
import { variations } from './variations/variations.ts';

export const defects: readonly Defect[] = [
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
];
export { variations };

const byName = new Map<string, Variation>([...defects, ...variations].map((d) => [d.name, d]));

/** The names that `--defect` takes. */
export const deviationNames: readonly string[] = [...byName.keys()];

/** @throws RangeError naming what there is no defect of */
const deviation = (name: string): Variation => {
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(`there is no defect "${name}"`);
  return found;
};

/**
 * The simulator with defects or variations around it, the last one outermost.
 * @throws RangeError naming what there is no defect of
 */
export const withDeviations = (fetch: Fetch, names: readonly string[]): Fetch =>
  names.reduce((next, name) => deviation(name).wrap(next), fetch);

/**
 * The pace of a simulator with such deviations, for its options.
 * @throws RangeError naming what there is no defect of
 */
export const paceOf = (names: readonly string[]): number =>
  names.reduce((pace, name) => pace * (deviation(name).pace ?? 1), 1);

/**
 * The connections of the simulator with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withConnectionDeviations = (connect: Connect, names: readonly string[]): Connect =>
  names.reduce((next, name) => deviation(name).wrapConnections?.(next) ?? next, connect);

/**
 * The requests that the simulator makes, with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withCallbackDeviations = (send: Fetch, names: readonly string[]): Fetch =>
  names.reduce((next, name) => deviation(name).wrapCallbacks?.(next) ?? next, send);

/**
 * The servers of time and names of the simulator with the same around them.
 * @throws RangeError naming what there is no defect of
 */
export const withMailboxDeviations = (mailbox: Mailbox, names: readonly string[]): Mailbox =>
  names.reduce((next, name) => deviation(name).wrapMailbox?.(next) ?? next, mailbox);
