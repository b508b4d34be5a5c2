/** The servers, as their notifications tell of them: when each ran, and what it has. */
import type { Notice } from '../kernel/notices.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** Milliseconds since the epoch; it still goes on without an end. */
export interface Stretch {
  readonly from: number;
  readonly to: number | undefined;
}

export interface ServerLife {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string;
  readonly host: string;
  readonly flavor: string;
  readonly vcpus: number;
  /** MiB */
  readonly memory: number;
  /** GiB */
  readonly root: number;
  readonly ephemeral: number;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly changedAt: number;
  /** When it ran. */
  readonly runs: readonly Stretch[];
}
export type ServerLives = Table<ServerLife, never, 'project'>;

type Traits = Notice['traits'];
const text = (traits: Traits, name: string) => String(traits[name] ?? '');
const amount = (traits: Traits, name: string) => Number(traits[name] ?? 0);

const shownIn = (traits: Traits) => ({
  name: text(traits, 'display_name'),
  host: text(traits, 'host'),
  flavor: text(traits, 'instance_type'),
  vcpus: amount(traits, 'vcpus'),
  memory: amount(traits, 'memory_mb'),
  root: amount(traits, 'root_gb'),
  ephemeral: amount(traits, 'ephemeral_gb'),
});

/** @returns the same when nothing began or ended */
function continued(runs: readonly Stretch[], isRunning: boolean, now: number): readonly Stretch[] {
  const last = runs.at(-1);
  const isOpen = last !== undefined && last.to === undefined;
  if (isOpen === isRunning) return runs;
  return isOpen
    ? [...runs.slice(0, -1), { from: last.from, to: now }]
    : [...runs, { from: now, to: undefined }];
}

export function followServers({ store, clock, notices }: World): ServerLives {
  const lives: ServerLives = store.table<ServerLife, never, 'project'>('metrics/server', {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId },
  });
  notices.listen(({ eventType, traits }) => {
    if (!eventType.startsWith('compute.instance.')) return;
    const now = clock.now();
    const id = text(traits, 'instance_id');
    const before =
      lives.get(id) ??
      lives.insert({
        id,
        projectId: text(traits, 'tenant_id'),
        userId: text(traits, 'user_id'),
        ...shownIn(traits),
        startedAt: now,
        endedAt: undefined,
        changedAt: now,
        runs: [],
      });
    const runs = continued(before.runs, traits['state'] === 'active', now);
    const isGone = eventType === 'compute.instance.delete.end';
    const shown = shownIn(traits);
    const isSame = Object.entries(shown).every(
      ([name, value]) => before[name as keyof ServerLife] === value,
    );
    if (isSame && runs === before.runs && !isGone) return;
    const endedAt = isGone ? now : before.endedAt;
    lives.update(id, { ...shown, runs, endedAt, changedAt: now });
  });
  return lives;
}
