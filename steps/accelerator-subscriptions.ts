/** Sentences of subscribing to alarms, and of being told. */
import { Given, Then, When } from '@cucumber/cucumber';
import { bringFault, describe, expectAlarm, ofAccelerator } from './accelerator-alarms.ts';
import { attempt, stageOf } from './accelerator-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import {
  allocation,
  madeFor,
  type Subscription,
  subscription,
  vimFor,
  vimStageOf,
  type Which,
} from './vim-stage.ts';
import { untilHeard } from './hearing.ts';

/** @param filter which alarms; those of the accelerator alone unless told otherwise */
async function subscribe(world: Scenario, filter?: string, host?: string): Promise<void> {
  const vim = await vimFor(world, 'Subscribe');
  const { accelerator } = allocation(world);
  const hostId = host ?? accelerator.hostId;
  const Filter = filter ?? ofAccelerator(accelerator.accResourceId);
  const subscriber = await world.connection.acceleration.subscriber(stageOf(world).calls);
  world.farewells.push(() => {
    subscriber.close();
  });
  const { callbackUri } = subscriber;
  const { SubscriptionId } = await madeFor(
    world,
    'subscription',
    hostId,
    () => vim.call('Subscribe', { hostId, Filter, callbackUri }),
    (made) => made.SubscriptionId,
  );
  subscriber.belongsTo({ hostId, SubscriptionId });
  vimStageOf(world).subscriptions.push({ hostId, SubscriptionId, subscriber, toldBefore: 0 });
}

async function subscribeToAccelerator(this: Scenario) {
  await subscribe(this);
}
Given('the VIM has subscribed to the alarms of the accelerator', subscribeToAccelerator);
Given('the VIM has subscribed to the alarms of the accelerator again', subscribeToAccelerator);
Given('the VIM has subscribed to all alarms of the host', async function (this: Scenario) {
  await subscribe(this, '');
});
Given(
  'the VIM has subscribed to the {word} alarms of the accelerator',
  async function (this: Scenario, severity: string) {
    const { accResourceId } = allocation(this).accelerator;
    await subscribe(this, `${ofAccelerator(accResourceId)};(eq,perceivedSeverity,${severity})`);
  },
);
Given('the VIM has subscribed to all alarms of another host', async function (this: Scenario) {
  await subscribe(this, '', await otherHost(this));
});
When('the VIM subscribes to the alarms of the accelerator', subscribeToAccelerator);

async function otherHost(world: Scenario): Promise<string> {
  const vim = await vimFor(world, 'Subscribe');
  const { hostId } = allocation(world).accelerator;
  const other = (await vim.hosts()).find((each) => each !== hostId);
  if (other === undefined) throw new NotApplicableHere('the infrastructure has one host only');
  return other;
}

async function unsubscribe(this: Scenario) {
  const vim = await vimFor(this, 'Unsubscribe');
  const ending = subscription(this);
  const { hostId, SubscriptionId } = ending;
  await vim.call('Unsubscribe', { hostId, SubscriptionId });
  ending.toldBefore = ending.subscriber.told().length;
}
Given('the VIM has unsubscribed', unsubscribe);
When('the VIM unsubscribes', unsubscribe);
When('the VIM tries to end the subscription at another host', async function (this: Scenario) {
  const vim = await vimFor(this, 'Unsubscribe');
  const { SubscriptionId } = subscription(this);
  const hostId = await otherHost(this);
  await attempt(this, () => vim.call('Unsubscribe', { hostId, SubscriptionId }));
});
Given('the VIM acknowledges only the second delivery', function (this: Scenario) {
  subscription(this).subscriber.ignoreNext();
});

const hasBeenTold = async function (this: Scenario, severity: string) {
  await told(this, subscription(this), severity);
};
Given('the VIM has been told of an alarm that is {word}', hasBeenTold);
When('the VIM acknowledges an alarm that is {word}', hasBeenTold);

Then('the NFVI tells the VIM of an alarm that is {word}', hasBeenTold);
Then(
  'the NFVI tells both subscriptions of an alarm that is {word}',
  async function (this: Scenario, severity: string) {
    for (const each of vimStageOf(this).subscriptions) await told(this, each, severity);
  },
);
Then('the alarm is delivered {int} time(s)', async function (this: Scenario, times: number) {
  const { deliveries } = subscription(this).subscriber;
  const seen = await untilHeard(this.connection, {
    what: `the alarm to be delivered ${String(times)} times`,
    look: () => Promise.resolve(deliveries()),
    done: (count) => count >= times,
    state: String,
    within: this.connection.goneWithin,
  });
  if (seen > times) this.violated(`${String(times)} deliveries`, String(seen));
});
Then('the VIM has been told once', function (this: Scenario) {
  const seen = subscription(this).subscriber.told().length;
  if (seen !== 1) this.violated('one notification', String(seen));
});
Then('both are one alarm', function (this: Scenario) {
  const ids = subscription(this)
    .subscriber.told()
    .map(({ Alarm }) => Alarm.alarmId);
  if (new Set(ids).size !== 1) this.violated('one alarm throughout', ids.join(', '));
});
Then('the VIM hears nothing of alarms', async function (this: Scenario) {
  await silence(this, vimStageOf(this).subscriptions);
});
Then(
  'the VIM hears nothing of a {word} fault that comes to {accelerator}',
  async function (this: Scenario, severity: string, which: Which) {
    await bringFault.call(this, which, severity);
    await silence(this, vimStageOf(this).subscriptions);
  },
);
Then('the last subscription hears nothing', async function (this: Scenario) {
  await silence(this, [subscription(this)]);
});
Then(
  'the NFVI tells the first subscription of an alarm that is {word}',
  async function (this: Scenario, severity: string) {
    const [first = subscription(this)] = vimStageOf(this).subscriptions;
    await told(this, first, severity);
  },
);
Then('the VIM hears nothing more', async function (this: Scenario) {
  const { subscriptions } = vimStageOf(this);
  for (const each of subscriptions) each.toldBefore = each.subscriber.told().length;
  await silence(this, subscriptions, repetitionDue);
});

/** Waits for the alarm to be told, as the last of what was told until then. */
async function told(world: Scenario, to: Subscription, severity: string): Promise<void> {
  const { goneWithin } = world.connection;
  const all = await untilHeard(world.connection, {
    what: `the NFVI to tell the subscription ${to.SubscriptionId} of an alarm that is ${severity}`,
    look: () => Promise.resolve(to.subscriber.told()),
    done: (seen) => seen.at(-1)?.Alarm.perceivedSeverity === severity,
    state: (seen) => seen.map(({ Alarm }) => Alarm.perceivedSeverity).join(', ') || 'silence',
    within: goneWithin,
  });
  expectAlarm(world, all.at(-1)?.Alarm, { severity, which: 0 });
}

/** In milliseconds: by then what is taken for not acknowledged has been sent again. */
const repetitionDue = 6_000;

/** Nothing comes within some time but what had come before. */
async function silence(
  world: Scenario,
  subscriptions: readonly Subscription[],
  atLeast = 0,
): Promise<void> {
  const { clock, acceleration } = world.connection;
  const ms = Math.max(acceleration.silence, atLeast);
  await clock.sleep(ms);
  const more = subscriptions.flatMap(({ subscriber, toldBefore }) =>
    subscriber.told().slice(toldBefore),
  );
  if (more.length > 0) {
    const seen = more.map(({ Alarm }) => describe(Alarm)).join(', ');
    world.violated(`silence for ${String(ms / 1000)} s`, seen);
  }
}
