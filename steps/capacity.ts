/** Sentences of queries of capacity, zones, sites and types of resources, and of who may not make them. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { Infrastructure, ResourceType } from '../src/bindings/infrastructure-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

/** What can be asked about, in the words of features. */
const queries = {
  'the hosts': ({ hosts }) => hosts.list(),
  'the programs of hosts': ({ hosts }) => hosts.programs(),
  'the zones with their hosts': ({ hosts }) => hosts.zonesWithHosts(),
  'the groups of hosts': ({ groups }) => groups.list(),
  'the capacity': ({ providers }) => capacity(providers),
  'the pools of storage': (infrastructure) => infrastructure.storagePools(),
  'the sites': (infrastructure) => infrastructure.sites(),
  'the types of virtualised network': (infrastructure) => infrastructure.networkTypes(),
  'the types of virtualised storage': (infrastructure) => infrastructure.storageTypes(),
} as const satisfies Record<string, (infrastructure: Infrastructure) => Promise<unknown>>;
type Query = keyof typeof queries;

/** What all providers have together. */
interface Capacity {
  readonly total: number;
  readonly reserved: number;
  readonly allocated: number;
  readonly available: number;
}

async function capacity(providers: Infrastructure['providers']): Promise<Record<string, Capacity>> {
  const sums: Record<string, Capacity> = {};
  for (const { id } of await providers.list()) {
    const offers = await providers.offers(id);
    for (const [word, { total, reserved, ratio, givenAway }] of Object.entries(offers)) {
      const before = sums[word] ?? { total: 0, reserved: 0, allocated: 0, available: 0 };
      sums[word] = {
        total: before.total + total,
        reserved: before.reserved + reserved,
        allocated: before.allocated + givenAway,
        available: before.available + (total - reserved) * ratio - givenAway,
      };
    }
  }
  return sums;
}

defineParameterType({
  name: 'query',
  regexp: new RegExp(Object.keys(queries).join('|')),
  transformer: (words: string) => words as Query,
});

const answers = new WeakMap<Scenario, unknown>();

async function ask(this: Scenario, who: PersonaName, what: Query): Promise<void> {
  answers.set(this, await queries[what]((await this.as(who)).infrastructure));
}
Given('{actor} can query {query}', ask);
When('{actor} queries {query}', ask);
When(
  '{actor} tries to query {query}',
  async function (this: Scenario, who: PersonaName, what: Query) {
    await this.try(who, () => ask.call(this, who, what));
  },
);

Then('there is capacity of vCPUs, memory and local storage', function (this: Scenario) {
  const seen = answers.get(this) as Record<string, Capacity>;
  for (const word of ['vCPUs', 'memory', 'local storage']) {
    const { total = 0, available = -1 } = seen[word] ?? {};
    if (total <= 0 || available < 0) {
      this.violated(
        `${word} to be there, and some or none to be left`,
        `${String(total)} in all, ${String(available)} left`,
      );
    }
  }
});

Then('each host is in one of the zones', async function (this: Scenario) {
  const zones = answers.get(this) as Awaited<
    ReturnType<(typeof queries)['the zones with their hosts']>
  >;
  const { hosts } = (await this.as('cloud zone administrator')).infrastructure;
  for (const { host, zone } of await hosts.programs()) {
    const names = zones.filter((each) => each.hosts.includes(host)).map(({ name }) => name);
    if (names.join() !== zone) {
      this.violated(`the host ${host} to be in the zone ${zone}`, names.join(', ') || 'in none');
    }
  }
});

Then(
  'each service that {actor} can reach is at one of the sites',
  async function (this: Scenario, who: PersonaName) {
    const sites = answers.get(this) as readonly string[];
    const { infrastructure } = await this.as(who);
    const unknown = infrastructure.sitesOfServices().filter((site) => !sites.includes(site));
    if (sites.length === 0 || unknown.length > 0) {
      this.violated(
        'the site of each service to be known',
        unknown.length > 0 ? `${unknown.join(', ')} is not` : 'no site is',
      );
    }
  },
);

const eachIsShown = (kind: 'network' | 'storage') =>
  async function (this: Scenario, who: PersonaName) {
    const types = answers.get(this) as readonly ResourceType[];
    if (types.length === 0 && kind === 'storage') {
      throw new NotApplicableHere('the target has no types of storage');
    }
    if (types.length === 0) this.violated('a type to be on offer', 'none is');
    const { infrastructure } = await this.as(who);
    for (const { id, name } of types) {
      const same = types.filter((each) => each.id === id).length;
      const seen = await (kind === 'network'
        ? infrastructure.networkType(id)
        : infrastructure.storageType(id));
      if (seen?.name !== name || same !== 1) {
        this.violated(
          `${id} to be the type ${name}, and listed once`,
          `by itself it is ${seen?.name ?? 'unknown'}; it is listed ${String(same)} times`,
        );
      }
    }
  };
Then('{actor} finds each type of virtualised network by itself', eachIsShown('network'));
Then('{actor} finds each type of virtualised storage by itself', eachIsShown('storage'));
