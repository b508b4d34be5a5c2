/** Sentences of network forwarding paths. */
import { type DataTable, defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import {
  type ForwardingPath,
  type PathPart,
  pathParts,
  type PathWish,
} from '../src/bindings/forwarding-path-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import {
  askedOf,
  changePath,
  freePoints,
  makePath,
  makePoints,
  pathsAs,
  pathsOf,
  theOtherPath,
  thePath,
} from './forwarding-path-stage.ts';
import type { Scenario } from './scenario.ts';

/** What a second path can have that the first one has. */
const shared: Readonly<Record<string, (first: ForwardingPath) => Partial<PathWish>>> = {
  'over the same connection points': ({ over }) => ({ over }),
  'for the same traffic': ({ rule }) => ({ rule }),
  'with the same rule': ({ id }) => ({ ruleOf: id }),
};
defineParameterType({
  name: 'shared',
  regexp: new RegExp(Object.keys(shared).join('|')),
  transformer: (words: string) => words,
});
defineParameterType({
  name: 'pathPart',
  regexp: new RegExp(pathParts.join('|')),
  transformer: (words: string) => words as PathPart,
});

const list = async (world: Scenario, who: PersonaName) => (await pathsAs(world, who)).list();
const named = ({ name, id }: ForwardingPath): string => `the forwarding path ${name} (${id})`;

async function create(this: Scenario, who: PersonaName) {
  await makePath(this, who);
}
async function remove(this: Scenario, who: PersonaName) {
  await (await pathsAs(this, who)).delete(thePath(this).id);
}
async function update(this: Scenario, who: PersonaName, table: DataTable) {
  await changePath(this, who, table.rowsHash());
}
/** After it was deleted. */
async function createAgain(this: Scenario, who: PersonaName) {
  const { over, rule } = thePath(this);
  await makePath(this, who, { over, rule });
}

Given(
  '{actor} has {int} connection point(s)',
  async function (this: Scenario, who: PersonaName, count: number) {
    await makePoints(this, who, count);
  },
);
Given('{actor} has created a/another forwarding path', create);
Given('{actor} has deleted the forwarding path', remove);
Given('{actor} can list forwarding paths', async function (this: Scenario, who: PersonaName) {
  await list(this, who);
});

When(
  '{actor} creates a forwarding path over {int} of them for:',
  async function (this: Scenario, who: PersonaName, count: number, table: DataTable) {
    await makePath(this, who, { over: freePoints(this, count), rule: table.rowsHash() });
  },
);
When('{actor} creates another forwarding path in its place', createAgain);
When('{actor} updates the forwarding path with:', update);
When('{actor} deletes the forwarding path', remove);

When(
  '{actor} tries to create a forwarding path',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => create.call(this, who));
  },
);
When(
  '{actor} tries to create a forwarding path over a connection point that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const unknown = (await pathsAs(this, who)).unknownId();
    await this.try(who, () => makePath(this, who, { over: [...freePoints(this, 1), unknown] }));
  },
);
When(
  '{actor} tries to create another forwarding path {shared}',
  async function (this: Scenario, who: PersonaName, words: string) {
    const wish = shared[words]?.(thePath(this));
    await this.try(who, () => makePath(this, who, wish));
  },
);
When(
  '{actor} tries to update the forwarding path with:',
  async function (this: Scenario, who: PersonaName, table: DataTable) {
    await this.try(who, () => update.call(this, who, table));
  },
);
When(
  '{actor} tries to update a forwarding path that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const paths = await pathsAs(this, who);
    await this.try(who, () => paths.describe(paths.unknownId(), 'changed'));
  },
);
When(
  '{actor} tries to delete the forwarding path',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => remove.call(this, who));
  },
);
When(
  '{actor} tries to delete a forwarding path that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const paths = await pathsAs(this, who);
    await this.try(who, () => paths.delete(paths.unknownId()));
  },
);
When(
  '{actor} tries to take away a {pathPart} of the forwarding path',
  async function (this: Scenario, who: PersonaName, part: PathPart) {
    const paths = await pathsAs(this, who);
    await this.try(who, () => paths.deletePart(thePath(this).id, part));
  },
);
When('{actor} tries to list forwarding paths', async function (this: Scenario, who: PersonaName) {
  await this.try(who, async () => void (await list(this, who)));
});

/** The path in the list, which must be as it is wanted, in all that is told of it. */
async function mustBe(world: Scenario, who: PersonaName, wanted: ForwardingPath): Promise<void> {
  const all = await list(world, who);
  const found = all.find(({ id }) => id === wanted.id);
  if (found === undefined) {
    const others = `it has ${String(all.length)} entries, none with that id`;
    return world.violated(`the list to hold ${named(wanted)}`, others);
  }
  const differ = (word: string, want: string, seen: string | undefined) => {
    if (want === seen) return;
    world.violated(`${named(wanted)} to have the ${word} ${want}`, seen ?? 'it is any');
  };
  differ('name', wanted.name, found.name);
  differ('description', wanted.description, found.description);
  differ('connection points', wanted.over.join(', then '), found.over.join(', then '));
  for (const [word, text] of Object.entries(wanted.rule)) differ(word, text, found.rule[word]);
  const more = Object.keys(found.rule).find((word) => wanted.rule[word] === undefined);
  if (more !== undefined) world.violated(`the ${more} to be any`, found.rule[more] ?? '');
}

Then(
  '{actor} finds the forwarding path as it was asked for',
  async function (this: Scenario, who: PersonaName) {
    await mustBe(this, who, { ...askedOf(this), id: thePath(this).id });
  },
);
Then(
  '{actor} finds the forwarding path as it was',
  async function (this: Scenario, who: PersonaName) {
    await mustBe(this, who, thePath(this));
  },
);
Then(
  '{actor} finds the other forwarding path as it was',
  async function (this: Scenario, who: PersonaName) {
    await mustBe(this, who, theOtherPath(this));
  },
);
Then(
  '{actor} does not find the forwarding path',
  async function (this: Scenario, who: PersonaName) {
    const path = thePath(this);
    if ((await list(this, who)).some(({ id }) => id === path.id)) {
      this.violated(`the list not to hold ${named(path)}`, 'it holds it');
    }
  },
);
Then('no forwarding path was added', async function (this: Scenario) {
  const { name } = askedOf(this);
  const { paths } = pathsOf(this);
  const all = await list(this, 'cloud zone administrator');
  const added = all.find((path) => path.name === name && !paths.some(({ id }) => id === path.id));
  if (added !== undefined) this.violated(`no forwarding path ${name}`, `there is ${added.id}`);
});
