/** Sentences of what can be found of reservations, and of when they begin and end. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Reservation, ReservationState } from '../src/bindings/reservation-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import {
  mustBeAsAsked,
  reservationsFor,
  reservationStage,
  theReservation,
} from './reservation-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** How late a service may be, in milliseconds: it looks every now and then whether something is due. */
const punctuality = 60_000;
/** How much too early it may seem to be: clocks differ. */
const early = 30_000;

const found = new WeakMap<Scenario, Reservation>();

/** As whoever has reserved it sees it. */
const look = async (world: Scenario): Promise<Reservation> => {
  const { id, by } = theReservation(world);
  return (await reservationsFor(world, by)).query(id);
};

/**
 * Waits until it is in a state.
 * @param due when it should be, milliseconds since the epoch; at once unless told otherwise
 */
export async function becomesReserved(
  world: Scenario,
  state: ReservationState,
  due = world.connection.clock.now(),
): Promise<void> {
  const { clock } = world.connection;
  await until({
    what: `the reservation ${theReservation(world).id} to become ${state}`,
    look: () => look(world),
    done: (seen) => {
      if (seen.state === 'error') world.violated(`the reservation to become ${state}`, 'error');
      return seen.state === state;
    },
    state: (seen) => seen.state,
    clock,
    within: due + punctuality - clock.now(),
  });
  const before = due - clock.now();
  if (before > early) {
    world.violated(
      `the reservation to become ${state} in its time`,
      `it was ${String(Math.round(before / 1000))} s too early`,
    );
  }
}

Then('the reservation becomes active', async function (this: Scenario) {
  await becomesReserved(this, 'active');
});
Then('the reservation is pending', async function (this: Scenario) {
  const { state } = await look(this);
  if (state !== 'pending') this.violated('the reservation to be pending', state);
});
Then('the reservation becomes active at its beginning', async function (this: Scenario) {
  const { start } = theReservation(this).period;
  await becomesReserved(this, 'active', start === 'now' ? undefined : start);
});
Then('the reservation ends at its end', async function (this: Scenario) {
  await becomesReserved(this, 'ended', theReservation(this).period.end);
});

async function query(this: Scenario, who: PersonaName) {
  found.set(this, await (await reservationsFor(this, who)).query(theReservation(this).id));
}
Given('{actor} can query the reservation', query);
When('{actor} queries the reservation', query);
When('{actor} tries to query the reservation', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => query.call(this, who));
});
When(
  '{actor} tries to query a reservation that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const reservations = await reservationsFor(this, who);
    await this.try(who, async () => {
      await reservations.query(reservations.unknownId());
    });
  },
);
Then('{actor} finds the reservation as it was asked for', async function (this: Scenario, who) {
  const reservations = await reservationsFor(this, who as PersonaName);
  mustBeAsAsked(this, await reservations.query(theReservation(this).id));
});
Then('the reservation is shown as it was asked for', function (this: Scenario) {
  const seen = found.get(this);
  if (seen === undefined) throw new Error('no step before this one has queried the reservation');
  mustBeAsAsked(this, seen);
});

const listed = async (world: Scenario, who: PersonaName) => {
  const { id } = theReservation(world);
  return (await (await reservationsFor(world, who)).list()).find((one) => one.id === id);
};
Then('{actor} finds the reservation listed', async function (this: Scenario, who: PersonaName) {
  const { id, name } = theReservation(this);
  const one = await listed(this, who);
  if (one === undefined) this.violated(`the list to hold ${name} (${id})`, 'it does not');
  mustBeAsAsked(this, one);
});
Then('{actor} does not find the reservation listed', async function (this: Scenario, who) {
  const { id, name } = theReservation(this);
  if ((await listed(this, who as PersonaName)) !== undefined) {
    this.violated(`the list not to hold ${name} (${id})`, 'it holds it');
  }
});
Then('no reservation was added', async function (this: Scenario) {
  const { entry } = reservationStage(this);
  if (entry === undefined) throw new Error('no step before this one has tried to reserve anything');
  const all = await (await reservationsFor(this, 'cloud zone administrator')).list();
  const added = all.find(({ name }) => name === entry.ledger.name);
  if (added === undefined) {
    this.connection.ledger.gone(entry.ledger);
    return;
  }
  this.connection.ledger.made(entry.ledger, added.id);
  this.violated(`no reservation of the name ${entry.ledger.name}`, `there is one, ${added.id}`);
});
Then('the reservation disappears', async function (this: Scenario) {
  const { connection } = this;
  await until({
    what: `the reservation ${theReservation(this).id} to be gone`,
    look: async () => {
      try {
        return (await look(this)).state;
      } catch (error) {
        if (error instanceof Refusal && error.reason === 'unknown') return 'gone';
        throw error;
      }
    },
    // Some keep what has ended.
    done: (state) => state === 'gone' || state === 'ended',
    state: (state) => state,
    clock: connection.clock,
    within: connection.goneWithin,
  });
});
Then('{actor} has a public address by the reservation', async function (this: Scenario, who) {
  const { id } = theReservation(this);
  const addresses = await (await reservationsFor(this, who as PersonaName)).addresses(id);
  if (addresses.length !== 1) {
    this.violated('one public address by the reservation', addresses.join(', ') || 'none');
  }
});
