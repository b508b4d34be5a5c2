/** Sentences of creating, listing and deleting, for every resource. */
import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import type { Scenario } from './scenario.ts';

async function create(this: Scenario, who: PersonaName, what: TenantResource, table?: DataTable) {
  await this.create(who, what, table?.rowsHash() ?? {});
}
async function createSameName(this: Scenario, who: PersonaName, what: TenantResource) {
  await this.create(who, what, {}, this.the(what).name);
}
async function remove(this: Scenario, who: PersonaName, what: TenantResource) {
  await (await this.using(who, what, 'delete')).delete(this.the(what).id);
}
async function list(this: Scenario, who: PersonaName, what: TenantResource, pageSize?: number) {
  const room = await this.using(who, what, 'list');
  this.listed = await room.list(pageSize === undefined ? {} : { pageSize });
}

async function haveCreated(
  this: Scenario,
  who: PersonaName,
  what: TenantResource,
  table?: DataTable,
) {
  await create.call(this, who, what, table);
  await this.becomesReady(what, this.the(what));
}

Given(
  '{actor} has created a/an/another {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await haveCreated.call(this, who, what);
  },
);
Given('{actor} has created a/an/another {resource} with:', haveCreated);
Given(
  '{actor} has deleted the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await remove.call(this, who, what);
    await this.disappears(what, this.the(what));
  },
);
Given(
  '{actor} can list {resources}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await list.call(this, who, what);
  },
);

When(
  '{actor} creates a/an {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await create.call(this, who, what);
  },
);
When('{actor} creates a/an {resource} with:', create);
When('{actor} creates a/an {resource} of the same name', createSameName);
When('{actor} deletes the {resource}', remove);
When(
  '{actor} lists {resources}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await list.call(this, who, what);
  },
);
When('{actor} lists {resources} in pages of {int}', list);

When(
  '{actor} tries to create a/an {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => this.create(who, what));
  },
);
When(
  '{actor} tries to create a/an {resource} with:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    await this.try(who, () => create.call(this, who, what, table));
  },
);
When(
  '{actor} tries to create a/an {resource} of the same name',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => createSameName.call(this, who, what));
  },
);
When(
  '{actor} tries to delete the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => remove.call(this, who, what));
  },
);
When(
  '{actor} tries to delete a/an {resource} that does not exist',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const room = await this.using(who, what, 'delete');
    await this.try(who, () => room.delete(room.unknownId()));
  },
);
When(
  '{actor} tries to list {resources}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await this.try(who, () => list.call(this, who, what));
  },
);
