/** Sentences of providers of resources that an example makes: what they offer, and to whom it is given. */
import { randomUUID } from 'node:crypto';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Provider, ProviderState } from '../src/bindings/infrastructure-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import type { Scenario } from './scenario.ts';

/** A kind that no virtual compute asks for, so that nothing is placed there. */
const kind = 'display heads';

class Stage {
  provider = '';
  above = '';
  name = '';
  consumer = '';
  trait = '';
  /** As an actor saw it. */
  seen: ProviderState | undefined;
}
const stages = new WeakMap<Scenario, Stage>();
function stageOf(world: Scenario): Stage {
  const stage = stages.get(world) ?? new Stage();
  stages.set(world, stage);
  return stage;
}

const providersFor = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).infrastructure.providers;
const allocationsFor = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).infrastructure.allocations;

async function noted<T extends string>(
  world: Scenario,
  resource: string,
  make: (name: string) => Promise<T>,
): Promise<T> {
  const { ledger, newName } = world.connection;
  const name = newName();
  const entry = ledger.asked({ resource, name, scenario: world.id });
  const id = await make(name).catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  ledger.made(entry, id);
  return id;
}

async function create(world: Scenario, who: PersonaName, parent?: string): Promise<void> {
  const providers = await providersFor(world, who);
  const stage = stageOf(world);
  stage.above = parent ?? '';
  stage.provider = await noted(world, providers.address, (name) => {
    stage.name = name;
    return providers.create(name, parent);
  });
}

async function offer(world: Scenario, who: PersonaName, amount: number, seen?: ProviderState) {
  const providers = await providersFor(world, who);
  const { provider } = stageOf(world);
  const { generation } =
    seen ?? (await (await providersFor(world, 'cloud zone administrator')).state(provider));
  await providers.offer(provider, generation, { [kind]: amount });
}

Given(
  '{actor} has made a provider of {int} display heads',
  async function (this: Scenario, who: PersonaName, amount: number) {
    await create(this, who);
    await offer(this, who, amount);
  },
);
When('{actor} makes another provider below it', async function (this: Scenario, who: PersonaName) {
  await create(this, who, stageOf(this).provider);
});
Then('{actor} finds it below the other', async function (this: Scenario, who: PersonaName) {
  const { provider, above, name } = stageOf(this);
  const found = (await (await providersFor(this, who)).list()).find(({ id }) => id === provider);
  const told = ({ parent, root }: Provider) =>
    `below ${parent ?? 'nothing'}, in the tree of ${root}`;
  const wanted = `below ${above}, in the tree of ${above}`;
  const seen = found === undefined ? 'it is not listed' : told(found);
  if (seen !== wanted) this.violated(`${name} (${provider}) to be ${wanted}`, seen);
});

async function look(this: Scenario, who: PersonaName): Promise<void> {
  const stage = stageOf(this);
  stage.seen = await (await providersFor(this, who)).state(stage.provider);
}
Given('{actor} has seen what the provider offers', look);
const change = async function (this: Scenario, who: PersonaName, amount: number) {
  await offer(this, who, amount);
};
Given('{actor} has changed its offer to {int}', change);
When('{actor} changes its offer to {int}', change);
When(
  '{actor} tries to change its offer to {int}',
  async function (this: Scenario, who: PersonaName, amount: number) {
    await this.try(who, () => offer(this, who, amount));
  },
);
When(
  '{actor} tries to change what was seen to {int}',
  async function (this: Scenario, who: PersonaName, amount: number) {
    const { seen } = stageOf(this);
    await this.try(who, () => offer(this, who, amount, seen));
  },
);
Then(
  '{actor} finds that it offers {int}',
  async function (this: Scenario, who: PersonaName, amount: number) {
    await look.call(this, who);
    const { seen, name } = stageOf(this);
    const total = seen?.offers[kind]?.total;
    if (total !== amount) {
      this.violated(`${name} to offer ${String(amount)} ${kind}`, String(total ?? 'nothing'));
    }
  },
);

const couldGive = (could: boolean) =>
  async function (this: Scenario, who: PersonaName, amount: number) {
    const { provider, name } = stageOf(this);
    const found = await (await providersFor(this, who)).candidates({ [kind]: amount });
    if (found.includes(provider) !== could) {
      this.violated(
        `${name} ${could ? '' : 'not '}to be among those that could give ${String(amount)}`,
        found.join(', ') || 'nobody could',
      );
    }
  };
Given('{actor} has found that it could give {int}', couldGive(true));
Then('{actor} finds that it could give {int}', couldGive(true));
Then('{actor} finds that it could not give {int}', couldGive(false));

When('{actor} gives it a trait', async function (this: Scenario, who: PersonaName) {
  const stage = stageOf(this);
  const providers = await providersFor(this, who);
  stage.trait = await noted(this, providers.traitAddress, (name) => providers.createTrait(name));
  const { generation } = await providers.state(stage.provider);
  await providers.describe(stage.provider, generation, [stage.trait]);
});
Then('{actor} finds it with that trait alone', async function (this: Scenario, who: PersonaName) {
  const { provider, trait, name } = stageOf(this);
  const { traits } = await (await providersFor(this, who)).state(provider);
  if (traits.join() !== trait)
    this.violated(`${name} to have the trait ${trait}`, traits.join(', '));
});

/** The consumer’s id is ours to choose: it is written down with the wish. */
async function give(this: Scenario, who: PersonaName, amount: number): Promise<void> {
  const allocations = await allocationsFor(this, who);
  const stage = stageOf(this);
  const consumer = randomUUID();
  const { ledger, newName } = this.connection;
  const wish = { resource: allocations.address, name: newName(), scenario: this.id };
  const entry = ledger.made(ledger.asked(wish), consumer);
  await allocations.give(consumer, stage.provider, { [kind]: amount }).catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  stage.consumer = consumer;
}
Given('{actor} has allocated {int} of them', give);
When('{actor} allocates {int} of them', give);
When(
  '{actor} tries to allocate {int} of them',
  async function (this: Scenario, who: PersonaName, amount: number) {
    await this.try(who, () => give.call(this, who, amount));
  },
);
When('{actor} gives them back', async function (this: Scenario, who: PersonaName) {
  await (await allocationsFor(this, who)).end(stageOf(this).consumer);
});
Then(
  '{actor} finds {int} of them given away',
  async function (this: Scenario, who: PersonaName, amount: number) {
    const { provider, name } = stageOf(this);
    const { offers } = await (await providersFor(this, who)).state(provider);
    const held = Object.values(await (await allocationsFor(this, who)).from(provider));
    const sum = held.reduce((all, amounts) => all + (amounts[kind] ?? 0), 0);
    const given = offers[kind]?.givenAway;
    if (given !== amount || sum !== amount) {
      this.violated(
        `${name} to have given away ${String(amount)}, and its consumers to have them`,
        `it says ${String(given ?? 'nothing')}, they have ${String(sum)}`,
      );
    }
  },
);
