/** Quotas: what administrators let a project have. Source: Networking API reference, "Quotas". */
import type { QuotaAnswer, QuotaDetailsAnswer } from '../../src/contract/network/quota.ts';
import { projectOf } from '../kernel/caller.ts';

import { Fault } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { badRequest, internalError, networkFault } from './faults.ts';
import type { NetworkPolicy } from './policy.ts';
import { defaultLimits, type Limited, type Limits, type Quotas } from './quota-limits.ts';
import type { NetworkCall, NetworkRoute } from './resource.ts';
import { toInteger } from './values.ts';

const largest = 2 ** 31 - 1;
const names = Object.keys(defaultLimits) as Limited[];

/** @throws Fault 400 for what is no limit of a resource that there is */
function readLimits(body: unknown): Partial<Limits> {
  const told = (body as { quota?: Record<string, unknown> } | null)?.quota;
  // The real service has not thought of a body without quotas.
  if (told === undefined) throw internalError();
  const unknown = Object.keys(told).filter((key) => !names.includes(key as Limited));
  if (unknown.length > 0) throw badRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
  const limits = Object.entries(told).map(([key, value]) => {
    const limit = Number(toInteger(value));
    const shown = String(limit);
    const why = (reason: string) => badRequest(`Invalid input for ${key}. Reason: ${reason}`);
    if (limit < -1) throw why(`'${shown}' is too small - must be at least '-1'.`);
    if (limit > largest) {
      throw why(`'${shown}' is too large - must be no larger than '${String(largest)}'.`);
    }
    return [key, limit] as const;
  });
  return Object.fromEntries(limits);
}

const malformed = () =>
  networkFault(400, 'MalformedRequestBody', 'Malformed request body: Cannot understand JSON.');

export function quotaRoutes(quotas: Quotas, policy: NetworkPolicy): readonly NetworkRoute[] {
  const mayLook = (call: NetworkCall, projectId: string) => {
    if (policy.isOutOfScope(call.caller) || projectOf(call.caller) !== projectId) {
      policy.enforce('get_quota', call.caller);
    }
  };
  const details = (projectId: string) =>
    Object.fromEntries(
      Object.entries(quotas.limits(projectId)).map(([name, limit]) => [
        name,
        { limit, used: quotas.used(name, projectId), reserved: 0 },
      ]),
    );
  const shown = (limits: Limits) => json(200, { quota: limits } satisfies QuotaAnswer);

  const show = (call: NetworkCall) => {
    const id = call.param('id');
    if (id === 'tenant' || id === 'project') {
      const own = projectOf(call.caller);
      if (own !== undefined) return json(200, { [id]: { [`${id}_id`]: own } });
      throw networkFault(400, 'QuotaMissingTenant', 'Tenant-id was missing from quota request.');
    }
    mayLook(call, id);
    return shown(quotas.limits(id));
  };

  return [
    {
      method: 'GET',
      path: '/v2.0/quotas',
      operation: 'list quotas',
      handler(call) {
        policy.enforce('get_quota', call.caller);
        return json(200, {
          quotas: quotas.told().map((id) => ({
            ...quotas.limits(id),
            project_id: id,
            tenant_id: id,
          })),
        });
      },
    },
    { method: 'GET', path: '/v2.0/quotas/:id', operation: 'show quota', handler: show },
    {
      method: 'GET',
      path: '/v2.0/quotas/:id/default',
      operation: 'show default quota',
      handler(call) {
        mayLook(call, call.param('id'));
        return shown(defaultLimits);
      },
    },
    {
      method: 'GET',
      path: '/v2.0/quotas/:id/details',
      operation: 'show quota and what is used',
      handler(call) {
        mayLook(call, call.param('id'));
        return json(200, {
          quota: details(call.param('id')),
        } satisfies QuotaDetailsAnswer);
      },
    },
    {
      method: 'PUT',
      path: '/v2.0/quotas/:id',
      operation: 'update quota',
      async handler(call) {
        policy.enforce('update_quota', call.caller);
        const body = await call.json().catch((thrown: unknown) => {
          throw thrown instanceof Fault ? malformed() : thrown;
        });
        quotas.set(call.param('id'), readLimits(body));
        return shown(quotas.limits(call.param('id')));
      },
    },
    {
      method: 'DELETE',
      path: '/v2.0/quotas/:id',
      operation: 'delete quota',
      handler(call) {
        policy.enforce('delete_quota', call.caller);
        const id = call.param('id');
        if (quotas.forget(id)) return empty(204);
        const message = `Quota for tenant ${id} could not be found.`;
        throw networkFault(404, 'TenantQuotaNotFound', message);
      },
    },
  ];
}
