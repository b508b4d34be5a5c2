/** The load balancers of the present example: what was made, and in which network. */
import { defineParameterType } from '@cucumber/cucumber';
import {
  type LoadBalancing,
  loadBalancerAddress,
  loadBalancing,
  type Part,
} from '../src/bindings/load-balancing.ts';
import { type PartKind, partKinds } from '../src/bindings/load-balancer-parts.ts';
import type { Attributes } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

defineParameterType({
  name: 'part',
  regexp: new RegExp(partKinds.join('|')),
  transformer: (words: string) => words as PartKind,
});
defineParameterType({
  name: 'parts',
  regexp: new RegExp(partKinds.map((kind) => `${kind}s`).join('|')),
  transformer: (words: string) => words.slice(0, -1) as PartKind,
});

class LoadBalancerStage {
  readonly parts: Part[] = [];
  /** What the last one was asked to be. */
  asked: Attributes = {};
  /** The name that was asked for last, and of what kind. */
  wanted: { readonly kind: PartKind; readonly name: string } | undefined;
}
const stages = new WeakMap<Scenario, LoadBalancerStage>();

export function loadBalancersOf(world: Scenario): LoadBalancerStage {
  const stage = stages.get(world) ?? new LoadBalancerStage();
  stages.set(world, stage);
  return stage;
}

export async function balancingAs(world: Scenario, who: PersonaName): Promise<LoadBalancing> {
  return loadBalancing((await world.as(who)).session);
}

export const all = (world: Scenario, kind: PartKind): readonly Part[] =>
  loadBalancersOf(world).parts.filter((part) => part.kind === kind);

/** The one that the example made last. */
export function the(world: Scenario, kind: PartKind): Part {
  const found = all(world, kind).at(-1);
  if (found === undefined) throw new Error(`the example has not made a ${kind} before this step`);
  return found;
}

/** What is not said of a new part. */
async function usual(world: Scenario, kind: PartKind): Promise<Attributes> {
  const id = (of: PartKind): string => the(world, of).id;
  const ordinal = all(world, kind).length;
  const lastPool = all(world, 'pool').at(-1);
  switch (kind) {
    case 'load balancer':
      return { network: await networkOf(world) };
    case 'listener':
      return {
        'load balancer': id('load balancer'),
        protocol: lastPool?.attributes['protocol'] ?? 'HTTP',
        port: String(8080 + ordinal),
        ...(lastPool === undefined ? {} : { pool: lastPool.id }),
      };
    case 'pool':
      return {
        'load balancer': id('load balancer'),
        protocol: 'HTTP',
        algorithm: 'round robin',
      };
    case 'member':
      // Of those that documentation may use: nobody is there.
      return { address: `192.0.2.${String(10 + ordinal)}`, port: '80' };
    case 'health monitor':
      return {
        pool: id('pool'),
        kind: 'HTTP',
        'seconds between': '2',
        'seconds within': '1',
        'times well': '1',
        'times ill': '1',
        path: '/',
      };
    case 'rule':
      return { listener: id('listener'), deed: 'refuse' };
    case 'condition':
      return { path: '/special' };
  }
}

/** The network of load balancers: that of the target file, else one of the example's own. */
async function networkOf(world: Scenario): Promise<string> {
  const { network, addresses = '198.51.100.0/24' } = world.connection.traffic.place;
  if (network !== undefined) return network;
  if (world.all('virtual network').length === 0) {
    const wish = { addresses, 'address assignment': 'none' };
    await world.create('VDC user', 'virtual network', wish);
  }
  return world.the('virtual network').id;
}

/** The id of what a part of this kind stands below. */
export function parentOf(world: Scenario, kind: PartKind): string | undefined {
  if (kind === 'member') return the(world, 'pool').id;
  return kind === 'condition' ? the(world, 'rule').id : undefined;
}

/** Values that stand for what the example made last: `the pool`. */
const referring = (world: Scenario, wish: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(wish).map(([word, text]) => {
      const kind = partKinds.find((one) => text === `the ${one}`);
      return [word, kind === undefined ? text : the(world, kind).id];
    }),
  );

/** Creates, through the ledger where it is a load balancer: what belongs to one goes with it. */
export async function make(
  world: Scenario,
  who: PersonaName,
  kind: PartKind,
  wish: Attributes = {},
): Promise<Part> {
  const stage = loadBalancersOf(world);
  const { ledger, newName } = world.connection;
  const balancing = await balancingAs(world, who);
  const asked = { ...(await usual(world, kind)), ...referring(world, wish) };
  const name = newName();
  stage.asked = asked;
  stage.wanted = { kind, name };
  const { owner } = await world.as(who);
  const entry =
    kind === 'load balancer'
      ? ledger.asked({ resource: loadBalancerAddress, name, scenario: world.id, ...owner })
      : undefined;
  const part = await balancing
    .create(kind, name, asked, parentOf(world, kind))
    .catch((error: unknown) => {
      if (entry !== undefined && error instanceof Refusal) ledger.gone(entry);
      throw error;
    });
  if (entry !== undefined) ledger.made(entry, part.id);
  stage.parts.push(part);
  return part;
}

/** One look at it, by who made it. */
export const look = async (world: Scenario, part: Part): Promise<Part | undefined> =>
  (await balancingAs(world, 'VDC user')).show(part);

/** Waits until all is done that was asked of it. @throws DeadlinePassed, Violation */
export async function becomesActive(world: Scenario, part: Part): Promise<Part> {
  const what = `the ${part.kind} ${part.name} (${part.id}) to become active`;
  const seen = await until({
    what,
    look: () => look(world, part),
    done: (now) => {
      if (now === undefined) world.violated(what, 'it is gone');
      if (now.state === 'error') world.violated(what, 'it is in error');
      return now.state === 'active';
    },
    state: (now) => now?.state ?? 'gone',
    clock: world.connection.clock,
    within: world.connection.deadline('server'),
  });
  return seen ?? part;
}

/** Creates, and waits until that is done. */
export async function haveMade(
  world: Scenario,
  who: PersonaName,
  kind: PartKind,
  wish: Attributes = {},
): Promise<Part> {
  const part = await make(world, who, kind, wish);
  // Until it is, it takes no other change.
  await becomesActive(world, the(world, 'load balancer'));
  return part;
}

/** Changes, and waits until that is done. */
export async function haveChanged(world: Scenario, part: Part, wish: Attributes): Promise<void> {
  await (await balancingAs(world, 'VDC user')).change(part, wish);
  await becomesActive(world, the(world, 'load balancer'));
}
