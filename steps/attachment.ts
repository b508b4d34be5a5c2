/** Sentences of attaching one thing to another. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Described, Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

type Step = (
  this: Scenario,
  who: PersonaName,
  what: TenantResource,
  to: TenantResource,
) => Promise<void>;

const attach: Step = async function (who, what, to) {
  await (await this.using(who, what, 'attach')).attach(this.the(what).id, this.the(to));
};
const detach: Step = async function (who, what, from) {
  await (await this.using(who, what, 'detach')).detach(this.the(what).id, this.the(from), from);
};
const nothing = (room: Described, what: TenantResource): Thing => ({
  id: room.unknownId(),
  name: `no ${what}`,
  attributes: {},
});
const trying = (step: Step): Step =>
  async function (who, what, to) {
    await this.try(who, () => step.call(this, who, what, to));
  };

/** The ids of what the thing is attached to, as its maker sees it. */
async function attachments(world: Scenario, what: TenantResource): Promise<readonly string[]> {
  const thing = world.the(what);
  const room = await world.roomOf(what, thing);
  if (room.attachedTo === undefined) {
    throw new NotApplicableHere(`this kind of target attaches a ${what} to nothing`);
  }
  return room.attachedTo(thing.id);
}

/** Waits until the thing is attached to the other, or no longer. */
const becomes = (attached: boolean) =>
  async function (this: Scenario, what: TenantResource, to: TenantResource) {
    const { id, name } = this.the(what);
    const other = this.the(to);
    const { ready } = await this.roomOf(to, other);
    const { deadline, goneWithin, clock } = this.connection;
    await until({
      what: `${name} (${id}) to be ${attached ? 'attached to' : 'detached from'} ${other.name}`,
      look: () => attachments(this, what),
      done: (ids) => ids.includes(other.id) === attached,
      state: (ids) => (ids.length === 0 ? 'attached to nothing' : `attached to ${ids.join(', ')}`),
      clock,
      within: ready === undefined ? goneWithin : deadline(ready.deadline),
    });
  };

const is = (attached: boolean) =>
  async function (this: Scenario, what: TenantResource, to: TenantResource) {
    const { id, name } = this.the(what);
    const other = this.the(to);
    const ids = await attachments(this, what);
    if (ids.includes(other.id) === attached) return;
    this.violated(
      `${name} (${id}) ${attached ? '' : 'not '}to be attached to ${other.name} (${other.id})`,
      ids.length === 0 ? 'it is attached to nothing' : `it is attached to ${ids.join(', ')}`,
    );
  };

const becomesAttached = becomes(true);
const becomesDetached = becomes(false);

Given(
  '{actor} has attached the {resource} to the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource, to: TenantResource) {
    await attach.call(this, who, what, to);
    await becomesAttached.call(this, what, to);
  },
);
Given(
  '{actor} has detached the {resource} from the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource, from: TenantResource) {
    await detach.call(this, who, what, from);
    await becomesDetached.call(this, what, from);
  },
);
When('{actor} attaches the {resource} to the {resource}', attach);
When('{actor} detaches the {resource} from the {resource}', detach);
When('{actor} tries to attach the {resource} to the {resource}', trying(attach));
When('{actor} tries to detach the {resource} from the {resource}', trying(detach));
When(
  '{actor} tries to attach the {resource} to a {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource, to: TenantResource) {
    const room = await this.using(who, what, 'attach');
    await this.try(who, () => room.attach(this.the(what).id, nothing(room, to)));
  },
);
When(
  '{actor} tries to detach the {resource} from a {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource, from: TenantResource) {
    const room = await this.using(who, what, 'detach');
    await this.try(who, () => room.detach(this.the(what).id, nothing(room, from), from));
  },
);

Then('the {resource} becomes attached to the {resource}', becomesAttached);
Then('the {resource} becomes detached from the {resource}', becomesDetached);
Then('the {resource} is attached to the {resource}', is(true));
Then('the {resource} is not attached to the {resource}', is(false));
