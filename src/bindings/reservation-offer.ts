/** What there is to be reserved: hosts and floating IPs that administrators have given to the service. */
import { reservableFloatingIpsAnswer } from '../contract/reservation/floating-ip.ts';
import { hostsAnswer } from '../contract/reservation/host.ts';
import { NotPrepared } from '../failures.ts';
import { amount } from './attributes.ts';
import { launchChoices } from './launch-choices.ts';
import { mustShow } from './openstack-answers.ts';
import type { Attributes } from './port.ts';
import type { Session } from './session.ts';
import { counts } from './reserved-resource.ts';

/** The capacity of the flavour from which other virtual computes are launched: it fits the image. */
export async function leastCompute(session: Session): Promise<Attributes> {
  const { vcpus, ram, disk } = await launchChoices(session).flavour();
  return {
    [counts.compute]: '1',
    vCPUs: String(vcpus),
    memory: amount(ram, 'MiB'),
    'local storage': amount(disk, 'GiB'),
  };
}

/** Virtual computes each of which has all vCPUs of one of the largest hosts. */
export async function mostCompute(session: Session): Promise<Attributes | undefined> {
  const answer = await session.ask('reservation', { method: 'GET', path: '/os-hosts' });
  const reading = { doing: 'list hosts that can be reserved', success: [200] };
  const { hosts } = mustShow(answer, hostsAnswer, reading);
  const usable = hosts.filter(({ reservable }) => reservable);
  if (usable.length === 0) return undefined;
  const vcpus = Math.max(...usable.map((host) => host.vcpus));
  const largest = usable.filter((host) => host.vcpus === vcpus);
  return {
    ...(await leastCompute(session)),
    [counts.compute]: String(largest.length),
    vCPUs: String(vcpus),
  };
}

interface Addresses {
  readonly network: string;
  readonly count: number;
}

/** The network of which most addresses can be reserved. */
async function mostAddresses(session: Session): Promise<Addresses | undefined> {
  const answer = await session.ask('reservation', { method: 'GET', path: '/floatingips' });
  const reading = { doing: 'list addresses that can be reserved', success: [200] };
  const { floatingips } = mustShow(answer, reservableFloatingIpsAnswer, reading);
  const networks = new Map<string, number>();
  for (const { reservable, floating_network_id: network } of floatingips) {
    if (reservable) networks.set(network, (networks.get(network) ?? 0) + 1);
  }
  const [first] = [...networks].toSorted(([, a], [, b]) => b - a);
  return first === undefined ? undefined : { network: first[0], count: first[1] };
}

export async function mostNetwork(session: Session): Promise<Attributes | undefined> {
  const found = await mostAddresses(session);
  return found === undefined ? undefined : { [counts.network]: String(found.count) };
}

/**
 * The network whose addresses are reserved. Who may not learn it takes what anybody has found out.
 * @throws NotPrepared where there is none
 */
export const addressNetwork = (session: Session): Promise<string> =>
  session.orAsKnown('network of addresses that can be reserved', async () => {
    const found = await mostAddresses(session);
    if (found !== undefined) return found.network;
    throw new NotPrepared('the service has no public address to be reserved');
  });
