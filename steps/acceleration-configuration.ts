/** Sentences of the configuration of an accelerator. */
import { Given, Then, When } from '@cucumber/cucumber';
import { attempt, userOf, type Vnf } from './accelerator-stage.ts';
import type { Adjustable, ConfigValue } from './accelerator-user.ts';
import type { Scenario } from './scenario.ts';

async function changeOne(this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.change(user.adjustable(0));
}
async function changeTwo(this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.change(user.adjustable(0), user.adjustable(1));
}

Given('{vnf} has changed a setting', changeOne);
Given('{vnf} has changed two settings', changeTwo);

When('{vnf} changes a setting', changeOne);
When('{vnf} changes a setting of the whole accelerator', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.change(user.adjustable(0, true));
});
When('{vnf} reads the setting alone', async function (this: Scenario, who: Vnf) {
  await readInto(this, who, ({ name }) => ({ accConfigSelector: [name] }));
});
When('{vnf} reads the configuration of that subsystem', async function (this: Scenario, who: Vnf) {
  await readInto(this, who, ({ subSystem }) => ({ accFilter: `(eq,subSystem,'${subSystem}')` }));
});
When('{vnf} reads its configuration', async function (this: Scenario, who: Vnf) {
  await readInto(this, who, () => ({}));
});
When('{vnf} resets the first of them', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  const { subSystem, name } = firstChanged(user.changed);
  await user.workload.call('ResetAccConfigs', {
    accFilter: `(eq,subSystem,'${subSystem}')`,
    accConfigSelector: [name],
  });
});
When('{vnf} resets its configuration', async function (this: Scenario, who: Vnf) {
  await (await userOf(this, who)).workload.call('ResetAccConfigs', {});
});
When(
  '{vnf} tries to change one setting, and another beyond its range',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const [one, other] = [user.adjustable(0), user.adjustable(1)];
    await attempt(this, () => user.change(one, { ...other, changed: other.beyond }));
  },
);

Then(
  '{vnf} finds the second of them changed, and nothing else',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const [, second] = user.changed;
    if (second === undefined) throw new Error('the example has not changed two settings');
    const expected = user.defaults().set(`${second.subSystem}.${second.name}`, second.changed);
    expectConfiguration(this, await user.configuration(), expected);
  },
);
Then('{vnf} knows its subsystems and their channels', async function (this: Scenario, who: Vnf) {
  const { told } = await userOf(this, who);
  const attributes = ['type', 'operations', 'channels', 'events', 'configuration'] as const;
  for (const each of told) {
    const missing = attributes.filter((name) => each.attributes[name] === undefined);
    if (missing.length > 0) {
      this.violated(`${each.subSystem} to be described in full`, `${missing.join(', ')} missing`);
    }
  }
  const offering = told.filter(({ attributes: { channels = [] } }) => channels.length > 0);
  if (offering.length === 0) this.violated('a subsystem with a channel', 'there is none');
  for (const {
    subSystem,
    attributes: { operations = [] },
  } of offering) {
    if (!operations.includes('copy')) {
      this.violated(`${subSystem} to offer the operation copy`, operations.join(', '));
    }
  }
});
Then(
  '{vnf} finds its configuration as it is by default',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    expectConfiguration(this, await user.configuration(), user.defaults());
  },
);
Then(
  '{vnf} finds its configuration changed there, and nowhere else',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const expected = user.defaults();
    for (const { subSystem, name, changed } of user.changed) {
      expected.set(`${subSystem}.${name}`, changed);
    }
    expectConfiguration(this, await user.configuration(), expected);
  },
);
Then(
  '{vnf} is shown that setting of every subsystem that has it',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const { name } = user.adjustable(0);
    const entries = [...user.defaults()].filter(([path]) => path.endsWith(`.${name}`));
    expectConfiguration(this, readings.get(this), new Map(entries));
  },
);
Then(
  '{vnf} is shown the settings of that subsystem alone',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    const { subSystem } = user.adjustable(0);
    const entries = [...user.defaults()].filter(([path]) => path.startsWith(`${subSystem}.`));
    expectConfiguration(this, readings.get(this), new Map(entries));
  },
);
Then('{vnf} is shown the default of every setting', async function (this: Scenario, who: Vnf) {
  expectConfiguration(this, readings.get(this), (await userOf(this, who)).defaults());
});
/** What the last reading of a configuration showed. */
const readings = new WeakMap<Scenario, ReadonlyMap<string, ConfigValue>>();

async function readInto(
  world: Scenario,
  who: Vnf,
  choose: (setting: Adjustable) => { accFilter?: string; accConfigSelector?: string[] },
): Promise<void> {
  const user = await userOf(world, who);
  readings.set(world, await user.configuration(choose(user.adjustable(0))));
}

function firstChanged([first]: readonly Adjustable[]): Adjustable {
  if (first === undefined) throw new Error('the example has not changed a setting');
  return first;
}

function expectConfiguration(
  world: Scenario,
  seen: ReadonlyMap<string, ConfigValue> | undefined,
  expected: ReadonlyMap<string, ConfigValue>,
): void {
  if (seen === undefined) throw new Error('no VNF has read its configuration before this step');
  const text = (of: ReadonlyMap<string, ConfigValue>): string =>
    [...of]
      .map(([path, value]) => `${path} = ${String(value)}`)
      .sort()
      .join(', ');
  if (text(seen) !== text(expected)) world.violated(text(expected), text(seen));
}
