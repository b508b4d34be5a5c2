/** Sentences of what is allocated: what placement, tenants and their quota are told must be one. */
import { Given, Then } from '@cucumber/cucumber';
import type { Amounts } from '../src/bindings/infrastructure-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const compute = 'virtual compute';

/** What the tenant of the VDC user has, as different services tell. */
interface Holding {
  readonly held: Amounts;
  readonly inUse: Amounts;
}
const before = new WeakMap<Scenario, Holding>();

const administrator: PersonaName = 'cloud zone administrator';
const infrastructure = async (world: Scenario) => (await world.as(administrator)).infrastructure;

async function holding(world: Scenario): Promise<Holding> {
  const { owner } = await world.as('VDC user');
  const { tenantId } = owner;
  if (tenantId === undefined) throw new Error('the VDC user is signed in to no tenant');
  const { allocations, inUse } = await infrastructure(world);
  return { held: await allocations.heldBy(tenantId), inUse: await inUse(tenantId) };
}

/** Capacity in words, as numbers: MiB and GiB. */
function capacityOf(world: Scenario): Amounts {
  const { attributes } = world.the('flavour');
  const number = (word: string): number => {
    const [, digits = '0', unit] = /^(\d+)(?: (\w+))?$/.exec(attributes[word] ?? '') ?? [];
    return Number(digits) * (word === 'memory' && unit === 'GiB' ? 1024 : 1);
  };
  return {
    vCPUs: number('vCPUs'),
    memory: number('memory'),
    'local storage': number('local storage'),
  };
}

const told = (amounts: Amounts): string =>
  Object.keys(amounts).length === 0
    ? 'nothing'
    : ['vCPUs', 'memory', 'local storage']
        .map((word) => `${word} ${String(amounts[word] ?? 0)}`)
        .join(', ');

const sum = (one: Amounts, other: Amounts): Amounts => {
  const words = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...words].map((word) => [word, (one[word] ?? 0) + (other[word] ?? 0)]),
  );
};

/** Waits, since services may tell one another late. */
async function agrees(
  world: Scenario,
  what: string,
  wanted: string,
  look: () => Promise<string>,
): Promise<void> {
  await until({
    what: `${what} to be ${wanted}`,
    look,
    done: (seen) => seen === wanted,
    state: (seen) => seen,
    clock: world.connection.clock,
    within: world.connection.deadline('server'),
  });
}

Given('it is known what the tenant of the VDC user has', async function (this: Scenario) {
  before.set(this, await holding(this));
});

Then('the capacity of the flavour is allocated to it on its host', async function (this: Scenario) {
  const { id, name } = this.the(compute);
  const { allocations, hosts } = await infrastructure(this);
  const places = (await this.as(administrator)).places[compute];
  await agrees(this, `what ${name} (${id}) has of its host`, told(capacityOf(this)), async () => {
    const hostName = await places?.now(id);
    const host = (await hosts.list()).find((each) => each.name === hostName);
    const all = await allocations.of(id);
    const [elsewhere] = Object.keys(all).filter((provider) => provider !== host?.id);
    const here = told(all[host?.id ?? ''] ?? {});
    return elsewhere === undefined ? here : `${here}, and something of ${elsewhere}`;
  });
});

Then('nothing is allocated to it', async function (this: Scenario) {
  const { id, name } = this.the(compute);
  const { allocations } = await infrastructure(this);
  await agrees(this, `what ${name} (${id}) has`, 'nothing', async () =>
    told(Object.values(await allocations.of(id)).reduce(sum, {})),
  );
});

const tenantHas = (more: boolean) =>
  async function (this: Scenario) {
    const known = before.get(this);
    if (known === undefined) throw new Error('no step knew what the tenant had before');
    const by = more ? capacityOf(this) : {};
    const quotaOf = ({ inUse }: Holding) => told({ ...inUse, 'local storage': 0 });
    const wanted = {
      held: told(sum(sum(known.held, by), { vCPUs: 0 })),
      inUse: quotaOf({ ...known, inUse: sum(known.inUse, by) }),
    };
    await agrees(this, 'what the tenant has of all hosts', wanted.held, async () =>
      told(sum((await holding(this)).held, { vCPUs: 0 })),
    );
    await agrees(this, 'what of its quota is in use', wanted.inUse, async () =>
      quotaOf(await holding(this)),
    );
  };
Then('the tenant has that much more, and so much more of its quota is in use', tenantHas(true));
Then('the tenant has as much as before, and so has its quota', tenantHas(false));

Then(
  '{actor} finds given away of the host what its consumers have',
  async function (this: Scenario, who: PersonaName) {
    const { allocations, hosts, providers } = (await this.as(who)).infrastructure;
    const thing = this.the(compute);
    const hostName = await (await this.as(administrator)).places[compute]?.now(thing.id);
    const host = (await hosts.list()).find(({ name }) => name === hostName);
    if (host === undefined) return this.violated(`${thing.name} to be on a host`, 'it is on none');
    await until({
      what: `the sum of what consumers have of ${host.name} to be what it has given away`,
      look: async () => {
        const offers = await providers.offers(host.id);
        const given = Object.entries(offers).map(([word, { givenAway }]) => [word, givenAway]);
        const all = await allocations.from(host.id);
        return {
          ours: all[thing.id] !== undefined,
          given: told(Object.fromEntries(given) as Amounts),
          had: told(sum(Object.values(all).reduce(sum, {}), { vCPUs: 0 })),
        };
      },
      done: ({ ours, given, had }) => ours && given === had,
      state: ({ ours, given, had }) =>
        `${given} given away, ${had} had${ours ? '' : `, nothing by ${thing.name}`}`,
      clock: this.connection.clock,
      within: this.connection.deadline('server'),
    });
  },
);
