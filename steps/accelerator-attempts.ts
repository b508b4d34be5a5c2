/** Calls of the VIM that are to be refused: the usual parameters, but for those of a table. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { AcceleratorManager, ManagerCallName } from '../src/bindings/acceleration-manager.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { attempt } from './accelerator-stage.ts';
import { parametersOf } from './call-parameters.ts';
import { imageFor } from './accelerator-image-file.ts';
import type { Scenario } from './scenario.ts';
import {
  type Accelerator,
  accelerators,
  allocation,
  inPlaceOfVim,
  lookAt,
  madeFor,
  theAccelerator,
  vimFor,
  vimStageOf,
  type Which,
} from './vim-stage.ts';

/** Where nobody listens: what is refused is never called back. */
const nowhere = 'http://callbacks.invalid/';
/** What no target has given out. */
const unknown = '00000000-0000-4000-8000-000000000000';

/** Parameters with which the call succeeds, as far as the example has made what they name. */
async function usual(
  world: Scenario,
  call: ManagerCallName,
): Promise<Readonly<Record<string, unknown>>> {
  const accelerator = await theAccelerator(world);
  const { accResourceId, hostId, type } = accelerator;
  const id = world.all('virtual compute').at(-1)?.id ?? unknown;
  const SubscriptionId = vimStageOf(world).subscriptions.at(-1)?.SubscriptionId ?? unknown;
  const { accImage, accImageInfo } = imageFor(world, accelerator);
  const all: Readonly<Record<ManagerCallName, Readonly<Record<string, unknown>>>> = {
    AllocateAccResource: {
      attachTargetInfo: { type: 'virtual-compute', id },
      accResourceInfo: { type },
    },
    ReleaseAccResource: { accResourceId },
    QueryAccResource: { hostId },
    GetAccStatistics: {},
    ResetAccStatistics: { accFilter: `(eq,accResourceId,'${accResourceId}')` },
    Subscribe: { hostId, callbackUri: nowhere },
    Unsubscribe: { hostId, SubscriptionId },
    GetAlarmInfo: { hostId },
    AccResourcesDiscovery: { hostId },
    OnloadAccImage: { accResourceId, accImageInfo, accImage },
  };
  return all[call];
}

/** What the target makes though it should refuse goes into the ledger all the same. */
async function tryCall(
  world: Scenario,
  caller: AcceleratorManager,
  call: ManagerCallName,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  const make = async () => (await caller.tryCall(call, params)) as Record<string, string>;
  if (call === 'AllocateAccResource') {
    const { id = unknown } = (params['attachTargetInfo'] ?? {}) as { id?: string };
    await madeFor(world, 'allocation', id, make, ({ accResourceId }) => accResourceId);
  } else if (call === 'Subscribe') {
    const { hostId } = params as { hostId: string };
    await madeFor(world, 'subscription', hostId, make, ({ SubscriptionId }) => SubscriptionId);
  } else await make();
}

async function vimTries(this: Scenario, call: ManagerCallName, table?: DataTable) {
  const params = parametersOf(await usual(this, call), table);
  await remember(this);
  const vim = await vimFor(this, call);
  await attempt(this, () => tryCall(this, vim, call, params));
}
When('the VIM tries to call {vimCall}', async function (this: Scenario, call: ManagerCallName) {
  await vimTries.call(this, call);
});
When('the VIM tries to call {vimCall} with:', vimTries);
When(
  '{actor} tries to call {vimCall}',
  async function (this: Scenario, who: PersonaName, call: ManagerCallName) {
    const params = await usual(this, call);
    await remember(this);
    const caller = await inPlaceOfVim(this, who, call);
    await attempt(this, () => tryCall(this, caller, call, params));
  },
);

Given('the VIM can query the accelerators of the infrastructure', async function (this: Scenario) {
  await theAccelerator(this);
});
Then('the virtual compute has no accelerator', async function (this: Scenario) {
  const { id } = this.the('virtual compute');
  const given = (await accelerators(this)).filter(({ attachedTo }) => attachedTo === id);
  if (given.length > 0) {
    const ids = given.map(({ accResourceId }) => accResourceId).join(', ');
    this.violated(`no accelerator to be attached to ${id}`, `it has ${ids}`);
  }
});
Then('{accelerator} is as it was', async function (this: Scenario, which: Which) {
  const { accelerator } = allocation(this, which);
  const was = before.get(this)?.get(accelerator.accResourceId);
  if (was === undefined) throw new Error('nobody has tried anything before this step');
  const is = described(await lookAt(this, accelerator));
  if (is !== was) this.violated(`${accelerator.accResourceId} to be as it was: ${was}`, is);
});

/** The accelerators that the run has to itself, before somebody tried something; others may change. */
const before = new WeakMap<Scenario, ReadonlyMap<string, string>>();
export async function remember(world: Scenario): Promise<void> {
  const seen = new Map<string, string>();
  for (const { accelerator } of vimStageOf(world).allocations) {
    seen.set(accelerator.accResourceId, described(await lookAt(world, accelerator)));
  }
  before.set(world, seen);
}
const described = ({ state, attachedTo = 'nothing', image = 'none' }: Accelerator): string =>
  `${state}, attached to ${attachedTo}, image ${image}`;
