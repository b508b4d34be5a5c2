/** Rules that limit bandwidth. Source: Networking API reference, "QoS bandwidth limit rules". */
import { projectOf } from '../kernel/caller.ts';
import { empty, json } from '../kernel/reply.ts';
import type { World } from '../kernel/world.ts';
import { type Attributes, objectsIn, readCreation } from './attributes.ts';
import { networkFault } from './faults.ts';
import type { NetworkPolicy } from './policy.ts';
import { limitView } from './qos-policy.ts';
import {
  qosPolicyNotFound,
  type QosPolicies,
  type QosPolicyRow,
  seesQosPolicy,
} from './qos-policy-table.ts';
import type { NetworkCall, NetworkRoute } from './resource.ts';
import { touched } from './row.ts';
import { type Check, oneOf, shown, toInteger } from './values.ts';

const largest = 2 ** 31 - 1;
const rate: Check = (value) =>
  Number(value) >= 0 && Number(value) <= largest
    ? undefined
    : `'${shown(value)}' is not in range 0 through ${String(largest)}.`;

const attributes: Attributes = {
  project_id: { post: true },
  tenant_id: { post: true },
  max_kbps: { post: true, required: true, convert: toInteger, check: rate },
  max_burst_kbps: { post: true, byDefault: 0, convert: toInteger, check: rate },
  direction: { post: true, byDefault: 'egress', check: oneOf('egress', 'ingress') },
};

interface Told {
  readonly max_kbps: number;
  readonly max_burst_kbps: number;
  readonly direction: 'egress' | 'ingress';
}

const ruleNotFound = (policyId: string, id: string) =>
  networkFault(
    404,
    'QosRuleNotFound',
    `QoS rule of type bandwidth_limit with id ${id} could not be found in the policy ${policyId}.`,
  );

export function bandwidthLimitRoutes(
  world: World,
  qosPolicies: QosPolicies,
  policy: NetworkPolicy,
): readonly NetworkRoute[] {
  const seen = (call: NetworkCall): QosPolicyRow => {
    const { caller } = call;
    const id = call.param('policy');
    const row = qosPolicies.get(id);
    const sees =
      row !== undefined && (policy.isAdmin(caller) || seesQosPolicy(projectOf(caller), row));
    if (sees) return row;
    throw qosPolicyNotFound(id);
  };
  const rule = (row: QosPolicyRow, id: string) => {
    const found = row.limits.find((limit) => limit.id === id);
    if (found !== undefined) return found;
    throw ruleNotFound(row.id, id);
  };

  const create = async (call: NetworkCall) => {
    const named = { name: 'bandwidth_limit_rule', collection: 'bandwidth_limit_rules' };
    const [object = {}] = objectsIn(await call.json(), named, false).objects;
    const admin = policy.isAdmin(call.caller);
    const told = readCreation(object, attributes, call.caller, admin) as unknown as Told;
    policy.enforce('create_policy_bandwidth_limit_rule', call.caller);
    const row = seen(call);
    if (row.limits.some(({ direction }) => direction === told.direction)) {
      throw networkFault(
        409,
        'QosRulesConflict',
        `Rule bandwidth_limit conflicts with a rule which already exists in QoS Policy ${row.id}.`,
      );
    }
    const limit = {
      id: world.ids.uuid(),
      kbps: told.max_kbps,
      burstKbps: told.max_burst_kbps,
      direction: told.direction,
    };
    qosPolicies.update(row.id, touched(world, row, { limits: [...row.limits, limit] }));
    return json(201, { bandwidth_limit_rule: limitView(limit) });
  };
  const remove = (call: NetworkCall) => {
    policy.enforce('delete_policy_bandwidth_limit_rule', call.caller);
    const row = seen(call);
    const { id } = rule(row, call.param('id'));
    const limits = row.limits.filter((limit) => limit.id !== id);
    qosPolicies.update(row.id, touched(world, row, { limits }));
    return empty(204);
  };

  const whole = '/v2.0/qos/policies/:policy/bandwidth_limit_rules';
  const one = `${whole}/:id`;
  const named = (verb: string) => `${verb} bandwidth limit rule`;
  return [
    {
      method: 'GET',
      path: whole,
      operation: named('list of each'),
      handler: (call) => json(200, { bandwidth_limit_rules: seen(call).limits.map(limitView) }),
    },
    { method: 'POST', path: whole, operation: named('create'), handler: create },
    {
      method: 'GET',
      path: one,
      operation: named('show'),
      handler: (call) =>
        json(200, { bandwidth_limit_rule: limitView(rule(seen(call), call.param('id'))) }),
    },
    { method: 'DELETE', path: one, operation: named('delete'), handler: remove },
  ];
}
