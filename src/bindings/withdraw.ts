/** Things that are made with several requests, of which a later one is refused: nothing may stay. */
import { Refusal, Violation } from '../failures.ts';

export interface Begun {
  /** What the part that was refused has left behind, in words; undefined: nothing. */
  readonly left: () => Promise<string | undefined>;
  readonly remove: () => Promise<unknown>;
}

/**
 * Takes away what was begun. Before that it looks whether the part that was refused is there all the
 * same: once the whole is gone, nobody can tell.
 * @throws Violation when it is; else what refused it, always
 */
export async function withdraw(error: unknown, { left, remove }: Begun): Promise<never> {
  let found: string | undefined;
  try {
    if (error instanceof Refusal) found = await left();
  } catch (blind) {
    // Who may not look has been refused already, and that is what counts.
    if (!(blind instanceof Refusal)) throw blind;
  } finally {
    await remove();
  }
  if (found === undefined || !(error instanceof Refusal)) throw error;
  const expected = `nothing to be there of what was ${error.message}`;
  throw new Violation({ expected, observed: found }, { cause: error });
}
