/** Sentences of states: what suspends and resumes, and what takes its time. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { State } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import type { Scenario } from './scenario.ts';

async function suspend(this: Scenario, who: PersonaName, what: TenantResource) {
  await (await this.using(who, what, 'suspend')).suspend(this.the(what).id);
}
async function unsuspend(this: Scenario, who: PersonaName, what: TenantResource) {
  await (await this.using(who, what, 'unsuspend')).unsuspend(this.the(what).id);
}

Given(
  '{actor} has suspended the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await suspend.call(this, who, what);
    await this.becomes(what, this.the(what), 'suspended');
  },
);
When('{actor} suspends the {resource}', suspend);
When('{actor} unsuspends the {resource}', unsuspend);
When(
  '{actor} tries to suspend the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => suspend.call(this, who, what));
  },
);
When(
  '{actor} tries to unsuspend the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => unsuspend.call(this, who, what));
  },
);
When(
  '{actor} tries to suspend a/an {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const room = await this.using(who, what, 'suspend');
    await this.try(who, () => room.suspend(room.unknownId()));
  },
);
When(
  '{actor} tries to unsuspend a/an {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const room = await this.using(who, what, 'unsuspend');
    await this.try(who, () => room.unsuspend(room.unknownId()));
  },
);

Then(
  'the {resource} becomes {state}',
  async function (this: Scenario, what: TenantResource, state: State) {
    await this.becomes(what, this.the(what), state);
  },
);
Then('the {resource} disappears', async function (this: Scenario, what: TenantResource) {
  await this.disappears(what, this.the(what));
});

async function isIn(this: Scenario, what: TenantResource, state: State) {
  const thing = this.the(what);
  const seen = await (await this.roomOf(what, thing)).show(thing.id);
  if (seen?.state !== state) {
    this.violated(
      `${thing.name} (${thing.id}) to be ${state}`,
      seen === undefined ? 'it is gone' : `it is ${seen.state ?? 'in no state'}`,
    );
  }
}
Then('the {resource} is {state}', isIn);
Then('the {resource} is still {state}', isIn);
