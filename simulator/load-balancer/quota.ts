/** Quotas: what administrators let a project have. Source: Load-balancer API reference v2, "Quotas". */
import { z } from 'zod';
import { projectOf } from '../kernel/caller.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { World } from '../kernel/world.ts';
import { missing, quotaMet } from './faults.ts';
import { loadBalancerPolicy } from './policy.ts';
import type { Tables } from './tables.ts';

const limited = {
  load_balancer: { rows: 'loadBalancers', label: 'Load Balancer' },
  listener: { rows: 'listeners', label: 'Listener' },
  pool: { rows: 'pools', label: 'Pool' },
  member: { rows: 'members', label: 'Member' },
  health_monitor: { rows: 'monitors', label: 'Health Monitor' },
  l7policy: { rows: 'policies', label: 'L7 Policy' },
  l7rule: { rows: 'rules', label: 'L7 Rule' },
} as const;
export type Limited = keyof typeof limited;
const names = Object.keys(limited) as Limited[];
type Limits = Readonly<Record<Limited, number>>;

/** -1: as many as it likes, which is how a fresh one is configured. */
const unlimited = Object.fromEntries(names.map((name) => [name, -1])) as Limits;

const change = z.strictObject({
  quota: z.partialRecord(z.enum(names), z.int().min(-1).nullable()),
});

interface QuotaRow {
  readonly projectId: string;
  readonly limits: Limits;
}

export function createQuotas(world: World, tables: Tables) {
  const told = world.store.table<QuotaRow>('load-balancer/quota', {
    key: ({ projectId }) => projectId,
  });
  const limitsOf = (projectId: string): Limits => told.get(projectId)?.limits ?? unlimited;

  const routes: readonly Route<undefined>[] = [
    {
      method: 'GET',
      path: '/v2/lbaas/quotas',
      operation: 'list quotas',
      handler({ caller }) {
        loadBalancerPolicy.enforce('administer', caller);
        const quotas = told.all().map((row) => ({ project_id: row.projectId, ...row.limits }));
        return json(200, { quotas, quotas_links: [] });
      },
    },
    {
      method: 'GET',
      path: '/v2/lbaas/quotas/:id',
      operation: 'show a quota',
      handler(call) {
        const id = call.param('id');
        const own = id === 'default' ? projectOf(call.caller) : id;
        loadBalancerPolicy.enforce('read', call.caller, { project_id: own });
        return json(200, { quota: id === 'default' ? unlimited : limitsOf(id) });
      },
    },
    {
      method: 'PUT',
      path: '/v2/lbaas/quotas/:id',
      operation: 'update a quota',
      async handler(call) {
        loadBalancerPolicy.enforce('administer', call.caller);
        const projectId = call.param('id');
        const { quota } = validBody(change, await call.json());
        const set = names.map((name) => [name, quota[name] ?? limitsOf(projectId)[name]]);
        const limits = Object.fromEntries(set) as Limits;
        if (told.update(projectId, { limits }) === undefined) told.insert({ projectId, limits });
        return json(202, { quota: limits });
      },
    },
    {
      method: 'DELETE',
      path: '/v2/lbaas/quotas/:id',
      operation: 'reset a quota',
      handler(call) {
        loadBalancerPolicy.enforce('administer', call.caller);
        const id = call.param('id');
        if (told.delete(id) === undefined) throw missing('Quota', id);
        return empty(204);
      },
    },
  ];

  return {
    routes,
    /** @throws Fault 403 when the project has as many as it may have */
    mustLeave(name: Limited, projectId: string): void {
      const { rows, label } = limited[name];
      const limit = limitsOf(projectId)[name];
      if (limit !== -1 && tables[rows].count('project', projectId) >= limit) throw quotaMet(label);
    },
  };
}
