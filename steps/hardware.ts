/** Sentences of finding out which hardware there is, and of who may. */
import { Given, Then, When } from '@cucumber/cucumber';
import { randomBytes } from 'node:crypto';
import { accountAddress, sessionAddress } from '../src/bindings/hardware-access.ts';
import type { Bearer, PartKind, WholeMachine } from '../src/bindings/hardware-manager.ts';
import { hostNames } from '../src/bindings/hosts.ts';
import { hardwareStageOf, madeHere, offered, tried, vimOf } from './hardware-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

async function askForMachines(this: Scenario) {
  hardwareStageOf(this).found = await offered(() => vimOf(this).machines());
  if (hardwareStageOf(this).found.length === 0) {
    this.violated('at least one machine', 'an empty list');
  }
}
Given('the VIM can ask which machines there are', askForMachines);
When('the VIM asks which machines there are', askForMachines);
When('the VIM asks what the machines are made of', async function (this: Scenario) {
  await askForMachines.call(this);
  hardwareStageOf(this).whole = await wholeMachines(this);
});

export async function wholeMachines(world: Scenario): Promise<readonly WholeMachine[]> {
  const whole: WholeMachine[] = [];
  for (const machine of hardwareStageOf(world).found) whole.push(await vimOf(world).whole(machine));
  return whole;
}

Then(
  'each machine has processors, memory, storage and network interfaces',
  function (this: Scenario) {
    for (const { name, parts, uuid } of hardwareStageOf(this).whole) {
      if (uuid === undefined) this.violated(`${name} to tell its UUID`, 'it tells none');
      const has = (...kinds: readonly PartKind[]): boolean =>
        parts.some(
          ({ kind, measure }) => kinds.includes(kind) && measure !== undefined && measure !== 0,
        );
      const missing = [
        ...(has('processor') ? [] : ['a processor with its threads']),
        ...(has('memory module') ? [] : ['a memory module with its capacity']),
        ...(has('drive', 'volume') ? [] : ['a drive or volume with its capacity']),
        ...(has('network interface') ? [] : ['a network interface with its MAC address']),
      ];
      if (missing.length > 0)
        this.violated(`${name} to have ${missing.join(', ')}`, 'it tells none');
    }
  },
);
Then('the parts of each machine add up to what the machine tells', function (this: Scenario) {
  for (const { name, parts, processors, memory } of hardwareStageOf(this).whole) {
    const of = (wanted: PartKind) =>
      parts.flatMap(({ kind, measure }) =>
        kind === wanted && measure !== undefined ? measure : [],
      );
    const count = of('processor').length;
    if (processors !== undefined && processors !== count) {
      this.violated(
        `${name} to have ${String(processors)} processors`,
        `it shows ${String(count)}`,
      );
    }
    const bytes = of('memory module').reduce<number>((sum, each) => sum + Number(each), 0);
    // What a machine takes for itself may be missing in its summary.
    if (
      memory !== undefined &&
      (memory > bytes / 1024 ** 3 || memory < (bytes / 1024 ** 3) * 0.9)
    ) {
      this.violated(
        `the memory modules of ${name} to be ${String(memory)} GiB`,
        `they are ${String(bytes / 1024 ** 3)} GiB`,
      );
    }
  }
});
Then('no part is told twice', function (this: Scenario) {
  const { whole } = hardwareStageOf(this);
  const twice = (values: readonly string[]) =>
    values.find((value, at) => values.indexOf(value) !== at);
  const address = twice(whole.flatMap(({ parts }) => parts.map((part) => part.address)));
  if (address !== undefined) this.violated('each part once', `${address} is told twice`);
  const ports = whole.flatMap(({ parts }) =>
    parts.flatMap(({ measure }) => (typeof measure === 'string' ? measure.toLowerCase() : [])),
  );
  for (const [what, values] of [
    ['MAC address', ports],
    ['UUID', whole.flatMap(({ uuid }) => uuid ?? [])],
  ] as const) {
    const value = twice(values);
    if (value !== undefined) this.violated(`each ${what} once`, `${value} is told twice`);
  }
});
Then('each machine tells how it is configured', function (this: Scenario) {
  for (const { name, configuration } of hardwareStageOf(this).whole) {
    if (Object.keys(configuration?.inForce ?? {}).length === 0) {
      this.violated(`${name} to tell its settings`, 'it tells none');
    }
  }
});
Then('each machine stands in an enclosure that knows the machine', async function (this: Scenario) {
  for (const { name, address, enclosures } of hardwareStageOf(this).found) {
    if (enclosures.length === 0) this.violated(`${name} to stand in an enclosure`, 'in none');
    for (const each of enclosures) {
      const { machines } = await vimOf(this).enclosure(each);
      if (!machines.some((known) => known.replace(/\/$/, '') === address.replace(/\/$/, ''))) {
        this.violated(
          `the enclosure of ${name} to know it`,
          `it knows ${machines.join(', ') || 'none'}`,
        );
      }
    }
  }
});
Then('each machine has a manager that tells what it is', async function (this: Scenario) {
  for (const { name, managers } of hardwareStageOf(this).found) {
    if (managers.length === 0) this.violated(`${name} to have a manager`, 'it has none');
    for (const each of managers) {
      const kind = await vimOf(this).managerKind(each);
      if (kind === undefined) this.violated(`the manager of ${name} to tell what it is`, 'nothing');
    }
  }
});
Then('each host of the VIM runs on one machine', async function (this: Scenario) {
  const told = hardwareStageOf(this).found.flatMap(({ host }) =>
    host === undefined ? [] : [host],
  );
  if (told.length === 0) throw new NotApplicableHere('no machine tells which host runs on it');
  const { session } = await this.as('cloud zone administrator');
  for (const name of await hostNames(session)) {
    const on = told.filter((host) => host === name).length;
    if (on !== 1)
      this.violated(`the host ${name} to run on one machine`, `it runs on ${String(on)}`);
  }
});

const unopened = randomBytes(16).toString('hex');
When(
  /^somebody tries to ask (without credentials|with a wrong password|with a session that nobody opened|with a session that the VIM has ended) which machines there are$/,
  async function (this: Scenario, how: string) {
    const bearers: Readonly<Record<string, () => Promise<Bearer>>> = {
      'without credentials': () => Promise.resolve({ by: 'nobody' }),
      'with a wrong password': () =>
        Promise.resolve({ by: 'password', name: 'admin', password: this.connection.newPassword() }),
      'with a session that nobody opened': () =>
        Promise.resolve({ by: 'session', token: unopened }),
      'with a session that the VIM has ended': async () => {
        const { id, token } = await openSession(this);
        await vimOf(this).remove(id);
        return { by: 'session', token };
      },
    };
    const bearer = await bearers[how]?.();
    if (bearer === undefined) throw new Error(`nobody asks ${how}`);
    await tried(this, () => this.connection.hardware.as(bearer).machines());
  },
);

const openSession = (world: Scenario) =>
  madeHere(
    world,
    sessionAddress,
    () => vimOf(world).openSession(),
    ({ id }) => id,
  );

Given('the VIM has opened a session', async function (this: Scenario) {
  hardwareStageOf(this).token = (await openSession(this)).token;
});
When('the VIM asks in the session which machines there are', async function (this: Scenario) {
  const { token } = hardwareStageOf(this);
  hardwareStageOf(this).found = await this.connection.hardware
    .as({ by: 'session', token })
    .machines();
});
Then('the VIM finds the machines that it finds with its password', async function (this: Scenario) {
  const names = (machines: readonly { readonly address: string }[]) =>
    machines
      .map(({ address }) => address)
      .toSorted()
      .join(', ');
  const wanted = names(await vimOf(this).machines());
  const seen = names(hardwareStageOf(this).found);
  if (seen !== wanted) this.violated(wanted, seen || 'none');
});

When(
  /^the VIM tries to look at an unknown (machine|enclosure|manager)$/,
  async function (this: Scenario, kind: 'machine' | 'enclosure' | 'manager') {
    const vim = vimOf(this);
    await tried(this, async () => vim.look(await vim.unknownAddress(kind)));
  },
);

Given('somebody has an account that may only look', async function (this: Scenario) {
  const password = this.connection.newPassword();
  let name = '';
  await madeHere(
    this,
    accountAddress,
    (given) => {
      name = given;
      return vimOf(this).createAccount(given, password, 'reader');
    },
    (id) => id,
  );
  hardwareStageOf(this).somebody = this.connection.hardware.as({ by: 'password', name, password });
});
Given('somebody can ask which machines there are', async function (this: Scenario) {
  await hardwareStageOf(this).somebody?.machines();
});
