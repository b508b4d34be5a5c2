/** The hosts of the infrastructure, as the VIM knows them: `GET /os-hypervisors`, Compute API 2.1. */
import { hypervisorsAnswer } from '../contract/compute/hypervisor.ts';
import { mustShow } from './openstack-answers.ts';
import type { Session } from './session.ts';

const path = '/os-hypervisors';

/** Asks the VIM, which signs a session in anew whose token has ended. @returns whether it has another one */
export async function hasNewToken(session: Session): Promise<boolean> {
  const before = session.signedIn?.token;
  await session.ask('compute', { method: 'GET', path });
  return session.signedIn?.token !== before;
}

/**
 * The names of all hosts on which virtual computes run.
 * @param session of an administrator
 */
export async function hostNames(session: Session): Promise<readonly string[]> {
  const answer = await session.ask('compute', { method: 'GET', path });
  const reading = { doing: 'list the hosts', success: [200] };
  const { hypervisors } = mustShow(answer, hypervisorsAnswer, reading);
  return hypervisors.map(({ hypervisor_hostname: name }) => name);
}

/**
 * Whether each host is `up` or `down`, by its name.
 * @param session of an administrator
 */
export async function hostStates(session: Session): Promise<ReadonlyMap<string, string>> {
  const answer = await session.ask('compute', { method: 'GET', path });
  const reading = { doing: 'list the hosts', success: [200] };
  const { hypervisors } = mustShow(answer, hypervisorsAnswer, reading);
  return new Map(
    hypervisors.map(({ hypervisor_hostname: name, state }) => [name, state ?? 'unknown']),
  );
}
