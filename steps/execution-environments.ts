/** Sentences of making execution environments on a host. */
import { Given, Then, When } from '@cucumber/cucumber';
import { randomUUID } from 'node:crypto';
import type {
  Capacity,
  Environment,
  EnvironmentAction,
  EnvironmentState,
  ExecutionHost,
} from '../src/bindings/execution-host.ts';
import { environmentAddress } from '../src/bindings/hardware-access.ts';
import { madeHere, tried } from './hardware-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

interface Made {
  readonly name: string;
  readonly has: Capacity;
}
const made = new WeakMap<Scenario, Made>();
const told = new WeakMap<Scenario, Capacity>();

const MiB = 1024 ** 2;
const smallest: Capacity = { vcpus: 1, memory: 256 * MiB };

function hostOf(world: Scenario): ExecutionHost {
  const { host } = world.connection.hardware;
  if (host === undefined) throw new NotApplicableHere('the target file has no hardware.libvirt');
  return host;
}
function theEnvironment(world: Scenario): Made {
  const found = made.get(world);
  if (found === undefined) throw new Error('the example has made no execution environment');
  return found;
}
const now = (world: Scenario): Promise<Environment> =>
  hostOf(world).show(theEnvironment(world).name);

async function make(
  world: Scenario,
  has: Capacity,
  as?: { readonly name?: string; readonly uuid?: string },
) {
  const name = await madeHere(
    world,
    environmentAddress,
    async (fresh) => {
      const called = as?.name ?? fresh;
      const { uuid } = as ?? {};
      await hostOf(world).define({ name: called, ...has, ...(uuid === undefined ? {} : { uuid }) });
      return called;
    },
    (called) => called,
  );
  if (as === undefined) made.set(world, { name, has });
}

When(
  'the VIM makes an execution environment with {int} vCPUs and {int} MiB',
  async function (this: Scenario, vcpus: number, mebibytes: number) {
    await make(this, { vcpus, memory: mebibytes * MiB });
  },
);
const waysTo: Readonly<Record<string, readonly EnvironmentAction[]>> = {
  off: [],
  running: ['start'],
  suspended: ['start', 'suspend'],
};
Given(
  /^an execution environment that is (off|running|suspended)$/,
  async function (this: Scenario, state: EnvironmentState) {
    await make(this, smallest);
    for (const action of waysTo[state] ?? []) {
      await hostOf(this).act(action, theEnvironment(this).name);
    }
    await becomes.call(this, state);
  },
);
When(
  /^the VIM asks the host to (start|suspend|resume|stop|remove) the execution environment$/,
  async function (this: Scenario, action: EnvironmentAction) {
    await hostOf(this).act(action, theEnvironment(this).name);
  },
);
When('the VIM asks what the host has', async function (this: Scenario) {
  told.set(this, await hostOf(this).has());
});
When(
  /^the VIM tries to start (the same|an unknown) execution environment$/,
  async function (this: Scenario, which: string) {
    const name = which === 'the same' ? theEnvironment(this).name : this.connection.newName();
    await tried(this, () => hostOf(this).act('start', name));
  },
);
When(
  /^the VIM tries to make (one of its name that is another|one without memory)$/,
  async function (this: Scenario, which: string) {
    const { name } = theEnvironment(this);
    await tried(this, () =>
      which === 'one without memory'
        ? make(this, { vcpus: 1, memory: 0 }, {})
        : make(this, smallest, { name, uuid: randomUUID() }),
    );
  },
);

async function becomes(this: Scenario, state: EnvironmentState) {
  await until({
    what: `the execution environment to be ${state}`,
    look: () => now(this),
    done: (seen) => seen.state === state,
    state: (seen) => seen.state,
    clock: this.connection.clock,
    within: this.connection.deadline('server'),
  });
}
Then(/^the execution environment becomes (off|running|suspended)$/, becomes);
Then(
  /^(?:it|the execution environment) is (off|running), with that capacity$/,
  async function (this: Scenario, state: EnvironmentState) {
    const { has } = theEnvironment(this);
    const seen = await now(this);
    const words = ({ vcpus, memory }: Capacity): string =>
      `${String(vcpus)} vCPUs and ${String(memory / MiB)} MiB`;
    if (seen.state !== state) this.violated(`it to be ${state}`, `it is ${seen.state}`);
    if (words(seen.has) !== words(has)) this.violated(words(has), words(seen.has));
  },
);
Then(
  /^the host lists the execution environment( no more)?$/,
  async function (this: Scenario, noMore: string | null) {
    const { name } = theEnvironment(this);
    const listed = (await hostOf(this).names()).includes(name);
    if (listed === (noMore === null)) return;
    this.violated(
      `the host ${listed ? 'not ' : ''}to list ${name}`,
      listed ? 'it does' : 'it does not',
    );
  },
);
Then('the host has processors and memory', function (this: Scenario) {
  const { vcpus = 0, memory = 0 } = told.get(this) ?? {};
  if (vcpus < 1 || memory < MiB) {
    this.violated(
      'at least one processor and some memory',
      `${String(vcpus)}, ${String(memory)} bytes`,
    );
  }
});
