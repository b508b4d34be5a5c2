/** What an example has reserved, and what must be found of it. */
import type {
  Period,
  Reservation,
  ReservedKind,
  Reservations,
} from '../src/bindings/reservation-port.ts';
import { reservedKinds } from '../src/bindings/reservation-port.ts';
import type { Attributes, QuotaKind } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Said } from './reservation-period.ts';
import type { Scenario } from './scenario.ts';

/** The reservation that the example has made last. */
export interface Reserved {
  readonly id: string;
  readonly name: string;
  readonly by: PersonaName;
  readonly kind: ReservedKind;
  readonly wish: Attributes;
  readonly period: Period;
  /** When it was asked for, milliseconds since the epoch. */
  readonly asked: number;
}

interface Stage {
  reserved: Reserved | undefined;
  /** The request for the last one, whatever became of it. */
  entry: { readonly ledger: LedgerEntry; readonly by: PersonaName } | undefined;
}
const stages = new WeakMap<Scenario, Stage>();

export function reservationStage(world: Scenario): Stage {
  const stage = stages.get(world) ?? { reserved: undefined, entry: undefined };
  stages.set(world, stage);
  return stage;
}

export function theReservation(world: Scenario): Reserved {
  const { reserved } = reservationStage(world);
  if (reserved === undefined) throw new Error('no step before this one has reserved anything');
  return reserved;
}

export const reservationsFor = async (world: Scenario, who: PersonaName): Promise<Reservations> =>
  (await world.as(who)).reservations;

/** @throws NotApplicableHere for what nobody reserves */
export function reservable(kind: QuotaKind): ReservedKind {
  const found = reservedKinds.find((each) => each === kind);
  if (found !== undefined) return found;
  throw new NotApplicableHere(`this kind of target has no reservations of virtualised ${kind}`);
}

/** All that there is. @throws NotApplicableHere when there is nothing */
export async function mostOf(world: Scenario, kind: ReservedKind): Promise<Attributes> {
  const most = await (await reservationsFor(world, 'cloud zone administrator')).most(kind);
  if (most !== undefined) return most;
  throw new NotApplicableHere(`the target has no virtualised ${kind} that could be reserved`);
}

/** Through the ledger. */
export async function reserve(
  world: Scenario,
  who: PersonaName,
  kind: ReservedKind,
  wish: Attributes,
  said: Said,
): Promise<void> {
  const reservations = await reservationsFor(world, who);
  const { ledger, newName, clock } = world.connection;
  const { owner } = await world.as(who);
  const name = newName();
  const asked = clock.now();
  const period = said(asked);
  const stage = reservationStage(world);
  const entry = ledger.asked({
    resource: reservations.address,
    name,
    scenario: world.id,
    ...owner,
  });
  stage.entry = { ledger: entry, by: who };
  const { id } = await reservations.create(kind, name, wish, period);
  ledger.made(entry, id);
  stage.reserved = { id, name, by: who, kind, wish, period, asked };
}

/** The clocks of target and harness may differ so much, and a service cuts off what is below a minute. */
const tolerance = 120_000;

/** @throws Violation unless it is what was asked for */
export function mustBeAsAsked(world: Scenario, seen: Reservation): void {
  const { name, wish, period, asked } = theReservation(world);
  if (seen.name !== name) world.violated(`the reservation to have the name ${name}`, seen.name);
  for (const [word, wanted] of Object.entries(wish)) {
    const shown = seen.attributes[word] ?? 'it is not shown';
    if (shown !== wanted) world.violated(`the reservation to be of ${word} ${wanted}`, shown);
  }
  const at = (ms: number) => new Date(ms).toISOString();
  const begins =
    period.start === 'now'
      ? Math.abs(seen.start - asked) <= tolerance
      : seen.start === period.start;
  if (!begins) {
    const wanted = period.start === 'now' ? asked : period.start;
    world.violated(`the reservation to begin at ${at(wanted)}`, at(seen.start));
  }
  if (seen.end !== period.end) {
    world.violated(`the reservation to end at ${at(period.end)}`, at(seen.end));
  }
}
