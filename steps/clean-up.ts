/**
 * Removing what was made, and nothing else: each call is addressed to one object of the ledger.
 * What cannot be removed is a leak; it is told, never thrown, since the example's verdict stands.
 */
import type { OpenStackPrincipal } from '../src/bindings/openstack.ts';
import type { Keeper } from '../src/bindings/port.ts';
import type { Leak } from '../src/evidence.ts';
import { DeadlinePassed, Refusal, type RefusalReason, Unreachable } from '../src/failures.ts';
import type { Ledger, LedgerEntry } from '../src/ledger.ts';
import type { Clock } from '../src/transport/clock.ts';
import { until } from './waiting.ts';

export interface CleanUp {
  /** Who removes: the cloud zone administrator. */
  readonly principal: OpenStackPrincipal;
  readonly ledger: Pick<Ledger, 'gone' | 'stays'>;
  readonly clock: Clock;
  /** In milliseconds: how long a thing may take to be gone. */
  readonly goneWithin: number;
  /** Takes secrets out of what the target said. */
  readonly redact: (text: string) => string;
}

/** @returns the leaks: what is still there, with the reason */
export async function cleanUp(
  options: CleanUp,
  entries: readonly LedgerEntry[],
): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for (const entry of entries) {
    try {
      await removeOne(options, entry);
      options.ledger.gone(entry);
    } catch (error) {
      const leak = leakBecause(entry, error);
      options.ledger.stays(entry, options.redact(leak.reason));
      leaks.push(leak);
    }
  }
  return leaks;
}

/** A thing that could not be taken away, for the report. */
export const leakBecause = (entry: LedgerEntry, error: unknown): Leak => ({
  ...leakOf(entry, messageOf(error)),
  ...(error instanceof Unreachable || error instanceof Unknowable ? { uncertain: true } : {}),
});

/** Nobody could be asked whether a thing was made at all. */
class Unknowable extends Error {
  override name = 'Unknowable';
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A thing that is still there, for the report. */
export const leakOf = (entry: LedgerEntry, reason: string, kept = false): Leak => ({
  resource: entry.resource,
  id: entry.id ?? 'unknown',
  name: entry.name,
  reason,
  ...(kept ? { kept } : {}),
});

async function removeOne(options: CleanUp, entry: LedgerEntry): Promise<void> {
  const keeper = options.principal.keeper(entry.resource);
  if (keeper === undefined) {
    throw new Error(`this version does not know how to remove a ${entry.resource}`);
  }
  // Without an id the answer to the creation never came, or was a refusal: our own name tells.
  const ids =
    entry.id === undefined
      ? await keeper.named(entry.name, entry).catch((error: unknown) => {
          throw new Unknowable(messageOf(error), { cause: error });
        })
      : [entry.id];
  for (const id of ids) await removeById(options, keeper, entry, id);
}

/** A delete that got lost is not the leak of whoever made the thing: it is sent again. */
const tries = 3;
/** Refusals that no waiting mends. */
const final: readonly RefusalReason[] = ['unauthenticated', 'forbidden', 'invalid'];

async function removeById(
  { clock, goneWithin }: CleanUp,
  keeper: Keeper,
  entry: LedgerEntry,
  id: string,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    // Whatever the answer to the deletion was: what counts is whether the thing is gone.
    const problem = await keeper.remove(id, entry).catch((error: unknown) => error);
    const hopeless = problem instanceof Refusal && final.includes(problem.reason);
    try {
      await until({
        what: `${entry.resource} ${id} to be gone`,
        look: () => keeper.exists(id, entry),
        done: (there) => !there,
        state: () => 'still there',
        clock,
        within: hopeless ? 0 : goneWithin / tries,
      });
      return;
    } catch (error) {
      const again = error instanceof DeadlinePassed && !hopeless && attempt < tries;
      if (!again) throw problem ?? error;
    }
  }
}
