/** How the things of identity are looked at and removed; users and tenants differ in the path only. */
import type { Answer } from '../transport/http.ts';
import { mustSucceed, type Reading } from './openstack-answers.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';

/**
 * @param path the collection, for example `/users`
 * @param noun in the chapter's words, for the reader
 * @param entries reads the answer of the list
 */
export const identityKeeper = (
  session: Session,
  path: string,
  noun: string,
  entries: (answer: Answer, reading: Reading) => readonly { id: string; name: string }[],
): Keeper => ({
  async named(name) {
    const answer = await session.ask('identity', {
      method: 'GET',
      path: `${path}?name=${encodeURIComponent(name)}`,
    });
    return entries(answer, { doing: `list ${noun}s`, success: [200] })
      .filter((entry) => entry.name === name)
      .map((entry) => entry.id);
  },
  async exists(id) {
    const answer = await session.ask('identity', { method: 'GET', path: `${path}/${id}` });
    if (answer.status === 404) return false;
    mustSucceed(answer, { doing: `show a ${noun}`, success: [200] });
    return true;
  },
  async remove(id) {
    const answer = await session.ask('identity', { method: 'DELETE', path: `${path}/${id}` });
    mustSucceed(answer, { doing: `delete a ${noun}`, success: [204, 404] });
  },
});
