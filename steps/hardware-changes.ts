/** Sentences of changing machines, and of switching them. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Configuration, Machine, Settings } from '../src/bindings/hardware-manager.ts';
import {
  hardwareStageOf,
  machineNow,
  offered,
  refusalOf,
  theMachine,
  tried,
  vimOf,
} from './hardware-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

Given('a machine that may be taken down', async function (this: Scenario) {
  const { hardware } = this.connection;
  const found = (await offered(() => vimOf(this).machines())).find((each) =>
    hardware.isDisposable(each),
  );
  if (found === undefined) {
    throw new NotApplicableHere('the target file names no machine under disposable.systems');
  }
  hardwareStageOf(this).machine = found;
});

Given('the machine tells what changes rest on', function (this: Scenario) {
  if (theMachine(this).tag === undefined) {
    throw new NotApplicableHere('the machine tells no basis for changes');
  }
});

const label = (world: Scenario): string => world.connection.newName();

/** The machine has its own label again after the example. */
function labelAfterwards(world: Scenario): void {
  const { address, label: before } = theMachine(world);
  world.undo.push(async () => {
    const { label: now } = await machineNow(world);
    if (now !== before) await vimOf(world).relabel(address, before ?? '');
  });
}

async function giveLabel(this: Scenario) {
  const machine = theMachine(this);
  labelAfterwards(this);
  const given = label(this);
  await vimOf(this).relabel(machine.address, given, machine.tag);
  hardwareStageOf(this).label = given;
}
Given('the VIM has given the machine a label', giveLabel);
When('the VIM gives the machine a label', giveLabel);
When('the VIM tries to give it another as if it had none', async function (this: Scenario) {
  const { address, tag } = theMachine(this);
  await tried(this, () => vimOf(this).relabel(address, label(this), tag));
});
When('the VIM gives the machine {int} labels at once', async function (this: Scenario, n: number) {
  const { address, tag } = theMachine(this);
  labelAfterwards(this);
  hardwareStageOf(this).labels = await Promise.all(
    Array.from({ length: n }, async () => {
      const given = label(this);
      return {
        label: given,
        refusal: await refusalOf(() => vimOf(this).relabel(address, given, tag)),
      };
    }),
  );
});
Then('the machine has that label', async function (this: Scenario) {
  const { label: wanted } = hardwareStageOf(this);
  const { label: seen } = await machineNow(this);
  if (seen !== wanted) this.violated(`the label ${wanted}`, seen ?? 'none');
});
Then(
  'one of the labels is given, and the others conflict with it',
  async function (this: Scenario) {
    const { labels } = hardwareStageOf(this);
    const given = labels.filter(({ refusal }) => refusal === undefined);
    if (given.length !== 1) this.violated('one change to be made', `${String(given.length)} were`);
    for (const { refusal } of labels) {
      if (refusal !== undefined && refusal.reason !== 'conflicting') {
        this.violated('the others to be refused as conflicting', refusal.message);
      }
    }
    const { label: seen } = await machineNow(this);
    if (seen !== given[0]?.label)
      this.violated(`the label ${given[0]?.label ?? ''}`, seen ?? 'none');
  },
);

/** A setting of two words of which the other is meant. */
const opposites: readonly (readonly [string | boolean, string | boolean])[] = [
  ['Enabled', 'Disabled'],
  [true, false],
  ['Enable', 'Disable'],
  ['On', 'Off'],
];

function otherSetting(settings: Settings): Settings | undefined {
  for (const [name, value] of Object.entries(settings)) {
    const pair = opposites.find((each) => each.some((one) => one === value));
    const other = pair?.find((one) => one !== value);
    if (other !== undefined) return { [name]: other };
  }
  return undefined;
}

const configurationOf = async (world: Scenario): Promise<Configuration> => {
  const configuration = await vimOf(world).configuration(theMachine(world));
  if (configuration?.pending === undefined) {
    throw new NotApplicableHere('the machine cannot be configured');
  }
  return configuration;
};

async function changeConfiguration(this: Scenario) {
  const { inForce } = await configurationOf(this);
  const after = otherSetting(inForce);
  if (after === undefined) {
    throw new NotApplicableHere('the machine has no setting that is on or off');
  }
  const before = Object.fromEntries(
    Object.keys(after).flatMap((name) => {
      const value = inForce[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  hardwareStageOf(this).settings = { before, after };
  const machine = theMachine(this);
  this.undo.push(async () => {
    await vimOf(this).configure(machine, before);
    // What is in force already must be taken out of force again.
    if (settled((await configurationOf(this)).inForce, before)) return;
    await vimOf(this).switch(machine, 'restart');
    await becomes(this, 'on');
  });
  await offered(() => vimOf(this).configure(machine, after));
}
Given('the VIM has changed the configuration of the machine', changeConfiguration);
When('the VIM changes the configuration of the machine', changeConfiguration);

const settled = (seen: Settings | undefined, wanted: Settings): boolean =>
  Object.entries(wanted).every(([name, value]) => seen?.[name] === value);
const told = (seen: Settings | undefined, wanted: Settings): string =>
  Object.keys(wanted)
    .map((name) => `${name}: ${String(seen?.[name])}`)
    .join(', ');

const settingsOf = (world: Scenario) => {
  const { settings } = hardwareStageOf(world);
  if (settings === undefined) throw new Error('the example has changed no setting');
  return settings;
};
Then('the machine tells the new configuration as the one to come', async function (this: Scenario) {
  const { after } = settingsOf(this);
  const { pending } = await configurationOf(this);
  if (!settled(pending, after)) this.violated(told(after, after), told(pending, after));
});
Then('the old configuration is still in force', async function (this: Scenario) {
  const { before } = settingsOf(this);
  const { inForce } = await configurationOf(this);
  if (!settled(inForce, before)) this.violated(told(before, before), told(inForce, before));
});
Then('the new configuration becomes the one in force', async function (this: Scenario) {
  const { after } = settingsOf(this);
  await becomes(this, 'on');
  const { inForce } = await configurationOf(this);
  if (!settled(inForce, after)) this.violated(told(after, after), told(inForce, after));
});

/** Waits until the machine is on or off. */
export async function becomes(
  world: Scenario,
  power: NonNullable<Machine['power']>,
): Promise<void> {
  await until({
    what: `${theMachine(world).name} to be ${power}`,
    look: () => machineNow(world),
    done: (seen) => seen.power === power,
    state: (seen) => seen.power ?? 'no power state',
    clock: world.connection.clock,
    within: world.connection.deadline('server'),
  });
}

/** The machine is on again after the example. */
function onAfterwards(world: Scenario): void {
  world.undo.push(async () => {
    const now = await machineNow(world);
    if (now.power === 'off') await vimOf(world).switch(now, 'on');
    await becomes(world, 'on');
  });
}

async function switchOff(this: Scenario) {
  onAfterwards(this);
  await offered(() => vimOf(this).switch(theMachine(this), 'off'));
}
When('the VIM switches the machine off', switchOff);
Given('the machine was switched off', async function (this: Scenario) {
  await switchOff.call(this);
  await becomes(this, 'off');
});
When('the VIM switches the machine on', async function (this: Scenario) {
  await offered(() => vimOf(this).switch(theMachine(this), 'on'));
});
When('the VIM starts the machine again', async function (this: Scenario) {
  await offered(() => vimOf(this).switch(theMachine(this), 'restart'));
});
Then(/^the machine becomes (on|off)$/, async function (this: Scenario, power: 'on' | 'off') {
  await becomes(this, power);
});

When(
  /^the VIM tries to ask for (an unknown way of switching|a setting that there is not)$/,
  async function (this: Scenario, what: string) {
    const machine = theMachine(this);
    await tried(this, () =>
      what === 'an unknown way of switching'
        ? vimOf(this).switchBy(machine, 'NoSuchWay')
        : vimOf(this).configure(machine, { NoSuchSetting: 'Enabled' }),
    );
  },
);
When('somebody tries to switch the machine off', async function (this: Scenario) {
  const { somebody } = hardwareStageOf(this);
  if (somebody === undefined) throw new Error('the example has made no account before this step');
  onAfterwards(this);
  await tried(this, () => somebody.switch(theMachine(this), 'off'));
});
Then('the machine is as it was', async function (this: Scenario) {
  const before = theMachine(this);
  const now = await machineNow(this);
  if (now.power !== before.power || now.label !== before.label) {
    this.violated(
      `${before.name} to be ${before.power ?? 'as it was'} and labelled "${before.label ?? ''}"`,
      `it is ${now.power ?? 'silent'} and labelled "${now.label ?? ''}"`,
    );
  }
});
