/** The VIM in the present example: which accelerators it has found, allocated and subscribed to. */
import { defineParameterType } from '@cucumber/cucumber';
import type { Subscriber } from '../src/bindings/acceleration/subscriber.ts';
import {
  allocationAddress,
  ownedId,
  subscriptionAddress,
} from '../src/bindings/acceleration-keepers.ts';
import {
  type AcceleratorManager,
  type ManagementCallName,
  type ManagerBinding,
  type ManagerCallName,
  managerCallNames,
  type ManagerResult,
} from '../src/bindings/acceleration-manager.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { stageOf } from './accelerator-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import { notesIn } from './notes.ts';
import type { Scenario } from './scenario.ts';

export type Accelerator = ManagerResult<'QueryAccResource'>['accQueryResult'][number];
export type Alarm = ManagerResult<'GetAlarmInfo'>['Alarm'][number];

/** An accelerator that the example has, and by which name its workload connects. */
export interface Allocation {
  readonly accelerator: Accelerator;
  readonly holder: string;
  readonly attachTarget: string;
}

export interface Subscription {
  readonly hostId: string;
  readonly SubscriptionId: string;
  readonly subscriber: Subscriber;
  /** How much it had been told when it ended; nothing is due after that. */
  toldBefore: number;
}

/** `the accelerator` is the one that was allocated last, `the other accelerator` the one before. */
export type Which = 0 | 1;

defineParameterType({
  name: 'accelerator',
  regexp: /the accelerator|the other accelerator/,
  transformer: (words: string): Which => (words === 'the accelerator' ? 0 : 1),
});
defineParameterType({
  name: 'vimCall',
  regexp: new RegExp(managerCallNames.join('|')),
  transformer: (words: string) => words as ManagerCallName,
});

class VimStage {
  readonly allocations: Allocation[] = [];
  readonly subscriptions: Subscription[] = [];
  /** What the last query or discovery showed, and what the one before a discovery did. */
  shown: readonly Accelerator[] = [];
  before: readonly Accelerator[] = [];
  alarms: readonly Alarm[] = [];
}

const stages = new WeakMap<Scenario, VimStage>();

export function vimStageOf(world: Scenario): VimStage {
  const stage = stages.get(world) ?? new VimStage();
  stages.set(world, stage);
  return stage;
}

/** @throws NotApplicableHere when this kind of target has no such call */
function bindingFor(world: Scenario, call: ManagementCallName): ManagerBinding {
  const { management } = world.connection.acceleration;
  if (management === undefined) {
    throw new NotApplicableHere('the target file has no acceleration.nf-vi');
  }
  const reason = management.notServed[call];
  if (reason !== undefined) throw new NotApplicableHere(`${call} is not served: ${reason}`);
  return management;
}

/** The VIM, for one call. @throws NotApplicableHere when this kind of target does not have it */
export async function vimFor(
  world: Scenario,
  call: ManagementCallName,
): Promise<AcceleratorManager> {
  const binding = bindingFor(world, call);
  const { session } = await world.as('cloud zone administrator');
  return binding.manager(session, stageOf(world).calls, 'VIM', notesIn(world.connection, world.id));
}

/** Somebody else who makes a call of the VIM. */
export async function inPlaceOfVim(
  world: Scenario,
  who: PersonaName,
  call: ManagerCallName,
): Promise<AcceleratorManager> {
  const binding = bindingFor(world, call);
  return binding.manager((await world.as(who)).session, [], 'tenant');
}

/** The VIM that looks for us, and not because the example says so. */
async function onlooker(world: Scenario): Promise<AcceleratorManager> {
  const binding = bindingFor(world, 'QueryAccResource');
  return binding.manager((await world.as('cloud zone administrator')).session, []);
}

/** The accelerators of all hosts, as they are now. */
export async function accelerators(world: Scenario): Promise<readonly Accelerator[]> {
  const vim = await onlooker(world);
  const found: Accelerator[] = [];
  for (const hostId of await vim.hosts()) {
    found.push(...(await vim.call('QueryAccResource', { hostId })).accQueryResult);
  }
  return found;
}

/** One accelerator as it is now. */
export async function lookAt(world: Scenario, { accResourceId, hostId }: Accelerator) {
  const vim = await onlooker(world);
  const { accQueryResult } = await vim.call('QueryAccResource', { hostId });
  return (
    accQueryResult.find((each) => each.accResourceId === accResourceId) ??
    world.violated(`${hostId} to have the accelerator ${accResourceId}`, 'a query does not find it')
  );
}

export function allocation(world: Scenario, which: Which = 0): Allocation {
  const found = vimStageOf(world).allocations.at(-1 - which);
  if (found === undefined) throw new Error('the example has not allocated so many accelerators');
  return found;
}

/** The accelerator that the example is about: its own, else any. */
export async function theAccelerator(world: Scenario, which: Which = 0): Promise<Accelerator> {
  const { allocations } = vimStageOf(world);
  if (allocations.length > 0) return allocation(world, which).accelerator;
  const [any] = await accelerators(world);
  if (any === undefined) throw new NotApplicableHere('the infrastructure has no accelerator');
  return any;
}

export function subscription(world: Scenario): Subscription {
  const found = vimStageOf(world).subscriptions.at(-1);
  if (found === undefined) throw new Error('the example has not subscribed to alarms');
  return found;
}

/**
 * Makes a call that leaves something behind, through the ledger.
 * @param owner what it belongs to
 */
export async function madeFor<T>(
  world: Scenario,
  kind: 'allocation' | 'subscription',
  owner: string,
  make: () => Promise<T>,
  idOf: (made: T) => string | undefined,
): Promise<T> {
  const { ledger, newName } = world.connection;
  const resource = kind === 'allocation' ? allocationAddress : subscriptionAddress;
  const entry = ledger.asked({ resource, name: newName(), scenario: world.id });
  const made = await make().catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  const id = idOf(made);
  if (id !== undefined) ledger.made(entry, ownedId(owner, id));
  return made;
}
