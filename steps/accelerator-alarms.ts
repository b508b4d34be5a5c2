/** Sentences of faults of accelerators, and of asking which alarms there are. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Scenario } from './scenario.ts';
import { type Alarm, allocation, vimFor, vimStageOf, type Which } from './vim-stage.ts';

export const ofAccelerator = (id: string): string => `(eq,accResourceId,'${id}')`;

/** A cause that nothing else on the target has. */
const probableCause = 'nfvi-conformance';

export async function bringFault(this: Scenario, which: Which, perceivedSeverity: string) {
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
Given('{accelerator} has a {word} fault', bringFault);
Given('{accelerator} has no fault any more', clear);
When(
  'a {word} fault comes to {accelerator}',
  async function (this: Scenario, severity: string, which: Which) {
    await bringFault.call(this, which, severity);
  },
);
When('the fault of {accelerator} becomes {word}', bringFault);
When('the fault of {accelerator} goes', clear);

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

/** An alarm must be that of the accelerator, in the state that it has now. */
export function expectAlarm(
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
export const describe = (alarm: Alarm): string =>
  `one of ${alarm.accResourceId} on ${alarm.hostId} that is ${alarm.perceivedSeverity}, cleared: ${alarm.alarmClearedTime ?? 'no'}`;
