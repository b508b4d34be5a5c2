/** Sentences of snapshots of virtual storage. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Snapshots, Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** The snapshot that the example took last, and who took it. */
interface Taken {
  readonly snapshot: Thing;
  readonly by: PersonaName;
}
const taken = new WeakMap<Scenario, Taken>();

const snapshots = async (world: Scenario, who: PersonaName): Promise<Snapshots> =>
  (await world.as(who)).snapshots;

function theSnapshot(world: Scenario): Taken {
  const found = taken.get(world);
  if (found === undefined) throw new Error('the example has taken no snapshot before this step');
  return found;
}

async function take(this: Scenario, who: PersonaName) {
  const room = await snapshots(this, who);
  const { ledger, newName } = this.connection;
  const { owner } = await this.as(who);
  const name = newName();
  const entry = ledger.asked({ resource: room.address, name, scenario: this.id, ...owner });
  const snapshot = await room.take(name, this.the('virtual storage').id);
  ledger.made(entry, snapshot.id);
  taken.set(this, { snapshot, by: who });
}

/** Waits until who took it sees it in its state, or sees it no more. */
async function becomes(world: Scenario, gone: boolean) {
  const { snapshot, by } = theSnapshot(world);
  const room = await snapshots(world, by);
  const wanted = gone ? 'gone' : room.ready.state;
  await until({
    what: `the snapshot ${snapshot.id} to be ${wanted}`,
    look: async () => (await room.show(snapshot.id))?.state ?? 'gone',
    done: (state) => state === wanted,
    state: (state) => state,
    clock: world.connection.clock,
    within: world.connection.deadline(room.ready.deadline),
  });
}

async function remove(this: Scenario, who: PersonaName) {
  await (await snapshots(this, who)).delete(theSnapshot(this).snapshot.id);
}

async function useIt(this: Scenario, who: PersonaName) {
  await this.create(who, 'virtual storage', { snapshot: theSnapshot(this).snapshot.id });
}

Given('{actor} has taken a snapshot of the virtual storage', async function (this: Scenario, who) {
  await take.call(this, who as PersonaName);
  await becomes(this, false);
});
When('{actor} takes a snapshot of the virtual storage', take);
When(
  '{actor} tries to take a snapshot of the virtual storage',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => take.call(this, who));
  },
);
Given('{actor} has deleted the snapshot', async function (this: Scenario, who: PersonaName) {
  await remove.call(this, who);
  await becomes(this, true);
});
When('{actor} deletes the snapshot', remove);
When('{actor} tries to delete the snapshot', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => remove.call(this, who));
});
When(
  '{actor} tries to delete a snapshot that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const room = await snapshots(this, who);
    await this.try(who, () => room.delete(room.unknownId()));
  },
);
When('{actor} creates a virtual storage from the snapshot', useIt);
When(
  '{actor} tries to create a virtual storage from the snapshot',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => useIt.call(this, who));
  },
);

Then('the snapshot becomes available', async function (this: Scenario) {
  await becomes(this, false);
});
Then('the snapshot disappears', async function (this: Scenario) {
  await becomes(this, true);
});
Then('{actor} finds the snapshot listed', async function (this: Scenario, who: PersonaName) {
  const { id, name } = theSnapshot(this).snapshot;
  const all = await (await snapshots(this, who)).list();
  if (!all.some((one) => one.id === id && one.name === name)) {
    this.violated(`the list to hold the snapshot ${name} (${id})`, 'it holds none such');
  }
});
Then('{actor} does not find the snapshot listed', async function (this: Scenario, who) {
  const { id, name } = theSnapshot(this).snapshot;
  const all = await (await snapshots(this, who as PersonaName)).list();
  if (all.some((one) => one.id === id)) {
    this.violated(`the list not to hold the snapshot ${name} (${id})`, 'it holds it');
  }
});
