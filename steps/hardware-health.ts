/** Sentences of how machines are, and of being told. */
import { Given, Then, When } from '@cucumber/cucumber';
import { subscriptionAddress } from '../src/bindings/hardware-access.ts';
import { type Health, healths, type Told } from '../src/bindings/hardware-manager.ts';
import { hostStates } from '../src/bindings/hosts.ts';
import { wholeMachines } from './hardware.ts';
import {
  hardwareStageOf,
  machineNow,
  madeHere,
  offered,
  theMachine,
  tried,
  vimOf,
} from './hardware-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { untilHeard } from './hearing.ts';
import { until } from './waiting.ts';

When('the VIM asks how the machines are', async function (this: Scenario) {
  const stage = hardwareStageOf(this);
  stage.found = await offered(() => vimOf(this).machines());
  stage.whole = await wholeMachines(this);
  const addresses = new Set(stage.found.flatMap(({ enclosures }) => enclosures));
  stage.enclosures = await Promise.all([...addresses].map((each) => vimOf(this).enclosure(each)));
});

/** @param parts healths of what belongs to it */
function mustBeNoBetter(
  world: Scenario,
  name: string,
  health: Health | undefined,
  parts: readonly Health[],
): void {
  if (health === undefined) world.violated(`${name} to tell its health`, 'it tells none');
  const worst = Math.max(0, ...parts.map((each) => healths.indexOf(each)));
  if (healths.indexOf(health) < worst) {
    world.violated(
      `${name} to be no better than its parts, of which one is ${String(healths[worst])}`,
      `it is ${health}`,
    );
  }
}
Then(
  'each machine tells a health that is no better than that of its parts',
  function (this: Scenario) {
    for (const { name, health, parts } of hardwareStageOf(this).whole) {
      mustBeNoBetter(
        this,
        name,
        health,
        parts.flatMap((part) => part.health ?? []),
      );
    }
  },
);
Then(
  'each enclosure tells a health that is no better than that of its parts',
  function (this: Scenario) {
    const { enclosures } = hardwareStageOf(this);
    if (enclosures.length === 0)
      this.violated('machines to stand in enclosures', 'they stand in none');
    for (const { address, health, partHealths } of enclosures) {
      mustBeNoBetter(this, address, health, partHealths);
    }
  },
);
Then('each enclosure tells temperatures, fans and power', function (this: Scenario) {
  for (const { address, temperatures, fans, watts } of hardwareStageOf(this).enclosures) {
    const missing = [
      ...(temperatures.length > 0 ? [] : ['a temperature']),
      ...(fans.length > 0 ? [] : ['the speed of a fan']),
      ...(watts.length > 0 ? [] : ['the power that is taken']),
    ];
    if (missing.length > 0)
      this.violated(`${address} to show ${missing.join(', ')}`, 'it shows none');
    const odd = [...temperatures, ...watts].find((value) => value < -60 || value > 100_000);
    if (odd !== undefined) this.violated('readings that can be true', String(odd));
  }
});

async function hostState(world: Scenario): Promise<string> {
  const { host } = theMachine(world);
  if (host === undefined)
    throw new NotApplicableHere('the machine does not tell which host runs on it');
  const { session } = await world.as('cloud zone administrator');
  return (await hostStates(session)).get(host) ?? 'unknown';
}
async function hostBecomes(this: Scenario, wanted: string) {
  await until({
    what: `the host on ${theMachine(this).name} to be ${wanted}`,
    look: () => hostState(this),
    done: (seen) => seen === wanted,
    state: (seen) => seen,
    clock: this.connection.clock,
    within: this.connection.deadline('server'),
  });
}
Given(/^the host on the machine is (up)$/, hostBecomes);
Then(/^the host on the machine becomes (up|down)$/, hostBecomes);

Given('the VIM has subscribed to events', async function (this: Scenario) {
  let open: { close(): void } | undefined;
  this.farewells.push(() => open?.close());
  const { id, listener } = await madeHere(
    this,
    subscriptionAddress,
    async (name) => {
      const listening = await this.connection.hardware.listener(name);
      open = listening;
      return { id: await vimOf(this).subscribe(listening.url, name), listener: listening };
    },
    (made) => made.id,
  );
  hardwareStageOf(this).subscription = { id, listener, toldBefore: 0 };
});
const subscription = (world: Scenario) => {
  const { subscription: found } = hardwareStageOf(world);
  if (found === undefined) throw new Error('the example has not subscribed before this step');
  return found;
};
Given('the VIM has ended its subscription', async function (this: Scenario) {
  const ending = subscription(this);
  await vimOf(this).remove(ending.id);
  ending.toldBefore = ending.listener.told().length;
});
When(
  /^the VIM tries to subscribe to events (without an address|by a protocol of other times)$/,
  async function (this: Scenario, how: string) {
    const { listener } = subscription(this);
    const make = (): Promise<string> =>
      how === 'without an address'
        ? vimOf(this).subscribe('', listener.context)
        : vimOf(this).subscribe(listener.url, listener.context, 'FTP');
    await tried(this, () => madeHere(this, subscriptionAddress, make, (id) => id));
  },
);

async function breakPart(this: Scenario) {
  const machine = theMachine(this);
  this.undo.push(() => this.connection.hardware.mendPart(machine));
  await this.connection.hardware.breakPart(machine);
}
When('a part of the machine fails', breakPart);
Given('a part of the machine has failed', async function (this: Scenario) {
  await breakPart.call(this);
  await healthBecomes.call(this, 'critical');
});
When('the part of the machine is mended', async function (this: Scenario) {
  await this.connection.hardware.mendPart(theMachine(this));
});

/** What is told of the machine itself, of what belongs to it, or of what it stands in. */
const isAbout = (world: Scenario, { about }: Told): boolean => {
  const { address, enclosures } = theMachine(world);
  return [address, ...enclosures].some((each) => about?.startsWith(each) === true);
};

Then(
  /^the VIM is told that a part of the machine is (good|critical)$/,
  async function (this: Scenario, health: Health) {
    const { listener } = subscription(this);
    await untilHeard(this.connection, {
      what: `the VIM to be told that a part of ${theMachine(this).name} is ${health}`,
      look: () => Promise.resolve(listener.told().filter((each) => isAbout(this, each))),
      done: (seen) => seen.at(-1)?.severity === health,
      state: (seen) =>
        seen.map(({ severity }) => severity ?? 'no severity').join(', ') || 'silence',
      within: this.connection.goneWithin,
    });
  },
);
Then('the VIM has been told of the fault before its end', function (this: Scenario) {
  const seen = subscription(this)
    .listener.told()
    .filter((each) => isAbout(this, each));
  const times = seen.map(({ at }) => at);
  if (times.includes(undefined))
    this.violated('each event to tell when it was', 'one tells no time');
  const [first] = seen;
  if (first?.severity !== 'critical' || seen.length < 2) {
    this.violated('the fault, and then its end', seen.map(({ severity }) => severity).join(', '));
  }
  if ((times[0] ?? 0) > (times.at(-1) ?? 0)) {
    this.violated('the fault to be before its end', 'the times say the opposite');
  }
});
Then('the VIM hears nothing of it', async function (this: Scenario) {
  const { listener, toldBefore } = subscription(this);
  const { clock, acceleration } = this.connection;
  await clock.sleep(acceleration.silence);
  const more = listener.told().length - toldBefore;
  if (more > 0) this.violated('silence', `${String(more)} events`);
});

async function healthBecomes(this: Scenario, wanted: Health) {
  await until({
    what: `${theMachine(this).name} to be ${wanted}`,
    look: () => machineNow(this),
    done: ({ health }) => health === wanted,
    state: ({ health }) => health ?? 'no health',
    clock: this.connection.clock,
    within: this.connection.goneWithin,
  });
}
Then(/^the health of the machine becomes (good|critical)$/, healthBecomes);
Then('a part of the machine is critical', async function (this: Scenario) {
  const { parts } = await vimOf(this).whole(theMachine(this));
  if (parts.some(({ health }) => health === 'critical')) return;
  const enclosures = await Promise.all(
    theMachine(this).enclosures.map((each) => vimOf(this).enclosure(each)),
  );
  if (!enclosures.some(({ partHealths }) => partHealths.includes('critical'))) {
    this.violated('the part that failed to tell it', 'no part is critical');
  }
});
