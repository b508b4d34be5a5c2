/** Sentences of operating something that runs: starting, stopping, pausing and rebooting it. */
import { defineParameterType, Given, When } from '@cucumber/cucumber';
import { type Deed, deeds } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import type { Scenario } from './scenario.ts';

/** The state in which something is afterwards. */
const states = {
  start: 'active',
  stop: 'stopped',
  pause: 'paused',
  unpause: 'active',
  reboot: 'active',
} as const satisfies Record<Deed, string>;

const participle: Readonly<Record<string, Deed>> = {
  started: 'start',
  stopped: 'stop',
  paused: 'pause',
  unpaused: 'unpause',
  rebooted: 'reboot',
};

defineParameterType({
  name: 'deed',
  regexp: new RegExp(deeds.join('|')),
  transformer: (word: string) => word as Deed,
});
defineParameterType({
  name: 'done',
  regexp: new RegExp(Object.keys(participle).join('|')),
  transformer: (word: string): Deed => participle[word] ?? 'start',
});

const operate = async (world: Scenario, who: PersonaName, deed: Deed, what: TenantResource) =>
  (await world.managing(who, what, 'operate')).operate(world.the(what).id, deed);

Given(
  '{actor} has {done} the {resource}',
  async function (this: Scenario, who: PersonaName, deed: Deed, what: TenantResource) {
    await operate(this, who, deed, what);
    await this.becomes(what, this.the(what), states[deed]);
  },
);
When(
  '{actor} {deed}s the {resource}',
  async function (this: Scenario, who: PersonaName, deed: Deed, what: TenantResource) {
    await operate(this, who, deed, what);
  },
);
When(
  '{actor} tries to {deed} the {resource}',
  async function (this: Scenario, who: PersonaName, deed: Deed, what: TenantResource) {
    await this.try(who, () => operate(this, who, deed, what));
  },
);
When(
  '{actor} tries to {deed} a/an {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, deed: Deed, what: TenantResource) {
    const managed = await this.managing(who, what, 'operate');
    const room = await this.using(who, what, 'list');
    await this.try(who, () => managed.operate(room.unknownId(), deed));
  },
);
