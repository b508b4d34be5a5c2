/** Sentences of many items: more than a channel holds, and of two workloads at a time. */
import { Then, When } from '@cucumber/cucumber';
import { bytesOf, faultOf, itemOf } from '../src/bindings/acceleration/workload.ts';
import { Refusal } from '../src/failures.ts';
import { userOf } from './accelerator-stage.ts';
import type { AcceleratorUser } from './accelerator-user.ts';
import type { Scenario } from './scenario.ts';

/** How many items are fetched at a time to make room. */
const atATime = 10;
/** What was sent in the present example, by who sent it. */
const sent = new WeakMap<AcceleratorUser, readonly string[]>();

const named = (whose: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${whose} ${String(n)}`);

async function send(user: AcceleratorUser, text: string): Promise<void> {
  const { accChannel } = user.channel();
  await user.workload.call('AccSendData', { accData: itemOf(text), accChannel });
}

async function fetchSome(user: AcceleratorUser): Promise<readonly string[]> {
  const { accChannel } = user.channel();
  const asked = { maxNumberOfDataItems: atATime, accChannel };
  const { accData } = await user.workload.call('AccReceiveData', asked);
  user.received = [...user.received, ...accData];
  return accData.map((item) => bytesOf(item).toString());
}

/** Makes room when there is none. @throws Violation when a full channel has nothing to fetch */
async function pass(world: Scenario, user: AcceleratorUser, text: string): Promise<void> {
  try {
    await send(user, text);
  } catch (error) {
    if (!(error instanceof Refusal) || faultOf(error) !== 'channel full') throw error;
    if ((await fetchSome(user)).length === 0) {
      world.violated('a channel that is full to hold results', 'none could be fetched');
    }
    await send(user, text);
  }
}

async function expectAll(world: Scenario, user: AcceleratorUser): Promise<void> {
  const expected = sent.get(user) ?? [];
  // One too many is enough: some give without an end.
  while (user.received.length <= expected.length) {
    if ((await fetchSome(user)).length === 0) break;
  }
  const seen = user.received.map((item) => bytesOf(item).toString());
  const at = expected.findIndex((text, n) => seen[n] !== text);
  if (at === -1 && seen.length === expected.length) return;
  const place = at === -1 ? expected.length : at;
  world.violated(
    `${String(expected.length)} items in the order in which they were sent`,
    `${String(seen.length)}, of which number ${String(place + 1)} is ${JSON.stringify(seen[place] ?? 'missing')}`,
  );
}

When(
  'the VNF passes {int} items through the channel',
  async function (this: Scenario, count: number) {
    const user = await userOf(this, 0);
    sent.set(user, named('item', count));
    for (const text of named('item', count)) await pass(this, user, text);
  },
);
When('both VNFs send {int} items at the same time', async function (this: Scenario, count: number) {
  const users = [await userOf(this, 0), await userOf(this, 1)];
  await Promise.all(
    users.map((user, n) => {
      const texts = named(`of ${String(n)}`, count);
      sent.set(user, texts);
      return Promise.all(texts.map((text) => send(user, text)));
    }),
  );
});
Then('the VNF has received all of them, in order', async function (this: Scenario) {
  await expectAll(this, await userOf(this, 0));
});
Then('each VNF receives its own items, in order', async function (this: Scenario) {
  for (const who of [0, 1] as const) await expectAll(this, await userOf(this, who));
});
