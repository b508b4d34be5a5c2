/** Stacks as defects see them. */
import type { Collection } from '../collection/collection.ts';
import type { Fetch, Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';

export const create: Route = { method: 'POST', path: /\/stacks$/ };
export const show: Route = { method: 'GET', path: /\/stacks\/[^/]+\/[^/]+$/ };

const refusal = (status: number, message: string): Json => ({
  code: status,
  title: 'Refused',
  explanation: message,
  error: { type: 'Refused', message, traceback: null },
});

export const stacks: Collection = {
  resource: 'stack',
  operations: ['create', 'list', 'delete'],
  belongsTo: 'tenant',
  create,
  list: { method: 'GET', path: /\/stacks$/ },
  remove: { method: 'DELETE', path: /\/stacks\/[^/]+\/[^/]+$/ },
  many: 'stacks',
  asked: null,
  shown: 'stack',
  name: 'stack_name',
  required: 'stack_status',
  refusal,
  deleted: 204,
  uniqueNames: true,
  paged: true,
};

/**
 * Asks in the tenant of whose token it is: paths name a tenant, and who acts with another's token would
 * still ask in their own.
 */
export const inOwnTenant = (next: Fetch): Fetch => {
  const tenants = new Map<string, string>();
  const form = /\/orchestration\/v1\/([^/]+)/;
  return async (request) => {
    const token = request.headers.get('x-auth-token');
    const [, tenant] = form.exec(request.url) ?? [];
    if (token === null || tenant === undefined) return next(request);
    const own = tenants.get(token);
    if (own !== undefined && own !== tenant) {
      return next(new Request(request.url.replace(form, `/orchestration/v1/${own}`), request));
    }
    const answer = await next(request);
    if (answer.ok) tenants.set(token, tenant);
    return answer;
  };
};

/** The resources of the template in the body of a creation, changed; what is no template stays. */
export function changingResources(body: Json, change: (resources: Json) => Json): Json {
  const { template } = body;
  if (typeof template !== 'object' || template === null) return body;
  const { resources } = template as Json;
  if (typeof resources !== 'object' || resources === null) return body;
  return { ...body, template: { ...template, resources: change(resources as Json) } };
}
