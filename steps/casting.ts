/**
 * Whether those who act have the roles that their personas stand for. The run gives its own users the
 * right ones; accounts that a target file gives may have others, and then nothing is proved by them.
 */
import { type PersonaName, personaNames } from '../src/catalogue/personas.ts';
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
  const persona = personaNames.find((name) => name === actor);
  if (persona === undefined) return error;
  const { roles = [] } = (await stage.personas.as(persona)).session.signedIn ?? {};
  const why = miscast(persona, roles, error, stage.connection.credentials[persona] !== undefined);
  return why === undefined ? error : new NotPrepared(`${error.message}\n${why}`, { cause: error });
}

function miscast(
  persona: PersonaName,
  roles: readonly string[],
  error: Refusal | Violation,
  given: boolean,
): string | undefined {
  const administers = roles.includes('admin');
  if (persona === 'cloud zone administrator') {
    if (administers || !(error instanceof Refusal) || error.reason !== 'forbidden')
      return undefined;
    return `whoever plays the ${persona} here has the roles ${roles.join(', ') || 'none'}, not admin`;
  }
  if (!given || !administers || !(error instanceof Violation)) return undefined;
  return `the account given for the ${persona} has the role admin, so that it may do everything`;
}
