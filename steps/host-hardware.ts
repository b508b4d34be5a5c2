/** Sentences of the machine on which a host runs: what its hardware tells of it must agree with what the VIM tells. */
import { Given, Then } from '@cucumber/cucumber';
import type { Machine } from '../src/bindings/hardware-manager.ts';
import { hardwareStageOf, machineNow, offered, theMachine, vimOf } from './hardware-stage.ts';
import { theHost } from './host-service.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const isWell = ({ power, health }: Machine): boolean => power === 'on' && health === 'good';
const condition = ({ power, health }: Machine): string =>
  `${power ?? 'no power state'} and ${health ?? 'no health'}`;

/** A machine that has lost its power is not well, whatever it says of its parts. */
const tells = (well: boolean) =>
  async function (this: Scenario) {
    await until({
      what: `${theMachine(this).name} to tell that it is ${well ? '' : 'not '}well`,
      look: () => machineNow(this),
      done: (machine) => isWell(machine) === well,
      state: condition,
      clock: this.connection.clock,
      within: this.connection.deadline('server'),
    });
  };

Given('the host runs on a machine that is well', async function (this: Scenario) {
  const host = theHost(this);
  const machine = (await offered(() => vimOf(this).machines())).find((each) => each.host === host);
  if (machine === undefined) {
    throw new NotApplicableHere(`no machine tells that the host ${host} runs on it`);
  }
  hardwareStageOf(this).machine = machine;
  await tells(true).call(this);
});
Given('the machine has told that it is not well', tells(false));
Then('the machine tells that it is well', tells(true));
Then('the machine tells that it is not well', tells(false));
