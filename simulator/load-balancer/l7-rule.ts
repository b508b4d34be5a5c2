/** What a request must be like for a policy to apply. Source: Load-balancer API reference v2, "L7 rules". */
import type { z } from 'zod';
import {
  createL7Rule,
  type L7Rule as WireL7Rule,
  updateL7Rule,
} from '../../src/contract/load-balancer/l7-rule.ts';
import { badRequest } from '../kernel/fault.ts';
import { missing, unsupported } from './faults.ts';
import { commonView } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { RuleRow } from './tables.ts';

const create = createL7Rule.shape.rule;
const update = updateL7Rule.shape.rule;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;
type Own = Pick<RuleRow, 'type' | 'comparison' | 'key' | 'value' | 'invert'>;

const bad = (why: string) => badRequest(`Error parsing L7Rule: ${why}`);

/** @throws Fault 400 when it makes no sense, 501 when it is about TLS */
function sound(rule: Own): Own {
  const { type, key, comparison, value } = rule;
  if (type.startsWith('SSL')) throw unsupported(`rules of type ${type}`);
  const named = type === 'HEADER' || type === 'COOKIE';
  if (named && key === undefined) throw bad(`key must be specified for a rule of type ${type}`);
  if (comparison === 'REGEX') {
    try {
      new RegExp(value);
    } catch {
      throw bad(`${value} is no regular expression`);
    }
  }
  return rule;
}

export function l7RuleResource(room: Room): Resource<RuleRow, Create, Update> {
  const { listeners, policies, rules } = room.tables;
  return {
    label: 'L7 Rule',
    word: 'rule',
    collection: 'rules',
    path: '/v2/lbaas/l7policies/:parent/rules',
    limited: 'l7rule',
    rows: rules,
    create,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        operating_status: room.statuses.of(row),
        type: row.type,
        compare_type: row.comparison,
        key: row.key ?? null,
        value: row.value,
        invert: row.invert,
      }) satisfies WireL7Rule,

    plan(wish, call) {
      const policyId = call.param('parent');
      const policy = policies.get(policyId);
      if (policy === undefined) throw missing('L7 Policy', policyId);
      const of = referredTo(room.tables, policy.loadBalancerId, call.caller);
      const own = sound({
        type: wish.type,
        comparison: wish.compare_type,
        key: wish.key ?? undefined,
        value: wish.value,
        invert: wish.invert ?? false,
      });
      return { of, own: { policyId, ...own } };
    },
    change: (row, wish) =>
      sound({
        type: wish.type ?? row.type,
        comparison: wish.compare_type ?? row.comparison,
        key: wish.key ?? row.key,
        value: wish.value ?? row.value,
        invert: wish.invert ?? row.invert,
      }),
    above: ({ policyId }) => {
      const policy = policies.get(policyId);
      return [
        { rows: policies, id: policyId },
        ...(policy === undefined ? [] : [{ rows: listeners, id: policy.listenerId }]),
      ];
    },
    below: () => [],
  };
}
