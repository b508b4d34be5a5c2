/** Sentences of what the VIM knows of its infrastructure: whoever tells it must tell the same. */
import { Given, Then, When } from '@cucumber/cucumber';
import type {
  Amounts,
  Host,
  HostProgram,
  NetworkAgent,
  Offers,
  Provider,
  StoragePool,
} from '../src/bindings/infrastructure-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** What was discovered last. */
interface Discovered {
  readonly who: PersonaName;
  readonly hosts?: readonly Host[];
  readonly programs?: readonly HostProgram[];
  readonly providers?: readonly Provider[];
  readonly agents?: readonly NetworkAgent[];
  readonly pools?: readonly StoragePool[];
}
const discovered = new WeakMap<Scenario, Discovered>();

function found<K extends keyof Discovered>(world: Scenario, what: K): NonNullable<Discovered[K]> {
  const seen = discovered.get(world)?.[what];
  if (seen === undefined) throw new Error(`no actor has discovered the ${what} before this step`);
  return seen;
}

const infrastructureOf = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).infrastructure;

When('{actor} discovers the hosts', async function (this: Scenario, who: PersonaName) {
  const { hosts } = await infrastructureOf(this, who);
  discovered.set(this, { who, hosts: await hosts.list(), programs: await hosts.programs() });
});
When(
  '{actor} discovers the providers of resources',
  async function (this: Scenario, who: PersonaName) {
    const { providers } = await infrastructureOf(this, who);
    discovered.set(this, { who, providers: await providers.list() });
  },
);
When('{actor} discovers the network agents', async function (this: Scenario, who: PersonaName) {
  const agents = await (await infrastructureOf(this, who)).networkAgents();
  if (agents.length === 0) throw new NotApplicableHere('the target has no network agents');
  discovered.set(this, { who, agents });
});
When('{actor} discovers the pools of storage', async function (this: Scenario, who: PersonaName) {
  discovered.set(this, { who, pools: await (await infrastructureOf(this, who)).storagePools() });
});

Then('there is at least one host', function (this: Scenario) {
  if (found(this, 'hosts').length === 0) this.violated('the VIM to know a host', 'it lists none');
});

/** In words, in the order in which they stand. */
const told = (amounts: Amounts): string =>
  Object.entries(amounts)
    .map(([word, amount]) => `${word} ${String(amount)}`)
    .join(', ');

const only = (amounts: Amounts, words: readonly string[]): Amounts =>
  Object.fromEntries(words.map((word) => [word, amounts[word] ?? 0]));

/** What a host says and what its provider says, of what they have and of what is taken. */
function sayings({ total, taken }: Host, offers: Offers): readonly [string, string] {
  const words = Object.keys(total);
  const offered: Record<string, number> = {};
  const away: Record<string, number> = {};
  for (const [word, { total: all, reserved, givenAway }] of Object.entries(offers)) {
    offered[word] = all;
    // What the host keeps for itself is taken, too.
    away[word] = reserved + givenAway;
  }
  const say = (of: Amounts, all: Amounts) =>
    `${told(only(of, words))} of ${told(only(all, words))}`;
  return [say(taken, total), say(away, offered)];
}

Then(
  'each host is a provider of what it has, and both agree on what is taken of it',
  async function (this: Scenario) {
    const { clock, deadline } = this.connection;
    const { who } = discovered.get(this) ?? { who: 'cloud zone administrator' };
    const { hosts, providers } = await infrastructureOf(this, who);
    const known = new Set((await providers.list()).map(({ id }) => id));
    let all = found(this, 'hosts');
    for (const { id, name } of all) {
      if (!known.has(id)) this.violated(`the host ${name} (${id}) to be a provider`, 'it is none');
    }
    let open = new Set(all.map(({ id }) => id));
    await until({
      what: 'each host and its provider to agree on what is taken of it',
      // Others may be at work between both questions: who does not agree is asked again.
      look: async () => {
        const differing = new Map<string, string>();
        for (const host of all.filter(({ id }) => open.has(id))) {
          const [one, other] = sayings(host, await providers.offers(host.id));
          if (one !== other) {
            differing.set(host.id, `${host.name} says ${one}, and its provider ${other}`);
          }
        }
        open = new Set(differing.keys());
        if (open.size > 0) all = await hosts.list();
        return [...differing.values()];
      },
      done: (differing) => differing.length === 0,
      state: ([first = '', ...more]) => `${first} (and ${String(more.length)} more)`,
      clock,
      within: deadline('server'),
    });
  },
);

Then('no provider has given away more than it offers', async function (this: Scenario) {
  const { providers } = await infrastructureOf(this, 'cloud zone administrator');
  for (const { id, name } of await providers.list()) {
    const offers = Object.entries(await providers.offers(id));
    for (const [word, { total, reserved, ratio, givenAway }] of offers) {
      if (givenAway > (total - reserved) * ratio) {
        this.violated(
          `${name} (${id}) to give away no more ${word} than ${String(total - reserved)} × ${String(ratio)}`,
          `it has given away ${String(givenAway)}`,
        );
      }
    }
  }
});

Then('each host has one program, and both agree on its state', function (this: Scenario) {
  const programs = found(this, 'programs');
  for (const { name, inService, up } of found(this, 'hosts')) {
    const mine = programs.filter(({ host }) => host === name);
    const state = (each: { inService: boolean; up: boolean } | undefined) =>
      each === undefined
        ? 'nothing'
        : `${each.inService ? 'in' : 'out of'} service and ${each.up ? 'up' : 'down'}`;
    const wanted = state({ inService, up });
    if (mine.length !== 1 || state(mine[0]) !== wanted) {
      this.violated(
        `one program to say of the host ${name} that it is ${wanted}`,
        `${String(mine.length)} do, the first says ${state(mine[0])}`,
      );
    }
  }
});

Then(
  '{actor} can ask for the zone of each host that is in service and up',
  async function (this: Scenario, who: PersonaName) {
    const zones = await (await infrastructureOf(this, who)).hosts.zones();
    const names = zones.filter(({ available }) => available).map(({ name }) => name);
    for (const { host, zone, inService, up } of found(this, 'programs')) {
      if (inService && up && !names.includes(zone)) {
        this.violated(`the zone ${zone} of the host ${host} to be on offer`, names.join(', '));
      }
    }
  },
);

Then('each provider is in one tree, at the top of which is a provider', function (this: Scenario) {
  const providers = found(this, 'providers');
  const byId = new Map(providers.map((each) => [each.id, each]));
  for (const each of providers) {
    const way = [each];
    for (let at = each; at.parent !== undefined;) {
      const above = byId.get(at.parent);
      if (above === undefined || way.includes(above)) {
        return this.violated(
          `${at.name} (${at.id}) to be below a provider that is listed, and not below itself`,
          `it is below ${at.parent}`,
        );
      }
      way.push(above);
      at = above;
    }
    const top = way.at(-1);
    if (top?.id !== each.root) {
      this.violated(
        `the top of the tree of ${each.name} (${each.id}) to be ${top?.id ?? ''}`,
        `it says ${each.root}`,
      );
    }
  }
});

Then('there is one agent of a kind on a host', function (this: Scenario) {
  const seen = new Map<string, string>();
  for (const { id, kind, host } of found(this, 'agents')) {
    const where = `${kind} on ${host}`;
    const other = seen.get(where);
    if (other !== undefined) this.violated(`one ${where}`, `both ${other} and ${id} are`);
    seen.set(where, id);
  }
});

Then('the virtual storage is in one of them', async function (this: Scenario) {
  const { id, name } = this.the('virtual storage');
  const { places } = await this.as('cloud zone administrator');
  const place = await places['virtual storage']?.now(id);
  if (place === undefined) throw new NotApplicableHere('the target does not tell where storage is');
  const pools = found(this, 'pools').map((pool) => pool.name);
  if (!pools.includes(place)) this.violated(`${name} to be in ${pools.join(' or ')}`, place);
});
Then('no pool has more free than it has in all', function (this: Scenario) {
  for (const { name, total, free } of found(this, 'pools')) {
    if (total !== undefined && free !== undefined && free > total) {
      this.violated(`${name} to have at most ${String(total)} GiB free`, `${String(free)} GiB`);
    }
  }
});

Given('{actor} can discover the hosts', async function (this: Scenario, who: PersonaName) {
  await (await infrastructureOf(this, who)).hosts.list();
});
