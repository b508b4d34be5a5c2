/** Sentences of taking an accelerator into use, of refusals, and of the order of calls. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { type AskedCallName, faultOf, itemOf } from '../src/bindings/acceleration/workload.ts';
import { problemWordOf } from '../src/bindings/acceleration-refusals.ts';
import { attempt, connectAnew, stageOf, userOf, type Vnf } from './accelerator-stage.ts';
import type { Described } from './accelerator-user.ts';
import { parametersOf } from './call-parameters.ts';
import type { Scenario } from './scenario.ts';

async function initialise(this: Scenario, who: Vnf) {
  await (await userOf(this, who)).initialiseAll();
}
async function release(this: Scenario, who: Vnf) {
  await (await userOf(this, who)).workload.call('ReleaseAcc', {});
}
Given('{vnf} has an accelerator', async function (this: Scenario, who: Vnf) {
  await userOf(this, who);
});
Given('an initialised accelerator', async function (this: Scenario) {
  await initialise.call(this, 0);
});
Given('{vnf} has initialised its accelerator', initialise);
Given('{vnf} has released its accelerator', release);
Given('{vnf} has connected anew', async function (this: Scenario, who: Vnf) {
  await connectAnew(this, who);
});
When('{vnf} initialises its accelerator', initialise);
When(
  '{vnf} initialises its accelerator, asking for the attribute {string}',
  async function (this: Scenario, who: Vnf, attribute: string) {
    await (await userOf(this, who)).initialise({ accAttributeSelector: [attribute] });
  },
);
When('{vnf} initialises one of its subsystems', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.initialise({ accFilter: `(eq,subSystem,'${user.subsystem.subSystem}')` });
});
When(
  '{vnf} initialises a subsystem that does not exist',
  async function (this: Scenario, who: Vnf) {
    await (await userOf(this, who)).initialise({ accFilter: '(eq,subSystem,no-such-subsystem)' });
  },
);
When('{vnf} releases its accelerator', release);
async function tryTo(this: Scenario, who: Vnf, call: AskedCallName, table?: DataTable) {
  const user = await userOf(this, who);
  const given = Object.keys(table?.rowsHash() ?? {});
  const params = parametersOf(user.usual(call, given), table);
  await attempt(this, () => user.workload.tryCall(call, params));
}
When('{vnf} tries to call {call}', async function (this: Scenario, who: Vnf, call: AskedCallName) {
  await tryTo.call(this, who, call);
});
When('{vnf} tries to call {call} with:', tryTo);

function refused(this: Scenario, ...faults: readonly string[]): void {
  const { attempt: made } = stageOf(this);
  if (made === undefined) throw new Error('nobody has tried anything before this step');
  const expected = `the call to be refused as ${faults.join(' or ')}`;
  if (made.refusal === undefined) this.violated(expected, 'the NFVI did as it was asked');
  const seen = faultOf(made.refusal) ?? problemWordOf(made.refusal);
  if (seen === undefined || !faults.includes(seen)) {
    this.violated(expected, `it was ${made.refusal.message}`);
  }
}
Then('the call is refused as {fault}', function (this: Scenario, fault: string) {
  refused.call(this, fault);
});
Then(
  'the call is refused as {fault} or {fault}',
  function (this: Scenario, one: string, other: string) {
    refused.call(this, one, other);
  },
);

Then(
  '{vnf} is told {string} and nothing else',
  async function (this: Scenario, who: Vnf, name: string) {
    const { told } = await userOf(this, who);
    if (told.length === 0) this.violated('a description of each subsystem', 'there is none');
    for (const { subSystem, attributes } of told) {
      const names = Object.keys(attributes);
      if (names.join() !== name)
        this.violated(`${subSystem} to have ${name} alone`, names.join(', '));
    }
  },
);
Then('{vnf} is told of that subsystem alone', async function (this: Scenario, who: Vnf) {
  const { told, subsystem } = await userOf(this, who);
  expectSubsystems(this, told, [subsystem.subSystem]);
});
Then('{vnf} is told of no subsystem', async function (this: Scenario, who: Vnf) {
  expectSubsystems(this, (await userOf(this, who)).told, []);
});

Then('{vnf} can use its accelerator', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  const sent = itemOf('still here');
  const { accData } = await user.workload.call('AccData', {
    accData: sent,
    accChannel: user.channel().accChannel,
  });
  if (accData.payload !== sent.payload) this.violated(sent.payload, accData.payload);
});

Then('these calls were exchanged, in order:', function (this: Scenario, table: DataTable) {
  const rows = table.hashes().map(({ call = '', from = '', to = '' }) => ({ call, from, to }));
  const parties = new Set(rows.flatMap(({ from, to }) => [from, to]));
  const words = (calls: readonly { call: string; from: string; to: string }[]): string[] =>
    calls.map(({ call, from, to }) => `${call} from the ${from} to the ${to}`);
  const expected = words(rows);
  const { calls } = stageOf(this);
  const seen = words(calls.filter(({ from, to }) => parties.has(from) && parties.has(to)));
  // What came before belongs to the Givens.
  const last = seen.slice(-expected.length);
  if (last.join() !== expected.join()) this.violated(expected.join(', '), seen.join(', '));
});

function expectSubsystems(world: Scenario, told: readonly Described[], names: string[]): void {
  const seen = told.map(({ subSystem }) => subSystem);
  const words = (all: string[]): string => (all.length === 0 ? 'no subsystem' : all.join(', '));
  if (seen.join() !== names.join()) world.violated(`to be told of ${words(names)}`, words(seen));
}
