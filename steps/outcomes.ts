/** Sentences of what an actor can observe afterwards, for every resource. */
import { type DataTable, Then } from '@cucumber/cucumber';
import type { Attributes, Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import type { RefusalReason } from '../src/failures.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import type { Scenario } from './scenario.ts';

const list = async (world: Scenario, who: PersonaName, what: TenantResource) =>
  (await world.using(who, what, 'list')).list();

const holds = (things: readonly Thing[], thing: Thing): Thing | undefined =>
  things.find((candidate) => candidate.id === thing.id);

/** Those who can look at a list of what is theirs; who has not signed in cannot. */
const sighted = (who: PersonaName): PersonaName =>
  who === 'anonymous' || who === 'impostor' ? 'VDC user' : who;

/** The name in a claim that something was not made. */
function askedName(world: Scenario): { entry: LedgerEntry; by: PersonaName } {
  if (world.asked !== undefined) return world.asked;
  throw new Error('no actor has tried to create anything before this step');
}

const named = (thing: Thing): string => `${thing.name} (${thing.id})`;

/** The list must hold the thing, and under its name. */
function mustHold(world: Scenario, things: readonly Thing[], thing: Thing): Thing {
  const found = holds(things, thing);
  if (found === undefined) {
    return world.violated(
      `the list to hold ${named(thing)}`,
      `it has ${String(things.length)} entries, none with that id`,
    );
  }
  if (found.name !== thing.name) {
    world.violated(`the list to hold ${named(thing)}`, `under that id it holds "${found.name}"`);
  }
  return found;
}

/** Of what was asked for, each attribute must be there and equal. */
function mustHaveWhatWasAsked(world: Scenario, thing: Thing): void {
  const { attributes = {} } = world.asked ?? {};
  if (Object.keys(attributes).length === 0) {
    throw new Error('the example asked for no attributes before this step');
  }
  mustHave(world, thing, attributes);
}

function mustHave(world: Scenario, thing: Thing, wanted: Attributes): void {
  for (const [attribute, value] of Object.entries(wanted)) {
    const seen = thing.attributes[attribute];
    if (seen !== value) {
      world.violated(`${named(thing)} to have ${attribute} ${value}`, seen ?? 'it is not shown');
    }
  }
}

Then(
  '{actor} finds the {resource} listed',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    mustHold(this, await list(this, who, what), this.the(what));
  },
);
Then(
  '{actor} finds the other {resource} listed',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    mustHold(this, await list(this, who, what), this.theOther(what));
  },
);
Then(
  '{actor} finds the {resource} listed with those attributes',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    mustHaveWhatWasAsked(this, mustHold(this, await list(this, who, what), this.the(what)));
  },
);
Then(
  '{actor} finds the {resource} listed with:',
  async function (this: Scenario, who: PersonaName, what: TenantResource, table: DataTable) {
    const found = mustHold(this, await list(this, who, what), this.the(what));
    const room = await this.roomOf(what, this.the(what));
    mustHave(this, found, room.canonical(table.rowsHash()));
  },
);
Then(
  '{actor} does not find the {resource} listed',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const thing = this.the(what);
    if (holds(await list(this, who, what), thing)) {
      this.violated(`the list not to hold ${named(thing)}`, 'it holds it');
    }
  },
);
/** Of the thing that the example made; where it made none, the name that it asked for last. */
const nameOf = (world: Scenario, what: TenantResource): string =>
  world.all(what).at(-1)?.name ?? world.asked?.entry.name ?? world.the(what).name;

Then(
  '{actor} finds one {resource} of that name',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const name = nameOf(this, what);
    const same = (await list(this, who, what)).filter((thing) => thing.name === name);
    if (same.length !== 1) {
      this.violated(
        `one ${what} of the name ${name}`,
        `${String(same.length)}: ${same.map((thing) => thing.id).join(', ')}`,
      );
    }
  },
);

Then(
  '{actor} does not find any {resource} of that name',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const name = nameOf(this, what);
    const same = (await list(this, who, what)).filter((thing) => thing.name === name);
    if (same.length > 0) {
      this.violated(
        `no ${what} of the name ${name}`,
        `the list holds ${same.map(({ id }) => id).join(', ')}`,
      );
    }
  },
);

Then('the list holds the {resource}', function (this: Scenario, what: TenantResource) {
  mustHold(this, this.listed, this.the(what));
});
Then('the list holds all of these {resources}', function (this: Scenario, what: TenantResource) {
  for (const thing of this.all(what)) mustHold(this, this.listed, thing);
});
Then(
  'the list holds all of these {resources} once',
  function (this: Scenario, what: TenantResource) {
    for (const thing of this.all(what)) {
      mustHold(this, this.listed, thing);
      const times = this.listed.filter((candidate) => candidate.id === thing.id).length;
      if (times > 1) {
        this.violated(
          `the list to hold ${named(thing)} once`,
          `it holds it ${String(times)} times`,
        );
      }
    }
  },
);
Then('the {resource} has those attributes', function (this: Scenario, what: TenantResource) {
  mustHaveWhatWasAsked(this, this.the(what));
});

Then(
  'the {resource} has the capacity of the {resource}',
  async function (this: Scenario, what: TenantResource, of: TenantResource) {
    const thing = this.the(what);
    const { attributes, name } = this.the(of);
    const seen = await (await this.roomOf(what, thing)).show(thing.id);
    for (const word of ['vCPUs', 'memory', 'local storage']) {
      const shown = seen?.attributes[word] ?? 'it is not shown';
      if (shown !== attributes[word]) {
        this.violated(
          `${named(thing)} to have ${word} ${attributes[word] ?? ''} of ${name}`,
          shown,
        );
      }
    }
  },
);

function refused(this: Scenario, ...reasons: RefusalReason[]): void {
  if (this.attempt === undefined) throw new Error('no actor has tried anything before this step');
  const { refusal } = this.attempt;
  const expected = `the request to be refused as ${reasons.join(' or ')}`;
  if (refusal === undefined) this.violated(expected, 'the target did as it was asked');
  if (!reasons.includes(refusal.reason)) this.violated(expected, `it was ${refusal.message}`);
}
Then('the request is refused as {refusal}', function (this: Scenario, reason: RefusalReason) {
  refused.call(this, reason);
});
Then(
  'the request is refused as {refusal} or {refusal}',
  function (this: Scenario, one: RefusalReason, other: RefusalReason) {
    refused.call(this, one, other);
  },
);
Then('no {resource} was added', async function (this: Scenario, what: TenantResource) {
  const { entry, by } = askedName(this);
  const { belongsTo } = await this.using('cloud zone administrator', what, 'list');
  const who = belongsTo === 'cloud' ? 'cloud zone administrator' : sighted(by);
  const things = await list(this, who, what);
  const added = things.find((thing) => thing.name === entry.name);
  if (added === undefined) {
    this.connection.ledger.gone(entry);
    return;
  }
  this.connection.ledger.made(entry, added.id);
  this.violated(`no ${what} of the name ${entry.name}`, `the list holds one, ${added.id}`);
});
