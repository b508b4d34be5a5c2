/** Which interfaces a new server shall have. Source: OpenStack Zed, recorded. */
import type { WishedNetwork } from '../../src/contract/compute/virtual-compute-create.ts';
import { uuidText } from '../../src/contract/compute/formats.ts';
import { badRequest, conflict } from '../kernel/fault.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { NetworkForCompute } from './ports.ts';
import type { WishedInterface } from './virtual-compute-build.ts';

export const portNotFound = (id: string) => `Port id ${id} could not be found.`;
const portInUse = (id: string) => conflict(`Port ${id} is still in use.`);

/** Faults of the list itself, found before anything is looked up. */
export function mustBeNetworks(networks: readonly WishedNetwork[]): void {
  const ports = new Set<string>();
  for (const { uuid, port, fixed_ip: address } of networks) {
    if (typeof port === 'string') {
      if (ports.has(port)) {
        throw badRequest(
          `Port ID '${port}' was specified twice: you cannot attach a port multiple times.`,
        );
      }
      ports.add(port);
      if (address !== undefined) {
        throw badRequest(
          `Specified Fixed IP '${address}' cannot be used with port '${port}': the two cannot be specified together.`,
        );
      }
    } else if (uuid === undefined) {
      throw badRequest("Bad network format: missing 'uuid'");
    } else if (!uuidText.safeParse(uuid).success) {
      throw badRequest(`Bad networks format: network uuid is not in proper format (${uuid})`);
    }
  }
}

const ambiguous = () =>
  conflict('Multiple possible networks found, use a Network ID to be more specific.');

/**
 * @param wished what the request says; undefined where it need not say anything
 * @throws Fault 400 or 409 when there is no such network or port, or when it cannot be told which
 */
export function interfacesFor(
  network: NetworkForCompute,
  caller: Caller,
  wished: 'auto' | 'none' | readonly WishedNetwork[] | undefined,
): readonly WishedInterface[] {
  if (wished === 'none') return [];
  const project = projectOf(caller) ?? '';
  if (wished === undefined || wished === 'auto' || wished.length === 0) {
    const candidates = network.networksOf(project);
    if (candidates.length > 1) throw ambiguous();
    if (candidates.length === 0 && wished === 'auto') {
      throw badRequest(`Unable to automatically allocate a network for project ${project}`);
    }
    return candidates.map((networkId) => ({ networkId }));
  }
  return wished.map(({ uuid = '', port, fixed_ip: fixedAddress }) => {
    if (typeof port === 'string') return { portId: freePort(network, caller, port).id };
    if (!network.hasNetwork(caller, uuid)) {
      throw badRequest(`Network ${uuid} could not be found.`);
    }
    if (fixedAddress === undefined) return { networkId: uuid };
    const holder = network.holderOf(uuid, fixedAddress);
    if (holder !== undefined) {
      throw badRequest(`Fixed IP address ${fixedAddress} is already in use on instance ${holder}.`);
    }
    return { networkId: uuid, fixedAddress };
  });
}

/** A port that the caller may use and nobody does. @param refuse what an unknown one is answered by */
export function freePort(
  network: NetworkForCompute,
  caller: Caller,
  id: string,
  refuse: (message: string) => Error = badRequest,
) {
  const port = network.port(id);
  const own = port?.projectId === projectOf(caller) || caller.roles.has('admin');
  if (port === undefined || !own) throw refuse(portNotFound(id));
  if (port.deviceId !== undefined) throw portInUse(id);
  return port;
}
