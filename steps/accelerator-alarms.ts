/** Sentences of alarms: subscribing, being told, and asking which there are. */
import { Given, Then, When } from '@cucumber/cucumber';
import { attempt, stageOf } from './accelerator-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import {
  type Alarm,
  allocation,
  madeFor,
  type Subscription,
  subscription,
  vimFor,
  vimStageOf,
  type Which,
} from './vim-stage.ts';
import { until } from './waiting.ts';

/** @param filter which alarms; those of the accelerator alone unless told otherwise */
async function subscribe(world: Scenario, filter?: string, host?: string): Promise<void> {
  const vim = await vimFor(world, 'Subscribe');
  const { accelerator } = allocation(world);
  const hostId = host ?? accelerator.hostId;
  const Filter = filter ?? ofAccelerator(accelerator.accResourceId);
  const subscriber = await world.connection.acceleration.subscriber(stageOf(world).calls);
  world.endings.push(() => {
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
const ofAccelerator = (id: string): string => `(eq,accResourceId,'${id}')`;

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

/** A cause that nothing else on the target has. */
const probableCause = 'nfvi-conformance';

async function fault(this: Scenario, which: Which, perceivedSeverity: string) {
  const { acceleration } = this.connection;
  const { accResourceId } = allocation(this, which).accelerator;
  const facts = { accResourceId, probableCause };
  await acceleration.bringAbout('acc-fault', { ...facts, perceivedSeverity });
  if (faulty.has(accResourceId)) return;
  faulty.add(accResourceId);
  this.undo.push(async () => {
    if (faulty.delete(accResourceId)) await acceleration.bringAbout('acc-fault-clear', facts);
  });
}
async function clear(this: Scenario, which: Which) {
  const { accResourceId } = allocation(this, which).accelerator;
  const facts = { accResourceId, probableCause };
  await this.connection.acceleration.bringAbout('acc-fault-clear', facts);
  faulty.delete(accResourceId);
}
/** Accelerators that have a fault of ours now. */
const faulty = new Set<string>();
Given('{accelerator} has a {word} fault', fault);
Given('{accelerator} has no fault any more', clear);
When(
  'a {word} fault comes to {accelerator}',
  async function (this: Scenario, severity: string, which: Which) {
    await fault.call(this, which, severity);
  },
);
When('the fault of {accelerator} becomes {word}', fault);
When('the fault of {accelerator} goes', clear);

const hasBeenTold = async function (this: Scenario, severity: string) {
  await told(this, subscription(this), severity);
};
Given('the VIM has been told of an alarm that is {word}', hasBeenTold);
When('the VIM acknowledges an alarm that is {word}', hasBeenTold);

async function getAlarms(world: Scenario, Filter: string): Promise<void> {
  const vim = await vimFor(world, 'GetAlarmInfo');
  const { hostId } = allocation(world).accelerator;
  vimStageOf(world).alarms = (await vim.call('GetAlarmInfo', { hostId, Filter })).Alarm;
}
async function askForAlarms(this: Scenario, which: Which) {
  await getAlarms(this, ofAccelerator(allocation(this, which).accelerator.accResourceId));
}
Given('the VIM has asked for the alarms of {accelerator}', askForAlarms);
When('the VIM asks for the alarms of {accelerator}', askForAlarms);
When(
  'the VIM asks for the {word} alarms of the host',
  async function (this: Scenario, severity: string) {
    await getAlarms(this, `(eq,perceivedSeverity,${severity})`);
  },
);

Then(
  'the VIM finds an alarm of {accelerator} that is {word}',
  function (this: Scenario, which: Which, severity: string) {
    const { accelerator } = allocation(this, which);
    const own = ownAlarms(this, which);
    if (own.length !== 1)
      this.violated(`one alarm of ${accelerator.accResourceId}`, String(own.length));
    expectAlarm(this, own[0], { severity, which });
  },
);
Then('the VIM finds no alarm of {accelerator}', function (this: Scenario, which: Which) {
  const own = ownAlarms(this, which);
  if (own.length > 0) this.violated('no such alarm', own.map(describe).join(', '));
});
Then('every alarm that the VIM finds is {word}', function (this: Scenario, severity: string) {
  const wrong = vimStageOf(this).alarms.find((each) => each.perceivedSeverity !== severity);
  if (wrong !== undefined) this.violated(`only ${severity} alarms`, describe(wrong));
});
const ownAlarms = (world: Scenario, which: Which): readonly Alarm[] => {
  const { accResourceId } = allocation(world, which).accelerator;
  return vimStageOf(world).alarms.filter((each) => each.accResourceId === accResourceId);
};

Then('the NFVI tells the VIM of an alarm that is {word}', hasBeenTold);
Then(
  'the NFVI tells both subscriptions of an alarm that is {word}',
  async function (this: Scenario, severity: string) {
    for (const each of vimStageOf(this).subscriptions) await told(this, each, severity);
  },
);
Then('the alarm is delivered {int} time(s)', async function (this: Scenario, times: number) {
  const { deliveries } = subscription(this).subscriber;
  const seen = await until({
    what: `the alarm to be delivered ${String(times)} times`,
    look: () => Promise.resolve(deliveries()),
    done: (count) => count >= times,
    state: String,
    clock: this.connection.clock,
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
    await fault.call(this, which, severity);
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
  const { clock, goneWithin } = world.connection;
  const all = await until({
    what: `the NFVI to tell the subscription ${to.SubscriptionId} of an alarm that is ${severity}`,
    look: () => Promise.resolve(to.subscriber.told()),
    done: (seen) => seen.at(-1)?.Alarm.perceivedSeverity === severity,
    state: (seen) => seen.map(({ Alarm }) => Alarm.perceivedSeverity).join(', ') || 'silence',
    clock,
    within: goneWithin,
  });
  expectAlarm(world, all.at(-1)?.Alarm, { severity, which: 0 });
}

/** An alarm must be that of the accelerator, in the state that it has now. */
function expectAlarm(
  world: Scenario,
  alarm: Alarm | undefined,
  { severity, which }: { severity: string; which: Which },
): void {
  const { accResourceId, hostId } = allocation(world, which).accelerator;
  const expected = `an alarm of ${accResourceId} on ${hostId} that is ${severity}`;
  if (alarm === undefined) return world.violated(expected, 'there is none');
  const right =
    alarm.accResourceId === accResourceId &&
    alarm.hostId === hostId &&
    alarm.perceivedSeverity === severity;
  if (!right) world.violated(expected, describe(alarm));
  if ((alarm.alarmClearedTime !== undefined) !== (severity === 'cleared')) {
    world.violated(
      `${expected}, with the time of its end when it is cleared, and only then`,
      describe(alarm),
    );
  }
}
const describe = (alarm: Alarm): string =>
  `one of ${alarm.accResourceId} on ${alarm.hostId} that is ${alarm.perceivedSeverity}, cleared: ${alarm.alarmClearedTime ?? 'no'}`;

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
