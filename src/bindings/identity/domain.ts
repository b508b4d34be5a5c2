/** Domains: what holds a VDC. Set up for personas; no row of Table 6-2. */
import { domainAnswer, domainsAnswer } from '../../contract/identity/domain.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { ofTheRun } from '../people.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';

/** @returns the id of the new domain */
export async function createDomain(session: Session, name: string): Promise<string> {
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/domains',
    json: { domain: { name, description: ofTheRun, enabled: true } },
  });
  const reading = { doing: 'create a domain', success: [201] };
  const { id } = mustShow(answer, domainAnswer, reading).domain;
  session.people.vdc = id;
  return id;
}

export const domainKeeper = (session: Session): Keeper => ({
  async named(name) {
    const answer = await session.ask('identity', {
      method: 'GET',
      path: `/domains?name=${encodeURIComponent(name)}`,
    });
    const { domains } = mustShow(answer, domainsAnswer, { doing: 'list domains', success: [200] });
    return domains.filter((domain) => domain.name === name).map((domain) => domain.id);
  },
  async exists(id) {
    const answer = await session.ask('identity', { method: 'GET', path: `/domains/${id}` });
    if (answer.status === 404) return false;
    mustSucceed(answer, { doing: 'show a domain', success: [200] });
    return true;
  },
  async remove(id) {
    // Identity refuses to delete a domain that is enabled.
    const path = `/domains/${id}`;
    const disabled = await session.ask('identity', {
      method: 'PATCH',
      path,
      json: { domain: { enabled: false } },
    });
    mustSucceed(disabled, { doing: 'disable a domain', success: [200, 404] });
    const deleted = await session.ask('identity', { method: 'DELETE', path });
    mustSucceed(deleted, { doing: 'delete a domain', success: [204, 404] });
  },
});
