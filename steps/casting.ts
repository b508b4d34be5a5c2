/**
 * Whether those who act have the roles that their personas stand for. The run gives its own users the
 * right ones; accounts that a target file gives may have others, and then nothing is proved by them.
 */
import { type AccountHolder, accountHolders } from '../src/catalogue/personas.ts';
import type { SignedIn } from '../src/bindings/session.ts';
import { NotPrepared, Refusal, Violation } from '../src/failures.ts';
import type { Stage } from './scenario.ts';

/**
 * @param error a failure of whoever asked last
 * @returns the error, or a `NotPrepared` that says why it is none of the target's
 */
export async function unlessMiscast(stage: Stage | undefined, error: unknown): Promise<unknown> {
  if (stage === undefined || !(error instanceof Refusal || error instanceof Violation))
    return error;
  const actor = stage.connection.log.last()?.actor;
  const persona = accountHolders.find((name) => name === actor);
  if (persona === undefined) return error;
  const { session, rolesAtIdentity } = await stage.personas.as(persona);
  const given = stage.connection.credentials[persona] !== undefined;
  const why =
    miscast(persona, session.signedIn, error, given) ??
    (given ? powerless(persona, rolesAtIdentity, error) : undefined);
  return why === undefined ? error : new NotPrepared(`${error.message}\n${why}`, { cause: error });
}

/** An account for the VDC administrator that administers nothing. */
function powerless(
  persona: AccountHolder,
  rolesAtIdentity: readonly string[],
  error: Refusal | Violation,
): string | undefined {
  if (persona !== 'VDC administrator') return undefined;
  if (!(error instanceof Refusal) || error.reason !== 'forbidden') return undefined;
  if (rolesAtIdentity.some((role) => role === 'manager' || role === 'admin')) return undefined;
  const has = rolesAtIdentity.join(', ') || 'none';
  return `the account given for the ${persona} has the roles ${has} in its domain, neither manager nor admin`;
}

function miscast(
  persona: AccountHolder,
  signedIn: SignedIn | undefined,
  error: Refusal | Violation,
  given: boolean,
): string | undefined {
  const roles = signedIn?.roles ?? [];
  const administers = roles.includes('admin');
  if (persona !== 'cloud zone administrator') {
    if (!given || !administers || !(error instanceof Violation)) return undefined;
    return `the account given for the ${persona} has the role admin, so that it may do everything`;
  }
  if (!(error instanceof Refusal) || error.reason !== 'forbidden') return undefined;
  if (!administers) {
    return `whoever plays the ${persona} here has the roles ${roles.join(', ') || 'none'}, not admin`;
  }
  // Compute lets administrators do most things in the scope of a tenant only.
  return signedIn?.tenantId === undefined
    ? `whoever plays the ${persona} here is signed in to no tenant`
    : undefined;
}
