/** What consumers of the VIM have subscribed to in the present example, and what they were told. */
import type {
  Consumer,
  NewCollection,
  Severity,
  Told,
  Topic,
} from '../src/bindings/monitoring-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { Scenario } from './scenario.ts';
import { untilHeard } from './hearing.ts';

/** A subscription, or a threshold that is watched. */
export interface Watch {
  readonly by: PersonaName;
  readonly topic: Topic;
  /** The name and the id under which the VIM has it. */
  readonly name: string;
  readonly id: string;
  readonly about: string;
  readonly severity: Severity;
  readonly consumer: Consumer;
  /** Of a threshold. */
  readonly above?: string;
  /** How much its consumer had been told when it ended; nothing is due after that. */
  toldBefore: number;
}

class MonitoringStage {
  readonly watches: Watch[] = [];
  collection:
    { readonly by: PersonaName; readonly text: string; readonly made: NewCollection } | undefined;
  /** What was handed in last. */
  reported: readonly number[] = [];
  /** The name that was asked for last, whatever became of it. */
  asked = '';
}

const stages = new WeakMap<Scenario, MonitoringStage>();

export function monitoringStageOf(world: Scenario): MonitoringStage {
  const stage = stages.get(world) ?? new MonitoringStage();
  stages.set(world, stage);
  return stage;
}

/** The subscription of somebody, or of anybody, that was made last. */
export function subscription(world: Scenario, by?: PersonaName): Watch {
  const found = monitoringStageOf(world).watches.findLast(
    (each) => each.above === undefined && (by === undefined || each.by === by),
  );
  if (found === undefined) throw new Error('the example has not subscribed before this step');
  return found;
}

/** Each consumer has an address for itself, which ends with the example. */
export async function watchFor(
  world: Scenario,
  wish: Pick<Watch, 'by' | 'topic' | 'about' | 'severity'> & { readonly above?: string },
  create: (name: string, callback: string) => Promise<string>,
): Promise<void> {
  const { monitoring, ledger, newName } = world.connection;
  const { owner, monitoring: offered } = await world.as(wish.by);
  const consumer = await monitoring.consumer(wish.topic);
  world.farewells.push(() => {
    consumer.close();
  });
  const name = newName();
  const stage = monitoringStageOf(world);
  stage.asked = name;
  const resource = offered.alarms.address;
  const entry = ledger.asked({ resource, name, scenario: world.id, ...owner });
  const id = await create(name, consumer.callback);
  ledger.made(entry, id);
  consumer.belongsTo({ id, about: wish.about });
  stage.watches.push({ ...wish, name, id, consumer, toldBefore: 0 });
}

/**
 * Waits until a consumer is told of something. It must be as bad as was asked for, and have happened no
 * earlier than what else was told before.
 */
export async function becomesTold(
  world: Scenario,
  watch: Watch,
  what: Told['what'],
): Promise<void> {
  const since = (told: readonly Told[]) => told.slice(watch.toldBefore);
  const told = await untilHeard(world.connection, {
    what: `the consumer at ${watch.name} to be told of: ${what}`,
    look: () => Promise.resolve(since(watch.consumer.told())),
    done: (seen) => seen.some((each) => each.what === what),
    state: (seen) => seen.map((each) => each.what).join(', ') || 'silence',
    within: world.connection.deadline('server'),
  });
  const place = told.findLastIndex((each) => each.what === what);
  const { severity, at } = told[place] ?? {};
  if (severity !== watch.severity) {
    world.violated(
      `what is told to be ${watch.severity}, as was asked for`,
      `it is ${String(severity)}`,
    );
  }
  const before = told.slice(0, place).filter((each) => each.what !== what);
  const later = before.find((each) => (each.at ?? -Infinity) > (at ?? Infinity));
  if (later !== undefined) {
    world.violated(
      `${what} to be told with an instant that is not before that of ${later.what}, ${iso(later.at)}`,
      iso(at),
    );
  }
}

const iso = (at: number | undefined): string =>
  at === undefined ? 'none' : new Date(at).toISOString();

/** Nothing comes within some time but what had come before. */
export async function staysSilent(world: Scenario, watches: readonly Watch[]): Promise<void> {
  const { clock, hearing, monitoring } = world.connection;
  hearing.hears();
  await clock.sleep(monitoring.silence);
  const more = watches.flatMap(({ consumer, toldBefore }) => consumer.told().slice(toldBefore));
  if (more.length > 0) {
    world.violated(
      `silence for ${String(monitoring.silence / 1000)} s`,
      more.map(({ what }) => what).join(', '),
    );
  }
}

/** Ends a subscription, or removes a threshold; what was told before does not count from then on. */
export async function endWatch(world: Scenario, who: PersonaName, watch: Watch): Promise<void> {
  await (await world.as(who)).monitoring.alarms.delete(watch.id);
  watch.toldBefore = watch.consumer.told().length;
}
