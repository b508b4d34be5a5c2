/** The forwarding paths of the present example: connection points, and what leads over them. */
import type {
  ForwardingPath,
  ForwardingPaths,
  PathRule,
  PathWish,
} from '../src/bindings/forwarding-path-port.ts';
import type { Attributes } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { notesIn } from './notes.ts';
import type { Scenario } from './scenario.ts';

/** What a path was asked to be. */
interface Asked {
  readonly name: string;
  readonly over: readonly string[];
  readonly rule: PathRule;
  readonly description: string;
}

class PathStage {
  /** Where traffic begins, and over what it can be led: ids of connection points, in the order of their making. */
  origin = '';
  points: readonly string[] = [];
  /** Whose they are. */
  tenantId: string | undefined;
  readonly paths: ForwardingPath[] = [];
  asked: Asked | undefined;
}
const stages = new WeakMap<Scenario, PathStage>();

export function pathsOf(world: Scenario): PathStage {
  const stage = stages.get(world) ?? new PathStage();
  stages.set(world, stage);
  return stage;
}

export const pathsAs = async (world: Scenario, who: PersonaName): Promise<ForwardingPaths> =>
  (await world.as(who)).forwardingPaths(notesIn(world.connection, world.id));

const made = (world: Scenario, index: number): ForwardingPath => {
  const path = pathsOf(world).paths.at(index);
  if (path === undefined) throw new Error('the example has made no such path before this step');
  return path;
};
/** The path that the example made last, and the one before it. */
export const thePath = (world: Scenario): ForwardingPath => made(world, -1);
export const theOtherPath = (world: Scenario): ForwardingPath => made(world, -2);

export function askedOf(world: Scenario): Asked {
  const { asked } = pathsOf(world);
  if (asked === undefined) throw new Error('no actor has asked for a path before this step');
  return asked;
}

/** Addresses for measurements (RFC 2544): 17 bits of them are free. */
const addresses = { first: 18, count: 131_072 };

/** Traffic of the path's own: no two paths of a run mean the same, nor does anybody else's. */
function ownTraffic(origin: string, name: string): PathRule {
  const number = [...name].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % addresses.count,
    0,
  );
  const bytes = [addresses.first + (number >> 16), (number >> 8) & 0xff, number & 0xff];
  return { from: origin, 'source addresses': `198.${bytes.join('.')}/32` };
}

/** Connection points of a virtual network of their own, and one where traffic begins. */
export async function makePoints(world: Scenario, who: PersonaName, count: number): Promise<void> {
  const stage = pathsOf(world);
  const paths = await pathsAs(world, who);
  const { owner } = await world.as(who);
  const { ledger, newName } = world.connection;
  await world.create(who, 'virtual network');
  const makePoint = async (): Promise<string> => {
    const name = newName();
    const thing = { resource: paths.pointAddress, name, scenario: world.id, ...owner };
    const entry = ledger.asked(thing);
    const id = await paths.makePoint(name, world.the('virtual network').id);
    ledger.made(entry, id);
    return id;
  };
  stage.tenantId = owner.tenantId;
  stage.origin = await makePoint();
  const points: string[] = [];
  while (points.length < count) points.push(await makePoint());
  stage.points = points;
}

/** So many connection points that no path of the example leads over. */
export function freePoints(world: Scenario, count: number): readonly string[] {
  const { points, paths } = pathsOf(world);
  const taken = new Set(paths.flatMap(({ over }) => over));
  return points.filter((point) => !taken.has(point)).slice(0, count);
}

/** @param wish by default over two free connection points, for traffic of its own */
export async function makePath(
  world: Scenario,
  who: PersonaName,
  wish: Partial<PathWish> = {},
): Promise<void> {
  const stage = pathsOf(world);
  const name = world.connection.newName();
  const over = wish.over ?? freePoints(world, 2);
  const rule = { ...ownTraffic(stage.origin, name), ...wish.rule };
  stage.asked = { name, over, rule, description: '' };
  // The orchestrator makes paths for whom it serves, others for themselves.
  const whose = who === 'cloud zone administrator' ? { tenantId: stage.tenantId } : {};
  const paths = await pathsAs(world, who);
  stage.paths.push(await paths.create(name, { ...wish, ...whose, over, rule }));
}

/** Changes a path to what the table says; what it does not say of the rule is any. */
export async function changePath(
  world: Scenario,
  who: PersonaName,
  { description, ...words }: Attributes,
): Promise<void> {
  const stage = pathsOf(world);
  const { id } = thePath(world);
  const before = askedOf(world);
  const paths = await pathsAs(world, who);
  if (description !== undefined) await paths.describe(id, description);
  // Neither that of another path, nor what the path led before.
  const rule = { ...ownTraffic(stage.origin, world.connection.newName()), ...words };
  const changes = Object.keys(words).length > 0;
  if (changes) await paths.changeRule(id, rule);
  stage.asked = {
    ...before,
    ...(changes ? { rule } : {}),
    ...(description === undefined ? {} : { description }),
  };
}
