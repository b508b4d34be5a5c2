/** Who uses accelerators in the present example; connections end with it. */
import { AfterStep, defineParameterType } from '@cucumber/cucumber';
import {
  type AskedCallName,
  askedCallNames,
  faultWords,
  type Workload,
} from '../src/bindings/acceleration/workload.ts';
import { type ExchangedCall, NotInBinding } from '../src/bindings/acceleration-manager.ts';
import { problemWords } from '../src/bindings/acceleration-refusals.ts';
import { Refusal } from '../src/failures.ts';
import { AcceleratorUser } from './accelerator-user.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

/** `the VNF` and `the other VNF`: their number. */
export type Vnf = 0 | 1;

defineParameterType({
  name: 'vnf',
  regexp: /the VNF|the other VNF/,
  transformer: (words: string): Vnf => (words === 'the VNF' ? 0 : 1),
});
defineParameterType({
  name: 'call',
  regexp: new RegExp(askedCallNames.join('|')),
  transformer: (words: string) => words as AskedCallName,
});
defineParameterType({
  name: 'fault',
  regexp: new RegExp([...new Set([...faultWords, ...problemWords])].join('|')),
  transformer: (words: string) => words,
});

class AcceleratorStage {
  readonly users = new Map<Vnf, AcceleratorUser>();
  /** Every connection of the example, those that it has ended too. */
  readonly opened: Workload[] = [];
  /** All calls of the example, in order, whoever made them. */
  readonly calls: ExchangedCall[] = [];
  /** What became of the call that somebody "tries to" make. */
  attempt: { readonly refusal: Refusal | undefined } | undefined;
}

const stages = new WeakMap<Scenario, AcceleratorStage>();

export function stageOf(world: Scenario): AcceleratorStage {
  const stage = stages.get(world) ?? new AcceleratorStage();
  stages.set(world, stage);
  return stage;
}

/** The one who connects first has a new connection; afterwards it keeps it. */
export async function userOf(world: Scenario, who: Vnf): Promise<AcceleratorUser> {
  const { users } = stageOf(world);
  const present = users.get(who);
  if (present !== undefined) return present;
  return connectAnew(world, who);
}

/** Ends the connection that there is, if any, and makes another to the same accelerator. */
export async function connectAnew(world: Scenario, who: Vnf): Promise<AcceleratorUser> {
  const { acceleration } = world.connection;
  if (who >= acceleration.workloads) {
    throw new NotApplicableHere('the target file describes one workload with an accelerator only');
  }
  const present = stageOf(world).users.get(who);
  return connectAs(world, who, present?.attachTarget ?? acceleration.attachTarget(who));
}

/** The same to the accelerator that is reached under a name. */
export async function connectAs(
  world: Scenario,
  who: Vnf,
  attachTarget: string,
): Promise<AcceleratorUser> {
  const { users, calls, opened } = stageOf(world);
  users.get(who)?.workload.close();
  const workload = await world.connection.acceleration.connect(who, calls, attachTarget);
  opened.push(workload);
  world.endings.push(() => {
    workload.close();
  });
  const user = new AcceleratorUser(workload, attachTarget);
  users.set(who, user);
  return user;
}

/** Lets somebody try something that is expected to be refused. */
export async function attempt(world: Scenario, action: () => Promise<unknown>): Promise<void> {
  const stage = stageOf(world);
  try {
    await action();
    stage.attempt = { refusal: undefined };
  } catch (error) {
    if (error instanceof NotInBinding) throw new NotApplicableHere(error.message);
    if (!(error instanceof Refusal)) throw error;
    stage.attempt = { refusal: error };
  }
}

/** What came that nobody may send fails the step in which it came, whether it looks there or not. */
AfterStep(function (this: Scenario) {
  for (const workload of stages.get(this)?.opened ?? []) workload.check();
});
