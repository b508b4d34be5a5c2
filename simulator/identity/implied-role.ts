/** Which role implies which. Source: Identity API reference, "Implied (inferred) roles". */
import type {
  ImpliedRolesAnswer,
  RoleInferenceAnswer,
  RoleInferencesAnswer,
} from '../../src/contract/identity/role.ts';
import { forbidden, notFound } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { Duplicate } from '../kernel/table.ts';
import { cannotStore } from './faults.ts';
import type { IdentityCall, IdentityRoute } from './identity-call.ts';
import type { IdentityRule } from './policy.ts';
import type { Role } from './tables.ts';
import type { RoomNeeds } from './room.ts';

/** A role that no other may imply, lest it be gained unawares. */
const neverImplied = 'admin';

export function impliedRoleRoutes({ directory, policy }: RoomNeeds): IdentityRoute[] {
  const { implications, roles } = directory;
  const brief = (call: IdentityCall, { id, name }: Role) => ({
    id,
    name,
    links: { self: `${call.base}/v3/roles/${id}` },
  });
  const impliedBy = (prior: Role) =>
    implications.list('prior', prior.id).flatMap(({ impliedId }) => roles.get(impliedId) ?? []);
  /** Both roles must exist before the policy is asked. */
  const pair = (call: IdentityCall, rule: IdentityRule) => {
    const [prior, implied] = [
      directory.role(call.param('id')),
      directory.role(call.param('implied')),
    ];
    policy.enforce(rule, call.caller);
    return { prior, implied, key: `${prior.id}>${implied.id}` };
  };
  const missing = (prior: Role, implied: Role) =>
    notFound(`${prior.id} does not imply ${implied.id}.`);
  const shown = (status: number, call: IdentityCall, prior: Role, implied: Role) =>
    json(status, {
      role_inference: { prior_role: brief(call, prior), implies: brief(call, implied) },
      links: { self: `${call.base}/v3/roles/${prior.id}/implies/${implied.id}` },
    } satisfies RoleInferenceAnswer);

  const show = (call: IdentityCall) => {
    const head = call.method === 'HEAD';
    const { prior, implied, key } = pair(call, `identity:${head ? 'check' : 'get'}_implied_role`);
    if (implications.get(key) === undefined) throw missing(prior, implied);
    return head ? empty(204) : shown(200, call, prior, implied);
  };

  const create = (call: IdentityCall) => {
    const { prior, implied } = pair(call, 'identity:create_implied_role');
    const narrower = prior.domainId === null && implied.domainId !== null;
    if (implied.name === neverImplied || narrower) {
      throw forbidden(`${implied.id} cannot be an implied roles.`);
    }
    try {
      implications.insert({ priorId: prior.id, impliedId: implied.id });
    } catch (thrown) {
      throw thrown instanceof Duplicate ? cannotStore('implied_role', 'Duplicate entry') : thrown;
    }
    return shown(201, call, prior, implied);
  };

  const remove = (call: IdentityCall) => {
    const { prior, implied, key } = pair(call, 'identity:delete_implied_role');
    if (implications.delete(key) === undefined) throw missing(prior, implied);
    return empty(204);
  };

  const one = '/v3/roles/:id/implies/:implied';
  return [
    {
      method: 'GET',
      path: '/v3/roles/:id/implies',
      operation: 'list implied roles',
      handler(call) {
        const prior = directory.role(call.param('id'));
        policy.enforce('identity:list_implied_roles', call.caller);
        return json(200, {
          role_inference: {
            prior_role: brief(call, prior),
            implies: impliedBy(prior).map((role) => brief(call, role)),
          },
          links: { self: `${call.base}/v3/roles/${prior.id}/implies` },
        } satisfies ImpliedRolesAnswer);
      },
    },
    { method: 'GET', path: one, operation: 'show implied role', handler: show },
    { method: 'PUT', path: one, operation: 'create implied role', handler: create },
    { method: 'DELETE', path: one, operation: 'delete implied role', handler: remove },
    {
      method: 'GET',
      path: '/v3/role_inferences',
      operation: 'list all implied roles',
      handler(call) {
        policy.enforce('identity:list_role_inference_rules', call.caller);
        return json(200, {
          role_inferences: roles.all().flatMap((prior) => {
            const implies = impliedBy(prior).map((role) => brief(call, role));
            return implies.length === 0 ? [] : { prior_role: brief(call, prior), implies };
          }),
        } satisfies RoleInferencesAnswer);
      },
    },
  ];
}
