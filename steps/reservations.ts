/** Sentences of reservations of virtualised resources: created, updated, terminated. */
import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { Attributes, QuotaKind } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { Said } from './reservation-period.ts';
import {
  mostOf,
  reservable,
  type Reserved,
  reservationsFor,
  reservationStage,
  reserve,
  theReservation,
} from './reservation-stage.ts';
import { becomesReserved } from './reservation-outcomes.ts';
import type { Scenario } from './scenario.ts';

const compute = 'virtual compute';

async function reserveLeast(
  this: Scenario,
  who: PersonaName,
  what: QuotaKind,
  period: Said,
  table?: DataTable,
) {
  const kind = reservable(what);
  await mostOf(this, kind);
  const least = await (await reservationsFor(this, 'VDC user')).least(kind);
  await reserve(this, who, kind, { ...least, ...table?.rowsHash() }, period);
}
async function reserveMost(
  this: Scenario,
  who: PersonaName,
  what: QuotaKind,
  period: Said,
  more = 0,
) {
  const kind = reservable(what);
  const most = await mostOf(this, kind);
  const { counts } = await reservationsFor(this, who);
  const count = String(Number(most[counts[kind]]) + more);
  await reserve(this, who, kind, { ...most, [counts[kind]]: count }, period);
}
/** One of what the last reservation is of, at the same time. */
async function reserveThere(this: Scenario, who: PersonaName) {
  const { kind, wish, period } = theReservation(this);
  const { counts } = await reservationsFor(this, who);
  await reserve(this, who, kind, { ...wish, [counts[kind]]: '1' }, () => period);
}

for (const words of ['has reserved', 'reserves']) {
  const define = words === 'reserves' ? When : Given;
  define(
    `{actor} ${words} {kind} {period}`,
    async function (this: Scenario, who: PersonaName, what: QuotaKind, period: Said) {
      await reserveLeast.call(this, who, what, period);
      if (words === 'has reserved' && theReservation(this).period.start === 'now') {
        await becomesReserved(this, 'active');
      }
    },
  );
}
Given(
  '{actor} has reserved all {kind} {period}',
  async function (this: Scenario, who: PersonaName, what: QuotaKind, period: Said) {
    await reserveMost.call(this, who, what, period);
  },
);
When(
  '{actor} tries to reserve {kind} {period}',
  async function (this: Scenario, who: PersonaName, what: QuotaKind, period: Said) {
    await this.try(who, () => reserveLeast.call(this, who, what, period));
  },
);
When(
  '{actor} tries to reserve more {kind} than there is {period}',
  async function (this: Scenario, who: PersonaName, what: QuotaKind, period: Said) {
    await this.try(who, () => reserveMost.call(this, who, what, period, 1));
  },
);
When(
  '{actor} tries to reserve {kind} that ends before it begins',
  async function (this: Scenario, who: PersonaName, what: QuotaKind) {
    const { period } = theReservation(this);
    const backwards: Said = (now) => ({
      start: period.start === 'now' ? now : period.start,
      end: (period.start === 'now' ? now : period.start) - 600_000,
    });
    await this.try(who, () => reserveLeast.call(this, who, what, backwards));
  },
);
When('{actor} reserves one of them at that time', reserveThere);
When(
  '{actor} tries to reserve one of them at that time',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => reserveThere.call(this, who));
  },
);

/** What is found from now on. */
const expect = (world: Scenario, change: Partial<Reserved>): void => {
  reservationStage(world).reserved = { ...theReservation(world), ...change };
};

async function prolong(this: Scenario, who: PersonaName, hours: number) {
  const { id, period } = theReservation(this);
  const end = period.end + hours * 3_600_000;
  await (await reservationsFor(this, who)).prolong(id, end);
  expect(this, { period: { ...period, end } });
}
async function enlarge(this: Scenario, who: PersonaName, change: Attributes) {
  const { id, wish } = theReservation(this);
  await (await reservationsFor(this, who)).enlarge(id, change);
  expect(this, { wish: { ...wish, ...change } });
}
When('{actor} prolongs the reservation by {int} hour(s)', prolong);
When(
  '{actor} tries to prolong the reservation by {int} hour(s)',
  async function (this: Scenario, who: PersonaName, hours: number) {
    await this.try(who, () => prolong.call(this, who, hours));
  },
);
When(
  '{actor} tries to prolong a reservation that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const reservations = await reservationsFor(this, who);
    const { end } = theReservation(this).period;
    await this.try(who, () => reservations.prolong(reservations.unknownId(), end));
  },
);
When(
  '{actor} tries to let the reservation end before it begins',
  async function (this: Scenario, who: PersonaName) {
    const { id, period, asked } = theReservation(this);
    const start = period.start === 'now' ? asked : period.start;
    const reservations = await reservationsFor(this, who);
    await this.try(who, () => reservations.prolong(id, start - 600_000));
  },
);
When(
  '{actor} updates the reservation with:',
  async function (this: Scenario, who: PersonaName, table: DataTable) {
    await enlarge.call(this, who, table.rowsHash());
  },
);
When(
  '{actor} tries to update the reservation to more than there is',
  async function (this: Scenario, who: PersonaName) {
    const { kind } = theReservation(this);
    const most = await mostOf(this, kind);
    const { counts } = await reservationsFor(this, who);
    const count = String(Number(most[counts[kind]]) + 1);
    await this.try(who, () => enlarge.call(this, who, { ...most, [counts[kind]]: count }));
  },
);

async function terminate(this: Scenario, who: PersonaName) {
  await (await reservationsFor(this, who)).terminate(theReservation(this).id);
}
Given('{actor} has terminated the reservation', terminate);
When('{actor} terminates the reservation', terminate);
When('{actor} tries to terminate the reservation', async function (this: Scenario, who) {
  await this.try(who as PersonaName, () => terminate.call(this, who as PersonaName));
});
When(
  '{actor} tries to terminate a reservation that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const reservations = await reservationsFor(this, who);
    await this.try(who, () => reservations.terminate(reservations.unknownId()));
  },
);

async function launch(this: Scenario, who: PersonaName) {
  const use = await (await reservationsFor(this, who)).use(theReservation(this).id);
  await this.create(who, compute, use);
}
Given(
  '{actor} has created a virtual compute of the reservation',
  async function (this: Scenario, who: PersonaName) {
    await launch.call(this, who);
    await this.becomesReady(compute, this.the(compute));
  },
);
When('{actor} creates a/another virtual compute of the reservation', launch);
