/** How many alarms a tenant may have. Source: Aodh 22, api/controllers/v2/quotas. */
import { alarmQuota } from '../../src/contract/alarming/quota.ts';
import type { Call } from '../kernel/call.ts';
import { projectOf } from '../kernel/caller.ts';
import { forbidden } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Alarms } from './alarm-table.ts';
import { validInput } from './faults.ts';
import { alarmingPolicy } from './policy.ts';

interface QuotaRow {
  readonly projectId: string;
  /** -1: as many as it likes. */
  readonly limit: number;
}

export function createQuotas(world: World, alarms: Alarms) {
  const told = world.store.table<QuotaRow>('alarming/quota', { key: ({ projectId }) => projectId });
  const limitOf = (projectId: string) => told.get(projectId)?.limit ?? -1;
  const view = (projectId: string) => ({
    project_id: projectId,
    quotas: [{ resource: 'alarms', limit: limitOf(projectId) }],
  });
  const show = (call: Call, projectId: string) => {
    alarmingPolicy.enforce('read', call.caller, { project_id: projectId });
    return json(200, view(projectId));
  };
  const one = '/v2/quotas/:project';
  const routes: Route<undefined>[] = [
    {
      method: 'GET',
      path: '/v2/quotas',
      operation: 'show quotas',
      handler: (call) => show(call, call.query.get('project_id') ?? projectOf(call.caller) ?? ''),
    },
    {
      method: 'GET',
      path: one,
      operation: 'show quotas of a project',
      handler: (call) => show(call, call.param('project')),
    },
    {
      method: 'POST',
      path: '/v2/quotas',
      operation: 'set quotas',
      handler: async (call) => {
        alarmingPolicy.enforce('administer', call.caller);
        const { project_id: projectId, quotas } = validInput(alarmQuota, await call.json());
        const limit = quotas.at(-1)?.limit;
        if (limit !== undefined && told.update(projectId, { limit }) === undefined) {
          told.insert({ projectId, limit });
        }
        return json(201, view(projectId));
      },
    },
    {
      method: 'DELETE',
      path: one,
      operation: 'reset quotas',
      handler: (call) => {
        alarmingPolicy.enforce('administer', call.caller);
        told.delete(call.param('project'));
        return empty(204);
      },
    },
  ];
  return {
    routes,
    /** @throws Fault 403 */
    mustLeave: (projectId: string, userId: string): void => {
      const limit = limitOf(projectId);
      if (limit === -1 || alarms.count('project', projectId) < limit) return;
      throw forbidden(`Alarm quota exceeded for user ${userId} on project ${projectId}`);
    },
  };
}
