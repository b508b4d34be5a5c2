/** The people of the recorded probes. */
import type { Simulator } from '../../simulator/create-simulator.ts';
import { type SignedIn, signIn } from './signed-in.ts';

export interface Cast {
  /** The token of a person, of `bogus`, or of `revoked`. */
  token(who: string): Promise<string>;
  /** Replaces `<password>`, `<token of …>` and `<project of …>`. */
  fill(template: string): Promise<string>;
}

/** Second tokens of demo, which do not live long. */
const shortLived = ['throwaway', 'revoked'];

/** Signs people in when a probe needs them, and knows what placeholders stand for. */
export function createCast(simulator: Simulator): Cast {
  const known = new Map<string, Promise<SignedIn>>();
  const person = (who: string) => {
    const found = known.get(who);
    if (found !== undefined) return found;
    const made = signIn(simulator, shortLived.includes(who) ? 'demo' : who);
    known.set(who, made);
    return made;
  };
  const token = async (who: string): Promise<string> => {
    if (who === 'bogus') return 'bogus';
    const { token: id } = await person(who);
    if (who === 'revoked') {
      const headers = { 'x-auth-token': id, 'x-subject-token': id };
      const url = `http://cloud.test/identity/v3/auth/tokens`;
      await simulator.fetch(new Request(url, { method: 'DELETE', headers }));
    }
    return id;
  };
  const fill = async (template: string): Promise<string> => {
    let filled = template.replaceAll('<password>', 'simulator');
    for (const [all = '', what, who = ''] of template.matchAll(/<(token|project) of (\w+)>/g)) {
      const value = what === 'token' ? await token(who) : (await person(who)).projectId;
      filled = filled.replaceAll(all, value ?? '');
    }
    return filled;
  };
  return { token, fill };
}
