/**
 * Removing what was made, and nothing else: each call is addressed to one object of the ledger.
 * What cannot be removed is a leak; it is told, never thrown, since the example's verdict stands.
 */
import type { Acceleration } from '../src/bindings/acceleration-access.ts';
import type { EnablerServices } from '../src/bindings/enabler-services-access.ts';
import type { Hardware } from '../src/bindings/hardware-access.ts';
import type { OpenStackPrincipal } from '../src/bindings/openstack.ts';
import type { Policies } from '../src/bindings/policy-access.ts';
import type { Keeper } from '../src/bindings/port.ts';
import type { Leak } from '../src/evidence.ts';
import { DeadlinePassed, Refusal, type RefusalReason, Unreachable } from '../src/failures.ts';
import type { Ledger, LedgerEntry } from '../src/ledger.ts';
import type { Clock } from '../src/transport/clock.ts';
import { notesIn, type Noting } from './notes.ts';

export interface CleanUp {
  /** How what has this address is removed, by the cloud zone administrator. */
  readonly keeper: (address: string) => Keeper | undefined;
  readonly ledger: Pick<Ledger, 'gone' | 'stays'>;
  readonly clock: Clock;
  /** In milliseconds: how long it may take until everything is gone. */
  readonly goneWithin: number;
  /** Takes secrets out of what the target said. */
  readonly redact: (text: string) => string;
}

/**
 * Goes round until all is gone, newest first: a thing may hold on to another, whichever was made first,
 * and what is just being made or attached cannot be deleted yet.
 * @returns the leaks: what is still there, with the reason
 */
export async function cleanUp(
  options: CleanUp,
  entries: readonly LedgerEntry[],
): Promise<readonly Leak[]> {
  const { ledger, clock, goneWithin, redact } = options;
  const leaks: Leak[] = [];
  const leave = (entry: LedgerEntry, error: unknown): void => {
    const leak = leakBecause(entry, error);
    ledger.stays(entry, redact(leak.reason));
    leaks.push(leak);
  };
  let left: Remaining[] = [];
  for (const entry of entries) {
    try {
      left.push(await remaining(options, entry));
    } catch (error) {
      leave(entry, error);
    }
  }
  const end = clock.now() + goneWithin;
  for (let pause: number = pauses.first; left.length > 0; pause *= pauses.growth) {
    const still: Remaining[] = [];
    const late = clock.now() >= end;
    for (const thing of left) {
      const outcome = await removeOnce(options, thing);
      if (outcome === 'gone') ledger.gone(thing.entry);
      else if (outcome.final || late) leave(thing.entry, outcome.why);
      else still.push(thing);
    }
    left = still;
    if (left.length > 0) await clock.sleep(Math.min(pause, pauses.longest, end - clock.now()));
  }
  return leaks;
}

/** The rooms of the VIM, and what accelerators, enabler services, hardware and policies have beside them. */
export const keeperOf = (
  {
    acceleration,
    enablerServices,
    hardware,
    policies,
    ...noting
  }: Noting & {
    readonly acceleration: Pick<Acceleration, 'keeper'>;
    readonly enablerServices: Pick<EnablerServices, 'keeper'>;
    readonly hardware: Pick<Hardware, 'keeper'>;
    readonly policies: Pick<Policies, 'keeper'>;
  },
  principal: OpenStackPrincipal,
  address: string,
): Keeper | undefined =>
  principal.keeper(address) ??
  hardware.keeper(address) ??
  enablerServices.keeper(address) ??
  policies.keeper(address, principal.session) ??
  acceleration.keeper(address, principal.session, notesIn(noting, undefined));

/** Milliseconds between the rounds: most things go at once, slow targets are not pressed. */
const pauses = { first: 50, growth: 1.6, longest: 5_000 } as const;
/** Milliseconds after which a deletion that was accepted is sent again: it may have got lost. */
const patience = { first: 1_000, growth: 2 } as const;

/** A thing that is still to be removed. */
interface Remaining {
  readonly entry: LedgerEntry;
  readonly keeper: Keeper;
  /** More than one where several bear the name that only this run can have given. */
  readonly ids: Set<string>;
  again: number;
  patience: number;
}

async function remaining(options: CleanUp, entry: LedgerEntry): Promise<Remaining> {
  const keeper = options.keeper(entry.resource);
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
  return { entry, keeper, ids: new Set(ids), again: options.clock.now(), patience: patience.first };
}

/** Refusals that no waiting mends. What is in the wrong state may be refused as invalid, for a while. */
const final: readonly RefusalReason[] = ['unauthenticated', 'forbidden'];

type Outcome = 'gone' | { readonly why: unknown; readonly final: boolean };

/** Whatever the answer to the deletion is: what counts is whether the thing is gone. */
async function removeOnce({ clock }: CleanUp, thing: Remaining): Promise<Outcome> {
  const { entry, keeper, ids } = thing;
  const due = clock.now() >= thing.again;
  let why: unknown;
  let hopeless = false;
  for (const id of [...ids]) {
    const problem = due
      ? await keeper.remove(id, entry).catch((error: unknown) => error)
      : undefined;
    try {
      if (!(await keeper.exists(id, entry))) {
        ids.delete(id);
        continue;
      }
      why ??= problem ?? notGone(entry, id);
    } catch (error) {
      return { why: problem ?? error, final: true };
    }
    hopeless ||= problem instanceof Refusal && final.includes(problem.reason);
    if (due && problem === undefined) {
      thing.again = clock.now() + thing.patience;
      thing.patience *= patience.growth;
    }
  }
  return ids.size === 0 ? 'gone' : { why, final: hopeless };
}

const notGone = (entry: LedgerEntry, id: string): DeadlinePassed =>
  new DeadlinePassed({ expected: `${entry.resource} ${id} to be gone`, observed: 'still there' });

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
