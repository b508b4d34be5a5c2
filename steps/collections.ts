/** Sentences of collecting measures of resources: what begins it, what is found of it, what ends it. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { monitoringStageOf } from './monitoring-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const collectionsFor = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).monitoring.collections;

/** The collection that the example began last. */
export function theCollection(world: Scenario) {
  const { collection } = monitoringStageOf(world);
  if (collection === undefined) throw new Error('the example has begun to collect nothing');
  return collection;
}

async function begin(world: Scenario, who: PersonaName, about: string): Promise<void> {
  const collections = await collectionsFor(world, who);
  const { owner } = await world.as(who);
  const { ledger, newName } = world.connection;
  const note = { scenario: world.id, ...owner };
  // What is collected of it once is known already, to whoever may ask.
  if (monitoringStageOf(world).collection === undefined && !(await collections.knows(about))) {
    const entry = ledger.asked({ ...note, resource: collections.measuredAddress, name: about });
    await collections.introduce(about);
    ledger.made(entry, about);
  }
  const name = newName();
  monitoringStageOf(world).asked = name;
  const entry = ledger.asked({ ...note, resource: collections.address, name });
  const made = await collections.create(entry.name, about);
  ledger.made(entry, made.id);
  monitoringStageOf(world).collection = { by: who, made };
}
const beginWithIt = async function (this: Scenario, who: PersonaName) {
  await begin(this, who, this.the('virtual compute').id);
};
Given('{actor} has begun to collect measures of the virtual compute', beginWithIt);
When('{actor} begins to collect measures of the virtual compute', beginWithIt);
When(
  '{actor} tries to collect measures of the virtual compute',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => beginWithIt.call(this, who));
  },
);

async function end(this: Scenario, who: PersonaName): Promise<void> {
  await (await collectionsFor(this, who)).delete(theCollection(this).made.id);
}
When('{actor} ends the collection', end);
When('{actor} tries to end the collection', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => end.call(this, who));
});
When(
  '{actor} tries to end a collection that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const collections = await collectionsFor(this, who);
    await this.try(who, () => collections.delete(collections.unknownId()));
  },
);

const find = async (world: Scenario, who: PersonaName) => {
  const { made } = theCollection(world);
  return (await (await collectionsFor(world, who)).of(made.about)).find(({ id }) => id === made.id);
};
Then('{actor} finds the collection', async function (this: Scenario, who: PersonaName) {
  const { made } = theCollection(this);
  const seen = await find(this, who);
  if (seen?.name !== made.name || seen.about !== made.about) {
    this.violated(
      `${made.name} to be collected of ${made.about}`,
      seen === undefined ? 'it is not' : `${seen.name} is collected of ${seen.about}`,
    );
  }
});
/** The collection that somebody else asked for would be of the same thing. */
Then('{actor} finds no other collection', async function (this: Scenario, who: PersonaName) {
  const { made } = theCollection(this);
  const { asked } = monitoringStageOf(this);
  const all = await (await collectionsFor(this, who)).of(made.about);
  if (asked === made.name) throw new Error('nobody has asked for another collection');
  if (all.some(({ name }) => name === asked)) {
    this.violated(`nothing to be collected as ${asked}`, 'it is');
  }
});
Then('{actor} does not find the collection', async function (this: Scenario, who: PersonaName) {
  if ((await find(this, who)) !== undefined) {
    this.violated(`${theCollection(this).made.name} not to be collected any more`, 'it is');
  }
});

async function report(world: Scenario, values: readonly number[], apart: number): Promise<void> {
  const { by, made } = theCollection(world);
  const now = world.connection.clock.now();
  const measures = values.map((value, n) => ({ at: now - apart * (values.length - 1 - n), value }));
  await (await collectionsFor(world, by)).report(made.id, measures);
}
/** One for each period, so that none is put together with another. */
When(
  'the measures {int}, {int} and {int} come, one after the other',
  async function (this: Scenario, ...values: number[]) {
    await report(this, values, theCollection(this).made.period * 1000);
    monitoringStageOf(this).reported = values;
  },
);
/** So often that they prevail over what came before in the same period. */
const prevailing = 9;
async function prevail(this: Scenario, value: number): Promise<void> {
  await report(
    this,
    Array.from({ length: prevailing }, () => value),
    1,
  );
}
Given('the measures have risen to {int}', prevail);
When('the measures rise to {int}', prevail);
When('the measures fall to {int}', prevail);

const read = async (world: Scenario, who: PersonaName) =>
  (await collectionsFor(world, who)).measures(theCollection(world).made);
Given('{actor} can read the measures', async function (this: Scenario, who: PersonaName) {
  await read(this, who);
});
When('{actor} tries to read the measures', async function (this: Scenario, who: PersonaName) {
  await this.try(who, async () => void (await read(this, who)));
});
Then(
  '{actor} finds these measures, in the order of time',
  async function (this: Scenario, who: PersonaName) {
    const wanted = monitoringStageOf(this).reported.join(', ');
    const seen = await until({
      what: `the measures to be ${wanted}`,
      look: () => read(this, who),
      done: (measures) => measures.map(({ value }) => value).join(', ') === wanted,
      state: (measures) => measures.map(({ value }) => value).join(', ') || 'none',
      clock: this.connection.clock,
      within: this.connection.deadline('server'),
    });
    const { period } = theCollection(this).made;
    const apart = seen.slice(1).map(({ at }, n) => at - (seen[n]?.at ?? at));
    if (apart.some((ms) => ms !== period * 1000)) {
      this.violated(
        `measures of each ${String(period)} s`,
        `they are ${apart.map((ms) => String(ms / 1000)).join(', ')} s apart`,
      );
    }
  },
);
