/**
 * The token of a service, which stands beside the caller's own where the accelerator service wants to be
 * asked by compute (from 14.1.0, 15.0.1 and 16.0.1 on). A VIM has one; the run makes a user for it, with
 * the role `service` in the tenant of the administrator, and for one call only.
 */
import { NotPrepared, Refusal } from '../failures.ts';
import { findRole } from './identity/role.ts';
import { createUser, userKeeper } from './identity/user.ts';
import { mustSucceed } from './openstack-answers.ts';
import type { Notes } from './notes.ts';
import { grant } from './role-assignment.ts';
import type { Session } from './session.ts';

/**
 * Runs a call without such a token, and again with one where it is demanded.
 * @param notes absent: whoever calls is no VIM, and a demand stands
 */
export async function vouchedFor<T>(
  session: Session,
  notes: Notes | undefined,
  run: (serviceToken: string | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await run(undefined);
  } catch (error) {
    if (notes === undefined || !isDemand(error)) throw error;
  }
  return asService(session, notes, run);
}

const isDemand = (error: unknown): boolean =>
  error instanceof Refusal &&
  error.status === 403 &&
  /service token|Use the Compute API/i.test(error.said);

async function asService<T>(
  session: Session,
  notes: Notes,
  run: (serviceToken: string) => Promise<T>,
): Promise<T> {
  const roleId = await findRole(session, 'service');
  const tenantId = session.signedIn?.tenantId;
  if (roleId === undefined || tenantId === undefined) {
    throw new NotPrepared(
      'the accelerator service wants the token of a service, and identity has no role `service` that a user could be given',
    );
  }
  const name = notes.newName();
  const note = notes.asked({ resource: 'identity/user', name });
  const password = session.people.newPassword();
  const userId = await createUser(session, name, password, undefined);
  note.made(userId);
  try {
    await grant(session, roleId, userId, { tenant: tenantId });
    return await run(await tokenOf(session, userId, password, tenantId));
  } finally {
    await userKeeper(session).remove(userId, {});
    note.gone();
  }
}

async function tokenOf(
  session: Session,
  userId: string,
  password: string,
  tenantId: string,
): Promise<string> {
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/auth/tokens',
    json: {
      auth: {
        identity: { methods: ['password'], password: { user: { id: userId, password } } },
        scope: { project: { id: tenantId } },
      },
    },
  });
  mustSucceed(answer, { doing: 'sign in', success: [201] });
  return answer.headers['x-subject-token'] ?? '';
}
