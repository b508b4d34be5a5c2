/** Sentences of what accelerators count. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { itemOf } from '../src/bindings/acceleration/workload.ts';
import type { ManagerParams, ManagerResult } from '../src/bindings/acceleration-manager.ts';
import { userOf, type Vnf } from './accelerator-stage.ts';
import type { Scenario } from './scenario.ts';
import { allocation, vimFor, type Which } from './vim-stage.ts';

type Statistics = ManagerResult<'GetAccStatistics'>['accStatistics'];

/** What the last reading showed. */
const readings = new WeakMap<Scenario, Statistics>();
function lastOf(world: Scenario): Statistics {
  const last = readings.get(world);
  if (last === undefined) throw new Error('the VIM has read no statistics before this step');
  return last;
}

const ofAccelerator = (world: Scenario, which: Which): string =>
  `(eq,accResourceId,'${allocation(world, which).accelerator.accResourceId}')`;

async function read(world: Scenario, params: ManagerParams<'GetAccStatistics'>): Promise<void> {
  const vim = await vimFor(world, 'GetAccStatistics');
  readings.set(world, (await vim.call('GetAccStatistics', params)).accStatistics);
}
async function readAccelerator(this: Scenario, which: Which) {
  await read(this, { accFilter: ofAccelerator(this, which) });
}
Given('the VIM has read the statistics of {accelerator}', readAccelerator);
When('the VIM reads the statistics of {accelerator}', readAccelerator);
When(
  'the VIM reads {string} of the statistics of {accelerator}',
  async function (this: Scenario, accStatSelector: string, which: Which) {
    await read(this, { accFilter: ofAccelerator(this, which), accStatSelector });
  },
);
When(
  'the VIM reads the statistics of accelerators that nobody has',
  async function (this: Scenario) {
    await read(this, { accFilter: "(eq,accResourceId,'no-such-accelerator')" });
  },
);

async function reset(this: Scenario, which: Which, accStatSelector?: string) {
  const vim = await vimFor(this, 'ResetAccStatistics');
  await vim.call('ResetAccStatistics', {
    accFilter: ofAccelerator(this, which),
    ...(accStatSelector === undefined ? {} : { accStatSelector }),
  });
}
Given(
  'the VIM has reset the statistics of {accelerator}',
  async function (this: Scenario, which: Which) {
    await reset.call(this, which);
  },
);
When(
  'the VIM resets the statistics of {accelerator}',
  async function (this: Scenario, which: Which) {
    await reset.call(this, which);
  },
);
When(
  'the VIM resets {string} of the statistics of {accelerator}',
  async function (this: Scenario, accStatSelector: string, which: Which) {
    await reset.call(this, which, accStatSelector);
  },
);

async function work(this: Scenario, who: Vnf, items: number, size: number) {
  const user = await userOf(this, who);
  const accData = itemOf(Buffer.alloc(size, 'nfvi'));
  const { accChannel } = user.channel();
  for (let n = 0; n < items; n += 1) await user.workload.call('AccData', { accData, accChannel });
}
Given('{vnf} has had {int} items of {int} bytes worked on', work);
When('{vnf} has {int} items of {int} bytes worked on', work);

/** Sums over the subsystems of an accelerator. */
const sum = (statistics: Statistics, id: string, name: string): number =>
  statistics
    .filter(({ accResourceId }) => accResourceId === id)
    .reduce((total, { attributes }) => total + (attributes[name] ?? 0), 0);

const now = async (world: Scenario, which: Which): Promise<Statistics> => {
  await readAccelerator.call(world, which);
  return lastOf(world);
};

Then(
  'the statistics of {accelerator} have grown by:',
  async function (this: Scenario, which: Which, table: DataTable) {
    const id = allocation(this, which).accelerator.accResourceId;
    const before = lastOf(this);
    const after = await now(this, which);
    for (const [name, by] of Object.entries(table.rowsHash())) {
      const grown = sum(after, id, name) - sum(before, id, name);
      if (grown !== Number(by)) this.violated(`${name} to have grown by ${by}`, String(grown));
    }
  },
);
Then(
  'the statistics of {accelerator} have not changed',
  async function (this: Scenario, which: Which) {
    const before = JSON.stringify(lastOf(this));
    const after = JSON.stringify(await now(this, which));
    if (after !== before) this.violated(before, after);
  },
);
async function expectCount(
  world: Scenario,
  name: string,
  which: Which,
  expected: { readonly value: number; readonly orMore?: true },
): Promise<void> {
  const id = allocation(world, which).accelerator.accResourceId;
  const seen = sum(await now(world, which), id, name);
  const { value, orMore } = expected;
  if (orMore === true ? seen < value : seen !== value) {
    world.violated(`${name} to be ${orMore ? 'at least ' : ''}${String(value)}`, String(seen));
  }
}
Given(
  'the VIM has read the statistics of {accelerator}, where {string} is {int}',
  async function (this: Scenario, which: Which, name: string, value: number) {
    await expectCount(this, name, which, { value });
  },
);
Given(
  'the VIM has read the statistics of {accelerator}, where {string} is at least {int}',
  async function (this: Scenario, which: Which, name: string, value: number) {
    await expectCount(this, name, which, { value, orMore: true });
  },
);
Then(
  '{string} of the statistics of {accelerator} is {int}',
  async function (this: Scenario, name: string, which: Which, value: number) {
    await expectCount(this, name, which, { value });
  },
);
Then(
  '{string} of the statistics of {accelerator} is at least {int}',
  async function (this: Scenario, name: string, which: Which, value: number) {
    await expectCount(this, name, which, { value, orMore: true });
  },
);
Then(
  'the VIM is told {string} of the statistics and nothing else',
  function (this: Scenario, name: string) {
    const last = lastOf(this);
    if (last.length === 0) this.violated('statistics of each subsystem', 'there are none');
    for (const { subSystem, attributes } of last) {
      const names = Object.keys(attributes).join(', ');
      if (names !== name) this.violated(`${subSystem} to have ${name} alone`, names);
    }
  },
);
Then(
  'the VIM is told the statistics of {accelerator} alone',
  function (this: Scenario, which: Which) {
    const id = allocation(this, which).accelerator.accResourceId;
    const last = lastOf(this);
    if (last.length === 0) this.violated(`statistics of ${id}`, 'there are none');
    const other = last.find(({ accResourceId }) => accResourceId !== id);
    if (other !== undefined) this.violated(`statistics of ${id} alone`, other.accResourceId);
  },
);
Then('the VIM is told no statistics', function (this: Scenario) {
  const last = lastOf(this);
  if (last.length > 0) {
    this.violated('no statistics', last.map(({ accResourceId }) => accResourceId).join(', '));
  }
});
