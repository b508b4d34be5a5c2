/** Sentences of where a machine starts from: how an execution environment comes onto it. */
import { Given, Then, When } from '@cucumber/cucumber';
import { machineNow, offered, theMachine, tried, vimOf } from './hardware-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** Those who have told it where to start from. */
const told = new WeakSet<Scenario>();

/**
 * The machine starts as ever after the example.
 * @throws NotApplicableHere for one that has been told already: what its operator set must stay
 */
async function asEverAfterwards(world: Scenario): Promise<void> {
  if (told.has(world)) return;
  const { nextStart } = await machineNow(world);
  if (nextStart !== undefined) {
    throw new NotApplicableHere(`the machine has been told before to start from ${nextStart}`);
  }
  told.add(world);
  world.undo.push(async () => {
    const now = await machineNow(world);
    if (now.nextStart !== undefined) await vimOf(world).startFrom(now, undefined);
  });
}

async function startFromNetwork(this: Scenario) {
  await asEverAfterwards(this);
  await offered(async () => vimOf(this).startFrom(await machineNow(this), 'network'));
}
Given('the VIM has told the machine to start from the network once', startFromNetwork);
When('the VIM tells the machine to start from the network once', startFromNetwork);
When('the VIM tries to tell the machine to start from nowhere', async function (this: Scenario) {
  await asEverAfterwards(this);
  await tried(this, async () => vimOf(this).startFrom(await machineNow(this), 'nowhere'));
});

Then('the next start of the machine is from the network', async function (this: Scenario) {
  const { nextStart = 'as ever' } = await machineNow(this);
  if (nextStart !== 'network') this.violated('the next start to be from the network', nextStart);
});
Then('the next start of the machine is as ever', async function (this: Scenario) {
  const { nextStart } = await machineNow(this);
  if (nextStart !== undefined) this.violated('the next start to be as ever', `from ${nextStart}`);
});
Then('the next start of the machine becomes as ever', async function (this: Scenario) {
  const { clock, deadline } = this.connection;
  await until({
    what: `the next start of ${theMachine(this).name} to be as ever`,
    look: () => machineNow(this),
    done: ({ nextStart }) => nextStart === undefined,
    state: ({ nextStart = 'as ever' }) => nextStart,
    clock,
    within: deadline('server'),
  });
});
