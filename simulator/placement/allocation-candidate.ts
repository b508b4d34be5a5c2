/** Where resources could come from. Source: Placement API reference, "Allocation candidates". */
import type { AllocationCandidatesAnswer } from '../../src/contract/placement/allocation.ts';
import { notServed } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { invalidQuery, missingInQuery, unexpectedInQuery } from './faults.ts';
import {
  agrees,
  aggregatesIn,
  inAggregates,
  resourcesIn,
  type TraitWish,
  traitsIn,
} from './filter.ts';
import { summaryOf } from './inventory.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import type { Provider } from './ports.ts';
import { fits } from './provider-table.ts';
import { type Room, shown } from './room.ts';

/** Each parameter is there from a microversion on. */
const parameters: Readonly<Record<string, number>> = {
  resources: 10,
  limit: 16,
  required: 17,
  member_of: 21,
  in_tree: 31,
  root_required: 35,
};
/** Groups of demands, and what is said about them. */
const ofGroups = /^(?:group_policy|same_subtree|(?:resources|required|member_of|in_tree)[\w-]+)$/;

/** From 1.25 on parameters are known by patterns. */
const noPattern = (name: string) => {
  const patterns = ['in_tree', 'member_of', 'required', 'resources']
    .map((each) => `'^${each}([a-zA-Z0-9_-]{1,64})?$'`)
    .join(', ');
  return invalidQuery(`'${name}' does not match any of the regexes: ${patterns}`);
};

/** One way to get everything: which provider gives what. */
type Candidate = ReadonlyMap<Provider, Record<string, number>>;

/** All ways in one tree: each class from any of its providers that has it. */
function waysIn(
  tree: readonly Provider[],
  wanted: ReadonlyMap<string, number>,
): readonly Candidate[] {
  let ways: Candidate[] = [new Map()];
  for (const [name, amount] of wanted) {
    const able = tree.filter((provider) => fits(provider, name, amount));
    ways = ways.flatMap((way) =>
      able.map((provider) => new Map(way).set(provider, { ...way.get(provider), [name]: amount })),
    );
  }
  return ways;
}

const traitsOf = (way: Candidate): readonly string[] =>
  [...way.keys()].flatMap(({ traits }) => traits);

export function allocationCandidateRoutes(room: Room): Route<Served>[] {
  const { policy, providers, world } = room;

  const mustBeKnown = ({ query, state }: PlacementCall) => {
    for (const name of query.keys()) {
      if (ofGroups.test(name)) throw notServed('allocation candidates for groups of demands');
      if (state.minor < (parameters[name] ?? Infinity)) {
        throw state.minor < 25 ? unexpectedInQuery(name) : noPattern(name);
      }
    }
  };

  /** Trees, each as far as it may be used: before 1.29 a provider stands for itself. */
  const trees = ({ query, state }: PlacementCall, rootWishes: readonly TraitWish[]) => {
    const memberOf = aggregatesIn(query.getAll('member_of'));
    const inTree = query.get('in_tree');
    const byRoot = new Map<string, Provider[]>();
    for (const provider of providers.all()) {
      const root = providers.rootOf(provider);
      if (inTree !== null && providers.get(inTree) !== undefined) {
        const wanted = providers.rootOf(providers.find(inTree));
        if (wanted.id !== root.id) continue;
      }
      if (!agrees(root.traits, rootWishes)) continue;
      if (!inAggregates(provider, memberOf) && !inAggregates(root, memberOf)) continue;
      const key = state.minor < 29 ? provider.id : root.id;
      byRoot.set(key, [...(byRoot.get(key) ?? []), provider]);
    }
    return [...byRoot.values()];
  };

  const list = (call: PlacementCall) => {
    policy.enforce('placement:allocation_candidates:list', call.caller);
    mustBeKnown(call);
    const { query, state } = call;
    const limit = query.get('limit') ?? String(1000);
    if (!/^[1-9]\d*$/.test(limit)) throw invalidQuery(`'${limit}' does not match '^[1-9][0-9]*$'`);
    const resources = query.get('resources');
    if (resources === null) {
      throw missingInQuery('There must be at least one resources or resources[$S] parameter.');
    }
    const wanted = resourcesIn(resources, room);
    const wishes = traitsIn(query.getAll('required'), room, state);
    const rootWishes = traitsIn(query.getAll('root_required'), room, state);
    const ways: Candidate[] = [];
    const used = new Map<string, readonly Provider[]>();
    for (const tree of trees(call, rootWishes)) {
      const found = waysIn(tree, wanted).filter((way) => agrees(traitsOf(way), wishes));
      ways.push(...found.slice(0, Number(limit) - ways.length));
      if (found.length > 0) used.set(tree[0]?.id ?? '', tree);
      if (ways.length >= Number(limit)) break;
    }
    return shown(call, answer(call, ways, [...used.values()].flat()), world.clock.now());
  };

  const answer = (
    { state: { minor } }: PlacementCall,
    ways: readonly Candidate[],
    summarised: readonly Provider[],
  ): AllocationCandidatesAnswer | object => {
    const summaries = summarised.map((provider) => [
      provider.id,
      {
        resources: summaryOf(provider),
        ...(minor < 17 ? {} : { traits: [...provider.traits] }),
        ...(minor < 29
          ? {}
          : {
              parent_provider_uuid: provider.parentId,
              root_provider_uuid: providers.rootOf(provider).id,
            }),
      },
    ]);
    const requests = ways.map((way) => {
      const entries = [...way].map(([{ id }, resources]) => [id, { resources }] as const);
      if (minor < 12) {
        return {
          allocations: entries.map(([uuid, each]) => ({ resource_provider: { uuid }, ...each })),
        };
      }
      const mappings = { '': entries.map(([id]) => id) };
      return {
        allocations: Object.fromEntries(entries),
        ...(minor < 34 ? {} : { mappings }),
      };
    });
    return {
      allocation_requests: requests,
      provider_summaries: Object.fromEntries(summaries) as object,
    };
  };

  return [
    {
      method: 'GET',
      path: '/allocation_candidates',
      operation: 'list allocation candidates',
      guard: onlyFrom(10),
      handler: list,
    },
  ];
}
