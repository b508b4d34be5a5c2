/** Sentences of load balancers and what belongs to them. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Part } from '../src/bindings/load-balancing.ts';
import type { PartKind } from '../src/bindings/load-balancer-parts.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import {
  all,
  balancingAs,
  becomesActive,
  haveMade,
  loadBalancersOf,
  look,
  make,
  parentOf,
  the,
} from './load-balancer-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const noSuchId = '00000000-0000-4000-8000-000000000000';
const named = ({ kind, name, id }: Part): string => `the ${kind} ${name} (${id})`;

async function create(this: Scenario, who: PersonaName, kind: PartKind, table?: DataTable) {
  await make(this, who, kind, table?.rowsHash() ?? {});
}
async function haveCreated(this: Scenario, who: PersonaName, kind: PartKind, table?: DataTable) {
  await haveMade(this, who, kind, table?.rowsHash() ?? {});
}
async function list(world: Scenario, who: PersonaName, kind: PartKind): Promise<readonly Part[]> {
  return (await balancingAs(world, who)).list(kind, parentOf(world, kind));
}
async function remove(this: Scenario, who: PersonaName, kind: PartKind) {
  await (await balancingAs(this, who)).remove(the(this, kind));
}
async function change(this: Scenario, who: PersonaName, kind: PartKind, table: DataTable) {
  const wish = table.rowsHash();
  loadBalancersOf(this).asked = wish;
  await (await balancingAs(this, who)).change(the(this, kind), wish);
}
async function removeAll(this: Scenario, who: PersonaName) {
  await (await balancingAs(this, who)).remove(the(this, 'load balancer'), true);
}

Given(
  '{actor} has created a/an/another {part}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await haveCreated.call(this, who, kind);
  },
);
Given('{actor} has created a/an/another {part} with:', haveCreated);
Given(
  '{actor} can list {parts}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await list(this, who, kind);
  },
);
Given('{actor} is creating a load balancer', async function (this: Scenario, who: PersonaName) {
  await create.call(this, who, 'load balancer');
});
Given('{actor} is changing a {part} to:', change);

When(
  '{actor} creates a/an/another {part}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await create.call(this, who, kind);
  },
);
When('{actor} changes the {part} to:', change);
When('{actor} deletes the {part}', remove);
When('{actor} deletes the load balancer with all that belongs to it', removeAll);

When(
  '{actor} tries to create a/an/another {part}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await this.try(who, () => create.call(this, who, kind));
  },
);
When(
  '{actor} tries to create a/an/another {part} with:',
  async function (this: Scenario, who: PersonaName, kind: PartKind, table: DataTable) {
    await this.try(who, () => create.call(this, who, kind, table));
  },
);
When(
  '{actor} tries to create the same {part} again',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    const { attributes } = the(this, kind);
    const asked = kind === 'health monitor' ? {} : same(kind, attributes);
    await this.try(who, async () => void (await make(this, who, kind, asked)));
  },
);
When(
  '{actor} tries to create a {part} with {word} {string}',
  async function (
    this: Scenario,
    who: PersonaName,
    kind: PartKind,
    attribute: string,
    value: string,
  ) {
    await this.try(who, async () => void (await make(this, who, kind, { [attribute]: value })));
  },
);
When(
  '{actor} tries to delete the {part}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await this.try(who, () => remove.call(this, who, kind));
  },
);
When(
  '{actor} tries to delete the load balancer with all that belongs to it',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => removeAll.call(this, who));
  },
);
When(
  '{actor} tries to delete a {part} that does not exist',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    const none = { kind, id: noSuchId, parent: parentOf(this, kind) };
    const balancing = await balancingAs(this, who);
    await this.try(who, () => balancing.remove(none));
  },
);
When(
  '{actor} tries to list {parts}',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    await this.try(who, async () => void (await list(this, who, kind)));
  },
);

Then('the {part} becomes active', async function (this: Scenario, kind: PartKind) {
  await becomesActive(this, the(this, kind));
});
Then('the {part} disappears', async function (this: Scenario, kind: PartKind) {
  const part = the(this, kind);
  await until({
    what: `${named(part)} to be gone`,
    look: () => look(this, part),
    done: (seen) => seen === undefined,
    state: (seen) => seen?.state ?? 'gone',
    clock: this.connection.clock,
    within: this.connection.deadline('server'),
  });
});
Then(
  '{actor} finds the {part} listed with those attributes',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    const part = the(this, kind);
    const found = (await list(this, who, kind)).find(({ id }) => id === part.id);
    if (found === undefined) this.violated(`the list to hold ${named(part)}`, 'it does not');
    const { asked } = loadBalancersOf(this);
    for (const [word, text] of Object.entries(asked)) {
      const seen = found.attributes[word];
      if (seen !== undefined && seen !== text) {
        this.violated(`${named(part)} to have ${word} ${text}`, seen);
      }
    }
    if (found.name !== part.name) this.violated(`${named(part)} to be listed`, `as ${found.name}`);
  },
);
Then(
  '{actor} finds the {part} listed',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    const part = the(this, kind);
    const found = await list(this, who, kind);
    if (!found.some(({ id }) => id === part.id)) {
      this.violated(`the list to hold ${named(part)}`, `it has ${String(found.length)} others`);
    }
  },
);
Then(
  '{actor} does not find the {part} listed',
  async function (this: Scenario, who: PersonaName, kind: PartKind) {
    const part = the(this, kind);
    if ((await list(this, who, kind)).some(({ id }) => id === part.id)) {
      this.violated(`the list not to hold ${named(part)}`, 'it holds it');
    }
  },
);
Then('no {part} was added', async function (this: Scenario, kind: PartKind) {
  const had = all(this, kind).map(({ id }) => id);
  const added = (await list(this, 'VDC user', kind)).find(
    ({ id, name }) => !had.includes(id) && name === loadBalancersOf(this).wanted?.name,
  );
  if (added !== undefined) this.violated(`no ${kind} to be added`, `there is ${named(added)}`);
});
Then('nothing of the load balancer is left', async function (this: Scenario) {
  // Members and conditions stand below what must be gone itself.
  for (const part of loadBalancersOf(this).parts.filter(({ parent }) => parent === undefined)) {
    const left = await look(this, part);
    if (left !== undefined) this.violated(`${named(part)} to be gone`, `it is ${left.state}`);
  }
});

/** What no two may have. */
const same = (kind: PartKind, { port = '', address = '', protocol = '' }: Part['attributes']) =>
  kind === 'member' ? { address, port } : { protocol, port };
