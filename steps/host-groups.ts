/** Sentences of groups of hosts. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { HostGroup } from '../src/bindings/infrastructure-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { theHost } from './host-service.ts';
import type { Scenario } from './scenario.ts';

/** The group that the example made last. */
interface Made {
  readonly id: string;
  readonly name: string;
  readonly zone?: string;
}
const made = new WeakMap<Scenario, Made>();
const asked = new WeakMap<Scenario, string>();
const described = new WeakMap<Scenario, Readonly<Record<string, string>>>();

function theGroup(world: Scenario): Made {
  const group = made.get(world);
  if (group === undefined) throw new Error('the example has made no group of hosts');
  return group;
}
const groupsFor = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).infrastructure.groups;

async function create(
  world: Scenario,
  who: PersonaName,
  {
    zone,
    name = world.connection.newName(),
  }: { readonly zone?: string; readonly name?: string } = {},
): Promise<void> {
  const groups = await groupsFor(world, who);
  const { ledger } = world.connection;
  const entry = ledger.asked({ resource: groups.address, name, scenario: world.id });
  asked.set(world, name);
  const id = await groups.create(name, zone).catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  ledger.made(entry, id);
  made.set(world, { id, name, ...(zone === undefined ? {} : { zone }) });
}

const createOne = async function (this: Scenario, who: PersonaName) {
  await create(this, who);
};
Given('{actor} has created a group of hosts', createOne);
When('{actor} creates a group of hosts', createOne);
When('{actor} tries to create a group of hosts', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => create(this, who));
});
When(
  '{actor} tries to create a group of hosts of the same name',
  async function (this: Scenario, who: PersonaName) {
    const { name } = theGroup(this);
    await this.try(who, () => create(this, who, { name }));
  },
);

/** A zone of the run’s own. */
Given(
  '{actor} has put the host into a group with a zone of its own',
  async function (this: Scenario, who: PersonaName) {
    await create(this, who, { zone: this.connection.newName() });
    await (await groupsFor(this, who)).put(theGroup(this).id, theHost(this));
  },
);
When(
  '{actor} tries to put a host that does not exist into the group',
  async function (this: Scenario, who: PersonaName) {
    const groups = await groupsFor(this, who);
    await this.try(who, () => groups.put(theGroup(this).id, this.connection.newName()));
  },
);
When(
  '{actor} describes the group with:',
  async function (this: Scenario, who: PersonaName, table: DataTable) {
    const properties = table.rowsHash();
    await (await groupsFor(this, who)).describe(theGroup(this).id, properties);
    described.set(this, properties);
  },
);
When('{actor} deletes the group', async function (this: Scenario, who: PersonaName) {
  await (await groupsFor(this, who)).delete(theGroup(this).id);
});
When(
  '{actor} creates a virtual compute in the zone of the group',
  async function (this: Scenario, who: PersonaName) {
    await this.create(who, 'virtual compute', { zone: theGroup(this).zone ?? '' });
  },
);

const find = async (world: Scenario, who: PersonaName): Promise<HostGroup | undefined> =>
  (await (await groupsFor(world, who)).list()).find(({ id }) => id === theGroup(world).id);

Then('{actor} finds the group so described', async function (this: Scenario, who: PersonaName) {
  const group = await find(this, who);
  const { name } = theGroup(this);
  if (group?.name !== name) {
    return this.violated(`the group ${name} to be listed`, group?.name ?? 'it is not');
  }
  for (const [key, value] of Object.entries(described.get(this) ?? {})) {
    if (group.properties[key] !== value) {
      this.violated(`the group to have ${key} ${value}`, group.properties[key] ?? 'it has none');
    }
  }
});
Then('{actor} does not find the group', async function (this: Scenario, who: PersonaName) {
  if ((await find(this, who)) !== undefined) {
    this.violated(`the group ${theGroup(this).name} not to be listed`, 'it is');
  }
});
Then('{actor} finds no host in the group', async function (this: Scenario, who: PersonaName) {
  const { hosts = ['nothing of it'] } = (await find(this, who)) ?? {};
  if (hosts.length > 0) this.violated('the group to have no host', hosts.join(', '));
});
Then('there is one group of hosts of that name', async function (this: Scenario) {
  await mustBe(this, 1);
});
Then('no group of hosts was added', async function (this: Scenario) {
  await mustBe(this, 0);
});
async function mustBe(world: Scenario, count: number): Promise<void> {
  const all = await (await groupsFor(world, 'cloud zone administrator')).list();
  const same = all.filter(({ name }) => name === asked.get(world));
  if (same.length !== count) {
    world.violated(
      `${String(count)} groups of the name ${asked.get(world) ?? ''}`,
      `there are ${String(same.length)}`,
    );
  }
}
Then('the virtual compute is on the host', async function (this: Scenario) {
  const { id, name } = this.the('virtual compute');
  const { places } = await this.as('cloud zone administrator');
  const host = await places['virtual compute']?.now(id);
  if (host !== theHost(this)) {
    this.violated(`${name} (${id}) to be on ${theHost(this)}`, host ?? 'it is on none');
  }
});
