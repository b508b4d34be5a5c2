/** Sentences of accelerators that the VIM allocates and takes back. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { ManagerParams } from '../src/bindings/acceleration-manager.ts';
import { remember } from './accelerator-attempts.ts';
import { attempt, connectAs, type Vnf } from './accelerator-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import {
  type Accelerator,
  accelerators,
  allocation,
  lookAt,
  madeFor,
  vimFor,
  vimStageOf,
  type Which,
} from './vim-stage.ts';
import { until } from './waiting.ts';

type Choice = (accelerator: Accelerator) => boolean;
const any: Choice = () => true;
const programmable: Choice = (accelerator) => accelerator.programmable;

/** What to ask for: the kind of one that is free now. */
async function freeKind(world: Scenario, choice: Choice): Promise<Accelerator> {
  const free = (await accelerators(world)).filter(({ state }) => state === 'free');
  const [found] = free.filter(choice);
  if (found === undefined) throw new NotApplicableHere('no such accelerator is free');
  return found;
}

/** Allocates to the virtual compute that the example made last. */
async function allocate(
  world: Scenario,
  wish: ManagerParams<'AllocateAccResource'>['accResourceInfo'],
): Promise<void> {
  const vim = await vimFor(world, 'AllocateAccResource');
  const { id } = world.the('virtual compute');
  const attachTarget = world.connection.newName();
  const { accResourceId } = await madeFor(
    world,
    'allocation',
    id,
    () =>
      vim.call('AllocateAccResource', {
        attachTargetInfo: { type: 'virtual-compute', id, attachTarget },
        accResourceInfo: wish,
      }),
    (made) => made.accResourceId,
  );
  const found = (await accelerators(world)).find((each) => each.accResourceId === accResourceId);
  if (found === undefined) {
    world.violated(`a query to find ${accResourceId}, which was allocated`, 'it finds no such one');
  }
  vimStageOf(world).allocations.push({ accelerator: found, holder: id, attachTarget });
}

const allocates = (choice: Choice) =>
  async function (this: Scenario) {
    const { type } = await freeKind(this, choice);
    const requirements = choice === programmable ? { requirements: '(eq,programmable,true)' } : {};
    await allocate(this, { type, ...requirements });
  };

Given('the VIM has allocated an accelerator to the virtual compute', allocates(any));
Given(
  'the VIM has allocated a programmable accelerator to the virtual compute',
  async function (this: Scenario) {
    await allocates(programmable).call(this);
  },
);
Given(
  'the VIM has allocated an accelerator that cannot be programmed to the virtual compute',
  async function (this: Scenario) {
    const { type } = await freeKind(this, (each) => !each.programmable);
    await allocate(this, { type, requirements: '(eq,programmable,false)' });
  },
);
When('the VIM allocates an accelerator to the virtual compute', allocates(any));
When(
  'the VIM allocates an accelerator of a certain type on a certain host to the virtual compute',
  async function (this: Scenario) {
    const { type, hostId } = await freeKind(this, any);
    wishes.set(this, { type, hostId });
    await allocate(this, { type, hostId });
  },
);
async function allocateAnother(this: Scenario) {
  const { type } = allocation(this).accelerator;
  await freeKind(this, (each) => each.type === type);
  await allocate(this, { type });
}
Given(
  'the VIM has allocated another accelerator of that type to the virtual compute',
  allocateAnother,
);
When('the VIM allocates another accelerator of that type to the virtual compute', allocateAnother);
When(
  'the VIM tries to allocate that accelerator to the virtual compute',
  async function (this: Scenario) {
    await remember(this);
    await attempt(this, () => allocate(this, sameAgain(allocation(this).accelerator)));
  },
);
When(
  'the VIM allocates that accelerator again to the virtual compute',
  async function (this: Scenario) {
    await allocate(this, sameAgain(allocation(this).accelerator));
  },
);

async function release(this: Scenario, which: Which) {
  const vim = await vimFor(this, 'ReleaseAccResource');
  const { accResourceId } = allocation(this, which).accelerator;
  await vim.call('ReleaseAccResource', { accResourceId });
}
Given('the VIM has released {accelerator}', release);
When('the VIM releases {accelerator}', release);

async function use(this: Scenario, who: Vnf, which: Which) {
  if (!this.connection.acceleration.takesNames) {
    throw new NotApplicableHere('acceleration.vn-nf has no address with {attachTarget}');
  }
  await connectAs(this, who, allocation(this, which).attachTarget);
}
Given('{vnf} uses {accelerator}', use);

Then(
  '{accelerator} is allocated to its virtual compute',
  async function (this: Scenario, which: Which) {
    const { accelerator, holder } = allocation(this, which);
    const { attachedTo, state } = await lookAt(this, accelerator);
    if (attachedTo !== holder || state !== 'allocated') {
      this.violated(
        `${accelerator.accResourceId} to be allocated to ${holder}`,
        stateOf({ attachedTo, state }),
      );
    }
  },
);
Then('it is of that type and on that host', function (this: Scenario) {
  const wish = wishes.get(this);
  if (wish === undefined) throw new Error('the example asked for no type and host');
  const { type, hostId } = allocation(this).accelerator;
  if (type !== wish.type || hostId !== wish.hostId) {
    this.violated(`a ${wish.type} on ${wish.hostId}`, `a ${type} on ${hostId}`);
  }
});
Then('these are two accelerators', function (this: Scenario) {
  const [one, other] = [allocation(this, 0), allocation(this, 1)];
  if (one.accelerator.accResourceId === other.accelerator.accResourceId) {
    this.violated('two accelerators', `twice ${one.accelerator.accResourceId}`);
  }
});
async function isFree(this: Scenario, which: Which) {
  const { accelerator } = allocation(this, which);
  const seen = await lookAt(this, accelerator);
  if (seen.state !== 'free' || seen.attachedTo !== undefined) {
    this.violated(`${accelerator.accResourceId} to be free`, stateOf(seen));
  }
}
Then('{accelerator} is free', isFree);
Then('{accelerator} becomes free', async function (this: Scenario, which: Which) {
  const { accelerator } = allocation(this, which);
  await until({
    what: `${accelerator.accResourceId} to become free`,
    look: () => lookAt(this, accelerator),
    done: ({ state, attachedTo }) => state === 'free' && attachedTo === undefined,
    state: stateOf,
    clock: this.connection.clock,
    within: this.connection.goneWithin,
  });
});

/** What an example asked for. */
const wishes = new WeakMap<Scenario, { readonly type: string; readonly hostId: string }>();

/** That very one, and no other of its kind. */
const sameAgain = ({ type, accResourceId }: Accelerator) => ({
  type,
  requirements: `(eq,accResourceId,'${accResourceId}')`,
});

const stateOf = ({ state, attachedTo }: Pick<Accelerator, 'state' | 'attachedTo'>): string =>
  attachedTo === undefined ? state : `${state}, attached to ${attachedTo}`;
