/** Whether there is room for more in a tenant's quota. Source: OpenStack Zed, recorded. */
import { forbidden } from '../kernel/fault.ts';
import type { Flavor } from './flavour-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { quotaOf } from './quota-table.ts';

type QuotaNeeds = Pick<ComputeNeeds, 'servers' | 'quotas'>;

const counted = ['instances', 'cores', 'ram'] as const;
export type ServerUsage = Readonly<Record<(typeof counted)[number], number>>;

export function serverUsage({ servers }: QuotaNeeds, projectId: string): ServerUsage {
  const usage = { instances: 0, cores: 0, ram: 0 };
  for (const { flavor } of servers.list('tenant', projectId)) {
    usage.instances += 1;
    usage.cores += flavor.vcpus;
    usage.ram += flavor.ram;
  }
  return usage;
}

/**
 * How many servers of this flavour there is room for, up to `max`.
 * @throws Fault 403 when it is fewer than `min`, with the words about what is short
 */
export function allowedServers(
  needs: QuotaNeeds,
  projectId: string,
  flavor: Pick<Flavor, 'vcpus' | 'ram'>,
  min: number,
  max: number,
): number {
  const quota = quotaOf(needs.quotas, projectId);
  if (counted.every((key) => quota[key] < 0)) return max;
  const used = serverUsage(needs, projectId);
  const each = { instances: 1, cores: flavor.vcpus, ram: flavor.ram };
  const room = (key: (typeof counted)[number]): number =>
    quota[key] < 0 || each[key] === 0 ? Infinity : Math.floor((quota[key] - used[key]) / each[key]);
  const allowed = Math.min(max, ...counted.map(room));
  if (allowed >= min) return allowed;
  const over = counted.filter((key) => room(key) < min).sort();
  throw overQuota(
    over,
    over.map((key) => each[key] * max),
    over.map((key) => used[key]),
    over.map((key) => quota[key]),
  );
}

/** @throws Fault 403 when a server cannot grow so far */
export function mustAllowGrowth(
  needs: QuotaNeeds,
  projectId: string,
  from: Pick<Flavor, 'vcpus' | 'ram'>,
  to: Pick<Flavor, 'vcpus' | 'ram'>,
): void {
  const quota = quotaOf(needs.quotas, projectId);
  const more = { cores: to.vcpus - from.vcpus, ram: to.ram - from.ram };
  const used = serverUsage(needs, projectId);
  const over = (['cores', 'ram'] as const).filter(
    (key) => more[key] > 0 && quota[key] >= 0 && used[key] + more[key] > quota[key],
  );
  if (over.length === 0) return;
  throw overQuota(
    over,
    over.map((key) => more[key]),
    over.map((key) => used[key]),
    over.map((key) => quota[key]),
  );
}

const overQuota = (
  keys: readonly string[],
  asked: readonly number[],
  used: readonly number[],
  limits: readonly number[],
) => {
  const names = keys.join(', ');
  return forbidden(
    `Quota exceeded for ${names}: Requested ${asked.join(', ')}, but already used ${used.join(', ')} of ${limits.join(', ')} ${names}`,
  );
};
