/** Sentences of what Or-Vi and Vi-Vnfm manage beyond Table 6-2, for every resource. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Attributes } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

type Step = (this: Scenario, who: PersonaName, what: TenantResource) => Promise<void>;
type StepWith = (
  this: Scenario,
  who: PersonaName,
  what: TenantResource,
  table: DataTable,
) => Promise<void>;

/** What was asked for, from then on, is the change. */
const update: StepWith = async function (who, what, table) {
  const managed = await this.managing(who, what, 'update');
  const wish = this.meant(table.rowsHash());
  const room = await this.roomOf(what, this.the(what));
  await managed.update(this.the(what).id, wish);
  if (this.asked !== undefined) this.asked = { ...this.asked, attributes: room.canonical(wish) };
};

/** Waits until the change is over, and confirms it where the target wants that. */
async function settle(world: Scenario, who: PersonaName, what: TenantResource): Promise<void> {
  const { id, name } = world.the(what);
  const room = await world.roomOf(what, world.the(what));
  const { deadline, goneWithin, clock } = world.connection;
  const seen = await until({
    what: `${name} (${id}) to be changed`,
    look: async () =>
      (await room.show(id)) ?? world.violated(`${name} (${id}) to be changed`, 'it is gone'),
    done: ({ state }) => state !== 'changing',
    state: ({ state }) => state ?? 'it is there',
    clock,
    within: room.ready === undefined ? goneWithin : deadline(room.ready.deadline),
  });
  if (seen.state === 'unconfirmed') {
    await (await world.managing(who, what, 'confirm')).confirm(id);
  }
}

const scale = async (world: Scenario, who: PersonaName, what: TenantResource, wish: Attributes) =>
  (await world.managing(who, what, 'scale')).scale(world.the(what).id, world.meant(wish));

const scaleAndSettle: StepWith = async function (who, what, table) {
  await scale(this, who, what, table.rowsHash());
  await settle(this, who, what);
};

const migrate = (how: 'live' | 'offline'): Step =>
  async function (who, what) {
    await (await this.managing(who, what, 'migrate')).migrate(this.the(what).id, how);
    await settle(this, who, what);
  };

Given('{actor} has updated the {resource} with:', update);
When('{actor} updates the {resource} with:', update);
When(
  '{actor} tries to update the {resource} with:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    await this.try(who, () => update.call(this, who, what, table));
  },
);
When(
  '{actor} tries to update a/an {resource} that does not exist with:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    const managed = await this.managing(who, what, 'update');
    const room = await this.using(who, what, 'list');
    await this.try(who, () => managed.update(room.unknownId(), table.rowsHash()));
  },
);

When('{actor} scales the {resource} to:', scaleAndSettle);
When(
  '{actor} tries to scale the {resource} to:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    await this.try(who, () => scale(this, who, what, table.rowsHash()));
  },
);
When(
  '{actor} tries to scale a/an {resource} that does not exist to:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    const managed = await this.managing(who, what, 'scale');
    const room = await this.using(who, what, 'list');
    await this.try(who, () => managed.scale(room.unknownId(), this.meant(table.rowsHash())));
  },
);

When('{actor} migrates the {resource}', migrate('offline'));
When('{actor} migrates the {resource} while it runs', migrate('live'));
When(
  '{actor} tries to migrate the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const managed = await this.managing(who, what, 'migrate');
    await this.try(who, () => managed.migrate(this.the(what).id, 'offline'));
  },
);
When(
  '{actor} tries to migrate a/an {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const managed = await this.managing(who, what, 'migrate');
    const room = await this.using(who, what, 'list');
    await this.try(who, () => managed.migrate(room.unknownId(), 'offline'));
  },
);

const ofAllTenants = async (world: Scenario, who: PersonaName, what: TenantResource) =>
  (await world.using(who, what, 'list')).list({ ofAllTenants: true });

When(
  '{actor} tries to list the {resources} of all tenants',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, async () => {
      this.listed = await ofAllTenants(this, who, what);
    });
  },
);

Then(
  '{actor} finds the {resource} among those of all tenants',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const { id, name } = this.the(what);
    const all = await ofAllTenants(this, who, what);
    if (!all.some((one) => one.id === id && one.name === name)) {
      this.violated(
        `the list of all tenants to hold ${name} (${id})`,
        `it has ${String(all.length)} entries, none with that id and name`,
      );
    }
  },
);
