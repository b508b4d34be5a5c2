/** Who sends requests to the load balancer of the present example, and which members have answered. */
import type { Part } from '../src/bindings/load-balancing.ts';
import type {
  ClientConnection,
  Served,
  TestMember,
} from '../src/bindings/load-balancer-traffic.ts';
import type { Attributes } from '../src/bindings/port.ts';
import { Unreachable } from '../src/failures.ts';
import { all, haveMade, the } from './load-balancer-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

class LoadBalancerClient {
  /** What came of the latest requests. */
  served: readonly Served[] = [];
  /** Connections that are held, and who has answered on each. */
  readonly held: { readonly connection: ClientConnection; readonly by: TestMember }[] = [];
  /** How many times as much as the others the first member weighs. */
  heaviness = 1;
  /** What was counted before. */
  counted = { connections: 0, bytesIn: 0, bytesOut: 0 };
}
const clients = new WeakMap<Scenario, LoadBalancerClient>();

export function balancedClientOf(world: Scenario): LoadBalancerClient {
  const client = clients.get(world) ?? new LoadBalancerClient();
  clients.set(world, client);
  return client;
}

/** Where the load balancer of the example takes requests. */
export const doorOf = (world: Scenario) => ({
  host: the(world, 'load balancer').attributes['address'] ?? '',
  port: Number(the(world, 'listener').attributes['port']),
});

/** The servers behind a pool of the example, by its members. */
export async function serversOf(world: Scenario, members: readonly Part[]) {
  const known = await world.connection.traffic.members();
  return members.flatMap((member) =>
    known.filter(
      ({ at }) =>
        at.host === member.attributes['address'] && String(at.port) === member.attributes['port'],
    ),
  );
}

/** Adds servers of the target file to the pool that was made last. */
export async function addMembers(world: Scenario, count: number): Promise<void> {
  const known = await world.connection.traffic.members();
  const used = all(world, 'member').length;
  if (known.length < used + count) {
    throw new NotApplicableHere(
      `the target file names ${String(known.length)} members, and this takes ${String(used + count)}`,
    );
  }
  for (const { at } of known.slice(used, used + count)) {
    await haveMade(world, 'VDC user', 'member', { address: at.host, port: String(at.port) });
  }
}

/** A load balancer with a pool of so many servers; it answers when this is done. */
export async function serve(world: Scenario, members: number, pool: Attributes): Promise<void> {
  await haveMade(world, 'VDC user', 'load balancer');
  await haveMade(world, 'VDC user', 'pool', pool);
  await haveMade(world, 'VDC user', 'listener');
  await addMembers(world, members);
  await until({
    what: 'a member to answer through the load balancer',
    look: () => world.connection.traffic.ask(doorOf(world)).catch(unlessSilent),
    done: (seen) => seen?.by !== undefined,
    state: (seen) => (seen === undefined ? 'silence' : `status ${String(seen.status)}`),
    clock: world.connection.traffic.clock,
    within: world.connection.deadline('server'),
  });
}

export const unlessSilent = (error: unknown): undefined => {
  if (!(error instanceof Unreachable)) throw error;
};

/** Milliseconds in which a load balancer hears that a connection has ended. */
const pause = 100;

/** So many requests, one after the other, each on a connection of its own. */
export async function send(
  world: Scenario,
  count: number,
  oneSession = false,
): Promise<readonly Served[]> {
  const served: Served[] = [];
  let cookies: string | undefined;
  const { held } = balancedClientOf(world);
  for (let n = 0; n < count; n += 1) {
    // Who is busy is known by the connections that are open.
    if (n > 0 && held.length > 0) await world.connection.traffic.clock.sleep(pause);
    const answer = await world.connection.traffic.ask(doorOf(world), '/', cookies);
    if (oneSession && answer.cookies !== '') cookies ??= answer.cookies;
    served.push(answer);
  }
  return served;
}

export const addressOf = ({ at }: TestMember): string => `${at.host}:${String(at.port)}`;

/** By which member each was answered. @throws Violation when one was not, which tells who has answered none */
export function answerers(world: Scenario, served: readonly Served[]): readonly TestMember[] {
  const idle = all(world, 'member')
    .map(({ attributes }) => `${attributes['address'] ?? ''}:${attributes['port'] ?? ''}`)
    .filter((each) => !served.some(({ by }) => by !== undefined && addressOf(by) === each));
  return served.map(
    ({ by, status }) =>
      by ??
      world.violated(
        'every request to be answered by a member',
        `one was not: status ${String(status)}${idle.length === 0 ? '' : `; nothing came from ${idle.join(', ')}`}`,
      ),
  );
}

export const count = (them: readonly TestMember[], one: TestMember): number =>
  them.filter(({ says }) => says === one.says).length;

/** For people. */
export const tally = (them: readonly TestMember[], servers: readonly TestMember[]): string =>
  servers.map((one) => `${addressOf(one)} ${String(count(them, one))}`).join(', ');
