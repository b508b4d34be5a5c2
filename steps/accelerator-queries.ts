/** Sentences of finding accelerators: queries and discoveries. */
import { Given, Then, When } from '@cucumber/cucumber';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import {
  type Accelerator,
  allocation,
  lookAt,
  theAccelerator,
  vimFor,
  vimStageOf,
} from './vim-stage.ts';

async function discover(this: Scenario) {
  const vim = await vimFor(this, 'AccResourcesDiscovery');
  const { hostId } = await theAccelerator(this);
  const stage = vimStageOf(this);
  stage.before = stage.shown;
  const answer = await vim.call('AccResourcesDiscovery', { hostId });
  stage.shown = answer.discoveredAccResourceInfo;
}
Given('the VIM has discovered the accelerators of a host', discover);
Given('a new accelerator has come to that host', async function (this: Scenario) {
  const { hostId } = await theAccelerator(this);
  await this.connection.acceleration.bringAbout('hardware-event', { hostId });
});
When('the VIM discovers the accelerators of a host', discover);
When('the VIM discovers the accelerators of that host again', discover);

async function query(world: Scenario, Filter?: string, host?: string): Promise<void> {
  const vim = await vimFor(world, 'QueryAccResource');
  const hostId = host ?? (await theAccelerator(world)).hostId;
  const params = { hostId, ...(Filter === undefined ? {} : { Filter }) };
  vimStageOf(world).shown = (await vim.call('QueryAccResource', params)).accQueryResult;
}
async function queryHost(this: Scenario) {
  await query(this);
}
Given('the VIM has queried the accelerators of the host', queryHost);
When('the VIM queries the accelerators of the host', queryHost);
When('the VIM queries the accelerators of another host', async function (this: Scenario) {
  const vim = await vimFor(this, 'QueryAccResource');
  const { hostId } = await theAccelerator(this);
  const other = (await vim.hosts()).find((each) => each !== hostId);
  if (other === undefined) throw new NotApplicableHere('the infrastructure has one host only');
  await query(this, undefined, other);
});

/** Which accelerators the last filter means, as we judge it ourselves. */
const meant = new WeakMap<Scenario, (accelerator: Accelerator) => boolean>();

const words = ['type', 'vendor', 'model', 'state', 'programmable', 'accResourceId'] as const;

/** Filters by what the accelerator of the example is like. */
async function queryLike(world: Scenario, name: string, operator: 'eq' | 'neq'): Promise<void> {
  const word = words.find((known) => known === name);
  if (word === undefined) throw new Error(`accelerators have no ${name} to filter by`);
  const like = String((await lookAt(world, await theAccelerator(world)))[word]);
  meant.set(world, (each) => (String(each[word]) === like) === (operator === 'eq'));
  await query(world, `(${operator},${word},'${like}')`);
}
When(
  'the VIM queries the host for accelerators of the same {word}',
  async function (this: Scenario, name: string) {
    await queryLike(this, name, 'eq');
  },
);
When(
  'the VIM queries the host for accelerators of another {word}',
  async function (this: Scenario, name: string) {
    await queryLike(this, name, 'neq');
  },
);
When('the VIM queries the host for what the virtual compute has', async function (this: Scenario) {
  const { holder, accelerator } = allocation(this);
  meant.set(this, ({ accResourceId }) => accResourceId === accelerator.accResourceId);
  await query(this, `(eq,attachedTo,'${holder}')`);
});
When(
  'the VIM queries the host for accelerators that nobody makes',
  async function (this: Scenario) {
    meant.set(this, () => false);
    await query(this, "(eq,vendor,'nobody')");
  },
);

Then('the VIM finds none but such', function (this: Scenario) {
  const isMeant = meant.get(this);
  if (isMeant === undefined) throw new Error('the example has queried for nothing in particular');
  const wrong = vimStageOf(this).shown.filter((each) => !isMeant(each));
  if (wrong.length > 0) this.violated('only accelerators that the filter means', idsOf(wrong));
});
Then('the VIM finds the accelerator of the example', async function (this: Scenario) {
  const { accResourceId } = await theAccelerator(this);
  if (!holds(this, accResourceId)) this.violated(`to find ${accResourceId}`, found(this));
});
Then('the VIM does not find the accelerator of the example', async function (this: Scenario) {
  const { accResourceId } = await theAccelerator(this);
  if (holds(this, accResourceId)) this.violated(`not to find ${accResourceId}`, found(this));
});
Then('the VIM has found accelerators of that host alone', async function (this: Scenario) {
  const { hostId } = await theAccelerator(this);
  const { shown } = vimStageOf(this);
  if (shown.length === 0) this.violated(`accelerators of ${hostId}`, 'there are none');
  const elsewhere = shown.find((each) => each.hostId !== hostId);
  if (elsewhere !== undefined) {
    this.violated(`accelerators of ${hostId}`, `${elsewhere.accResourceId} of ${elsewhere.hostId}`);
  }
});
Then('a query of that host finds them all', async function (this: Scenario) {
  const discovered = vimStageOf(this).shown;
  await query(this);
  const hidden = discovered.filter(({ accResourceId }) => !holds(this, accResourceId));
  if (hidden.length > 0) this.violated(`a query to find ${idsOf(hidden)}`, found(this));
});
Then('the VIM has found one that was not there before', function (this: Scenario) {
  const { before, shown } = vimStageOf(this);
  const known = new Set(before.map(({ accResourceId }) => accResourceId));
  if (shown.every(({ accResourceId }) => known.has(accResourceId))) {
    this.violated('an accelerator that was not there before', found(this));
  }
});

const holds = (world: Scenario, id: string): boolean =>
  vimStageOf(world).shown.some(({ accResourceId }) => accResourceId === id);
const found = (world: Scenario): string => idsOf(vimStageOf(world).shown);
const idsOf = (all: readonly Accelerator[]): string =>
  all.map(({ accResourceId }) => accResourceId).join(', ') || 'no accelerator';
