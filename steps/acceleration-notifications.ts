/** Sentences of what the infrastructure calls: data that are available, and events. */
import { Given, Then, When } from '@cucumber/cucumber';
import { attempt, userOf, type Vnf } from './accelerator-stage.ts';
import { type AcceleratorUser, handlers } from './accelerator-user.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

async function register(this: Scenario, who: Vnf, regHandlerId: string = handlers.data) {
  const user = await userOf(this, who);
  await user.workload.call('RegisterForAccDataAvailableEvent', {
    regHandlerId,
    accChannel: user.channel().accChannel,
  });
}
async function deregister(this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.workload.call('DeRegisterForAccDataAvailableEvent', {
    accChannel: user.channel().accChannel,
  });
}
async function registerForEvent(this: Scenario, who: Vnf, vnfEventHandlerId: string, at = 0) {
  const user = await userOf(this, who);
  await user.workload.call('RegisterForAccEvent', { accEvent: user.event(at), vnfEventHandlerId });
}
async function happen(world: Scenario, at: number) {
  const user = await userOf(world, 0);
  const facts = { accEvent: user.event(at), attachTarget: user.attachTarget };
  await world.connection.acceleration.bringAbout('acc-event', facts);
}

Given(
  '{vnf} has registered for available data on the channel',
  async function (this: Scenario, who: Vnf) {
    await register.call(this, who);
  },
);
Given(
  '{vnf} has registered for available data on the channel again',
  async function (this: Scenario, who: Vnf) {
    await register.call(this, who);
  },
);
Given(
  '{vnf} has registered for available data on the channel with another handler',
  async function (this: Scenario, who: Vnf) {
    await register.call(this, who, handlers.otherData);
  },
);
Given('{vnf} has deregistered from available data on the channel', deregister);
Given('{vnf} has registered for the event', async function (this: Scenario, who: Vnf) {
  await registerForEvent.call(this, who, handlers.event);
});
Given('{vnf} has registered for the event again', async function (this: Scenario, who: Vnf) {
  await registerForEvent.call(this, who, handlers.event);
});
Given(
  '{vnf} has registered for the event with another handler',
  async function (this: Scenario, who: Vnf) {
    await registerForEvent.call(this, who, handlers.otherEvent);
  },
);
Given(
  '{vnf} has registered for another event with another handler',
  async function (this: Scenario, who: Vnf) {
    await registerForEvent.call(this, who, handlers.otherEvent, 1);
  },
);
Given('{vnf} has deregistered from the event', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  await user.workload.call('DeRegisterForAccEvent', { accEvent: user.event() });
});

When(
  '{vnf} registers for available data on the channel',
  async function (this: Scenario, who: Vnf) {
    await register.call(this, who);
  },
);
When(
  '{vnf} tries to register for available data on the other channel with the same handler',
  async function (this: Scenario, who: Vnf) {
    const user = await userOf(this, who);
    await attempt(this, () =>
      user.workload.call('RegisterForAccDataAvailableEvent', {
        regHandlerId: handlers.data,
        accChannel: user.channel(1).accChannel,
      }),
    );
  },
);
When('the event happens in the accelerator of the VNF', async function (this: Scenario) {
  await happen(this, 0);
});
When('another event happens in the accelerator of the VNF', async function (this: Scenario) {
  await happen(this, 1);
});

Then('the NFVI announces available data on the channel', async function (this: Scenario) {
  await hears(this, 0, handlers.data, 1);
});
Then('the NFVI announces available data to both handlers', async function (this: Scenario) {
  await hears(this, 0, handlers.data, 1);
  await hears(this, 0, handlers.otherData, 1);
});
Then('the NFVI tells {vnf} of the event', async function (this: Scenario, who: Vnf) {
  await toldOf(this, who, handlers.event, 0);
});
Then(
  'the NFVI tells both handlers of {vnf} of the event',
  async function (this: Scenario, who: Vnf) {
    await toldOf(this, who, handlers.event, 0);
    await toldOf(this, who, handlers.otherEvent, 0);
  },
);
Then('{vnf} hears nothing more', async function (this: Scenario, who: Vnf) {
  const user = await userOf(this, who);
  const heard = user.heard().length;
  await silence(this, user, heard);
});
Then('{vnf} hears nothing', async function (this: Scenario, who: Vnf) {
  await silence(this, await userOf(this, who));
});

/** Waits until as many notifications have come through a handler, and sees that no more do. */
async function hears(world: Scenario, who: Vnf, handler: string, times: number): Promise<void> {
  const user = await userOf(world, who);
  const heard = await until({
    what: `the NFVI to call ${handler}`,
    look: () => Promise.resolve(user.heard(handler)),
    done: (all) => all.length >= times,
    state: (all) => `${String(all.length)} calls`,
    clock: world.connection.clock,
    within: world.connection.goneWithin,
  });
  if (heard.length > times)
    world.violated(`${String(times)} call of ${handler}`, String(heard.length));
}

async function toldOf(world: Scenario, who: Vnf, handler: string, at: number): Promise<void> {
  await hears(world, who, handler, 1);
  const user = await userOf(world, who);
  const wrong = user.heard(handler).find(({ accEvent }) => accEvent !== user.event(at));
  if (wrong !== undefined) world.violated(`the event ${user.event(at)}`, String(wrong.accEvent));
}

async function silence(world: Scenario, user: AcceleratorUser, before = 0): Promise<void> {
  const { clock, acceleration } = world.connection;
  await clock.sleep(acceleration.silence);
  await user.workload.alive();
  const more = user.heard().slice(before);
  if (more.length > 0) {
    world.violated(
      `silence for ${String(acceleration.silence / 1000)} s`,
      more.map(({ call, handler }) => `${call} for ${handler}`).join(', '),
    );
  }
}
