/** Sentences of data that are worked on, in an answer or through a channel. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { type AccData, bytesOf, itemOf } from '../src/bindings/acceleration/workload.ts';
import { expectedOf, large, resultOf, sealing } from './accelerator-results.ts';
import { attempt, userOf, type Vnf } from './accelerator-stage.ts';
import type { AcceleratorUser } from './accelerator-user.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const channelOf = (user: AcceleratorUser, at = 0) => ({ accChannel: user.channel(at).accChannel });

const send = async (user: AcceleratorUser, text: string, at = 0) => {
  await user.workload.call('AccSendData', { accData: itemOf(text), ...channelOf(user, at) });
};
async function sends(this: Scenario, who: Vnf, text: string) {
  await send(await userOf(this, who), text);
}
async function receive(user: AcceleratorUser, most: number, at = 0) {
  const { accData } = await user.workload.call('AccReceiveData', {
    maxNumberOfDataItems: most,
    ...channelOf(user, at),
  });
  return accData;
}
async function exchange(user: AcceleratorUser, item: AccData): Promise<AccData> {
  const { workload } = user;
  return (await workload.call('AccData', { accData: item, ...channelOf(user) })).accData;
}
Given('an initialised accelerator with an open channel', async function (this: Scenario) {
  const user = await userOf(this, 0);
  await user.initialiseAll();
  user.channel();
});
Given('{vnf} has sent {string} to the channel', sends);
Given(
  '{vnf} has sent as many items as the channel holds',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    for (let n = 0; n < user.channel().depth; n += 1) await send(user, `item ${String(n)}`);
  },
);
Given(
  '{vnf} has chosen the operation {string}',
  async function (this: Scenario, who: Vnf, operation: string) {
    const user = await userOf(this, who);
    const able = user.known.find(({ attributes: { operations = [] } }) =>
      operations.includes(operation),
    );
    if (able === undefined)
      throw new NotApplicableHere(`the accelerator does not offer ${operation}`);
    user.known = [able];
    await user.workload.call('ModifyAccConfiguration', {
      accSubSysConfigurationData: [{ subSystem: able.subSystem, attributes: { operation } }],
    });
  },
);
When('{vnf} sends {string} to the channel', sends);
When(
  '{vnf} sends {string} to the other channel',
  async function (this: Scenario, who: Vnf, text: string) {
    await send(await userOf(this, who), text, 1);
  },
);
When(
  '{vnf} tries to send {string} to the channel',
  async function (this: Scenario, who: Vnf, text: string) {
    await attempt(this, () => sends.call(this, who, text));
  },
);
When('{vnf} has {string} worked on', async function (this: Scenario, who: Vnf, text: string) {
  const user = await userOf(this, who);
  user.received = [await exchange(user, itemOf(text, sealing))];
});
When(
  '{vnf} has an item of {int} KiB worked on',
  async function (this: Scenario, who: Vnf, size: number) {
    const user = await userOf(this, who);
    user.received = [await exchange(user, itemOf(large(size)))];
  },
);
When(
  '{vnf} receives at most {int} items from the channel',
  async function (this: Scenario, who: Vnf, most: number) {
    const user = await userOf(this, who);
    user.received = await receive(user, most);
  },
);
Then(
  '{vnf} has the result of {string} for {string}',
  async function (this: Scenario, who: Vnf, operation: string, text: string) {
    const { received } = await userOf(this, who);
    const [item] = received;
    if (item === undefined) return this.violated('a result', 'there is none');
    const seen = resultOf(operation, bytesOf(item));
    const expected = expectedOf(operation, text);
    if (seen !== expected) this.violated(expected, seen ?? `nothing that ${operation} makes`);
  },
);
Then('{vnf} has the same {int} KiB back', async function (this: Scenario, who: Vnf, size: number) {
  const { received } = await userOf(this, who);
  const seen = received.map(bytesOf)[0];
  if (seen?.equals(large(size)) !== true) {
    this.violated(`the ${String(size)} KiB that were sent`, `${String(seen?.length)} bytes`);
  }
});
Then('{vnf} has received {string}', async function (this: Scenario, who: Vnf, text: string) {
  expectTexts(this, (await userOf(this, who)).received, [text]);
});
Then('{vnf} has received, in order:', async function (this: Scenario, who: Vnf, table: DataTable) {
  expectTexts(this, (await userOf(this, who)).received, table.raw().flat());
});
Then('{vnf} has received nothing', async function (this: Scenario, who: Vnf) {
  expectTexts(this, (await userOf(this, who)).received, []);
});
async function receivesText(this: Scenario, who: Vnf, text: string) {
  expectTexts(this, await awaited(this, who), [text]);
}
Given('{vnf} has received {string} from the channel', receivesText);
Then('{vnf} receives {string} from the channel', receivesText);
Then('{vnf} receives nothing from the channel', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  expectTexts(this, await receive(user, 10), []);
});
Then(
  '{vnf} receives all that the channel held, in order',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const { depth } = user.channel();
    const expected = Array.from({ length: depth }, (_, n) => `item ${String(n)}`);
    expectTexts(this, await receive(user, depth + 1), expected);
  },
);

function expectTexts(world: Scenario, items: readonly AccData[], expected: readonly string[]) {
  const seen = items.map((item) => JSON.stringify(bytesOf(item).toString()));
  const wanted = expected.map((text) => JSON.stringify(text));
  const words = (all: readonly string[]) => (all.length === 0 ? 'nothing' : all.join(', '));
  if (seen.join() !== wanted.join()) world.violated(`to receive ${words(wanted)}`, words(seen));
}

/** Results may take their time: polls until there is one. */
const awaited = async (world: Scenario, who: Vnf): Promise<readonly AccData[]> => {
  const user = await userOf(world, who);
  return until({
    what: 'a result to be there',
    look: () => receive(user, 1),
    done: (items) => items.length > 0,
    state: () => 'none',
    clock: world.connection.clock,
    within: world.connection.goneWithin,
  });
};
