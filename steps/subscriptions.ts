/** Sentences of subscribing to faults and changes of resources, and of being told of them. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { severities, type Severity, type Told } from '../src/bindings/monitoring-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import {
  becomesTold,
  endWatch,
  monitoringStageOf,
  staysSilent,
  subscription,
  watchFor,
} from './monitoring-stage.ts';
import type { Scenario } from './scenario.ts';

defineParameterType({
  name: 'severity',
  regexp: new RegExp(severities.join('|')),
  transformer: (word: string) => word as Severity,
});

/** @param severity of faults; what changes is not the worse for it */
async function subscribe(
  world: Scenario,
  by: PersonaName,
  topic: 'faults' | 'changes',
  severity: Severity = 'warning',
): Promise<void> {
  const thing = world.the('virtual compute');
  const { owner, monitoring } = await world.as(by);
  const { tenantId } = (await world.as(world.makerOf(thing))).owner;
  // Who may not act for another tenant asks for its own.
  const forOther = by === 'cloud zone administrator' && tenantId !== owner.tenantId;
  await watchFor(world, { by, topic, about: thing.id, severity }, (name, callback) =>
    monitoring.alarms.subscribe(name, topic, {
      about: thing.id,
      severity,
      callback,
      ...(forOther && tenantId !== undefined ? { tenantId } : {}),
    }),
  );
}

async function toFaults(this: Scenario, who: PersonaName, severity: Severity) {
  await subscribe(this, who, 'faults', severity);
}
async function toChanges(this: Scenario, who: PersonaName) {
  await subscribe(this, who, 'changes');
}
Given('{actor} has subscribed to {severity} faults of the virtual compute', toFaults);
When('{actor} subscribes to {severity} faults of the virtual compute', toFaults);
Given('{actor} has subscribed to changes of the virtual compute', toChanges);
When('{actor} subscribes to changes of the virtual compute', toChanges);
When(
  '{actor} tries to subscribe to {severity} faults of the virtual compute',
  async function (this: Scenario, who: PersonaName, severity: Severity) {
    await this.try(who, () => toFaults.call(this, who, severity));
  },
);
When(
  '{actor} tries to subscribe to changes of the virtual compute',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => toChanges.call(this, who));
  },
);

Given('{actor} has ended the subscription', async function (this: Scenario, who: PersonaName) {
  await endWatch(this, who, subscription(this, who));
});
When('{actor} tries to end the subscription', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => endWatch(this, who, subscription(this)));
});
When(
  '{actor} tries to end a subscription that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const { alarms } = (await this.as(who)).monitoring;
    await this.try(who, () => alarms.delete(alarms.unknownId()));
  },
);

/** Whoever looks after hosts reports it. */
const faultsOf = async (world: Scenario) =>
  (await world.as('cloud zone administrator')).monitoring.faults;
const bringFault = async function (this: Scenario) {
  await (await faultsOf(this)).report(this.the('virtual compute').id);
};
Given('a fault has come to the virtual compute', bringFault);
When('a fault comes to the virtual compute', bringFault);
When('the fault of the virtual compute is over', async function (this: Scenario) {
  await (await faultsOf(this)).end(this.the('virtual compute').id);
});

const isTold = (what: Told['what']) =>
  async function (this: Scenario, who: PersonaName) {
    await becomesTold(this, subscription(this, who), what);
  };
Given('{actor} has been told of a fault of the virtual compute', isTold('fault'));
Then('{actor} is told of a fault of the virtual compute', isTold('fault'));
Then('{actor} is told that the fault is over', isTold('end of fault'));
Then('{actor} is told of an update of the virtual compute', isTold('update'));
Then('{actor} is told of the removal of the virtual compute', isTold('removal'));
Then('{actor} has been told once', function (this: Scenario, who: PersonaName) {
  const told = subscription(this, who).consumer.told();
  if (told.length !== 1) this.violated('one notification', String(told.length));
});
Then('{actor} hears nothing', async function (this: Scenario, who: PersonaName) {
  await staysSilent(this, [subscription(this, who)]);
});
Then('the first subscription hears nothing', async function (this: Scenario) {
  await staysSilent(this, monitoringStageOf(this).watches.slice(0, 1));
});
