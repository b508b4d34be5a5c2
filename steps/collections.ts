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
  const text = collections.textOf(newName(), about);
  const stage = monitoringStageOf(world);
  stage.asked = text;
  const entry = ledger.asked({
    resource: collections.address,
    name: text,
    scenario: world.id,
    ...owner,
  });
  const made = await collections.create(text);
  ledger.made(entry, made.id);
  stage.collection = { by: who, text, made };
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

const find = async (world: Scenario, who: PersonaName, text: string) =>
  (await collectionsFor(world, who)).find(text);
Then('{actor} finds the collection', async function (this: Scenario, who: PersonaName) {
  const { text } = theCollection(this);
  const { measure } = await collectionsFor(this, who);
  const seen = await find(this, who, text);
  const { id } = this.the('virtual compute');
  if (seen?.about !== id || !seen.collects.includes(measure)) {
    const found = `${seen?.collects.join(', ') ?? 'nothing'} is, of ${seen?.about ?? 'nothing'}`;
    this.violated(`${measure} of ${id} to be collected as ${text}`, found);
  }
});
async function mustNotBe(world: Scenario, who: PersonaName, text: string): Promise<void> {
  if ((await find(world, who, text)) !== undefined) {
    world.violated(`nothing to be collected as ${text}`, 'something is');
  }
}
Then('{actor} does not find the collection', async function (this: Scenario, who: PersonaName) {
  await mustNotBe(this, who, theCollection(this).text);
});
Then('nothing else is collected', async function (this: Scenario) {
  const { asked, collection } = monitoringStageOf(this);
  if (asked === collection?.text) throw new Error('nobody has asked for another collection');
  await mustNotBe(this, 'cloud zone administrator', asked);
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
  async function (this: Scenario, first: number, second: number, third: number) {
    const values = [first, second, third];
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
