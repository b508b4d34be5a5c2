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

async function hypervisors(session: Session) {
  const answer = await session.ask('compute', { method: 'GET', path });
  const reading = { doing: 'list the hosts', success: [200] };
  return mustShow(answer, hypervisorsAnswer, reading).hypervisors;
}

/**
 * The names of all hosts on which virtual computes run.
 * @param session of an administrator
 */
export const hostNames = async (session: Session): Promise<readonly string[]> =>
  (await hypervisors(session)).map(({ hypervisor_hostname: name }) => name);

/**
 * The names of those that take new virtual computes.
 * @param session of an administrator
 */
export const usableHosts = async (session: Session): Promise<readonly string[]> =>
  (await hypervisors(session))
    .filter(({ state, status }) => state === 'up' && status === 'enabled')
    .map(({ hypervisor_hostname: name }) => name);

/**
 * Whether each host is `up` or `down`, by its name.
 * @param session of an administrator
 */
export const hostStates = async (session: Session): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await hypervisors(session)).map(({ hypervisor_hostname: name, state }) => [name, state]),
  );
