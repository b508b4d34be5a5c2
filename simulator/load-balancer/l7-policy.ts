/** What is done with requests by what they ask for. Source: Load-balancer API reference v2, "L7 policies". */
import type { z } from 'zod';
import {
  createL7Policy,
  type L7Policy as WireL7Policy,
  updateL7Policy,
} from '../../src/contract/load-balancer/l7-policy.ts';
import { badRequest } from '../kernel/fault.ts';
import { invalid, missing, missingPart } from './faults.ts';
import { mustFit, readsRequests } from './listener.ts';
import { commonView, referencesTo } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { PolicyRow } from './tables.ts';

const create = createL7Policy.shape.l7policy;
const update = updateL7Policy.shape.l7policy;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;

export function l7PolicyResource(room: Room): Resource<PolicyRow, Create, Update> {
  const { listeners, pools, policies, rules } = room.tables;

  /** What it does. @throws Fault 400 when something is missing for it */
  const deed = (
    listenerId: string,
    action: string,
    wish: Update,
  ): Pick<PolicyRow, 'poolId' | 'url' | 'prefix' | 'httpCode'> => {
    const needed = {
      REDIRECT_TO_POOL: 'redirect_pool_id',
      REDIRECT_TO_URL: 'redirect_url',
      REDIRECT_PREFIX: 'redirect_prefix',
    } as const;
    const key = Object.hasOwn(needed, action) ? needed[action as keyof typeof needed] : undefined;
    const value = key === undefined ? undefined : wish[key];
    if (key !== undefined && value == null) {
      throw badRequest(`Invalid L7 Policy arguments: ${key} must not be None`);
    }
    if (action === 'REDIRECT_TO_POOL') {
      const listener = listeners.get(listenerId);
      const pool = pools.get(value ?? '');
      if (pool === undefined || pool.loadBalancerId !== listener?.loadBalancerId) {
        throw missing('Pool', value ?? '');
      }
      mustFit(listener.protocol, pool.protocol);
    }
    const redirects = action === 'REDIRECT_TO_URL' || action === 'REDIRECT_PREFIX';
    return {
      poolId: action === 'REDIRECT_TO_POOL' ? (value ?? undefined) : undefined,
      url: action === 'REDIRECT_TO_URL' ? (value ?? undefined) : undefined,
      prefix: action === 'REDIRECT_PREFIX' ? (value ?? undefined) : undefined,
      httpCode: redirects ? (wish.redirect_http_code ?? 302) : undefined,
    };
  };

  return {
    label: 'L7 Policy',
    word: 'l7policy',
    collection: 'l7policies',
    path: '/v2/lbaas/l7policies',
    limited: 'l7policy',
    rows: policies,
    create,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        description: row.description,
        operating_status: room.statuses.of(row),
        listener_id: row.listenerId,
        action: row.action,
        position: row.position,
        redirect_pool_id: row.poolId ?? null,
        redirect_url: row.url ?? null,
        redirect_prefix: row.prefix ?? null,
        redirect_http_code: row.httpCode ?? null,
        rules: referencesTo(rules.list('parent', row.id)),
      }) satisfies WireL7Policy,

    plan(wish, { caller }) {
      const { listener_id: listenerId, action } = wish;
      const listener = listeners.get(listenerId);
      if (listener === undefined) throw missingPart('Listener', listenerId);
      const of = referredTo(room.tables, listener.loadBalancerId, caller);
      if (!readsRequests(listener)) {
        throw invalid('L7 policies are only for listeners that read requests.');
      }
      const others = policies.count('parent', listenerId);
      return {
        of,
        own: {
          listenerId,
          action,
          position: Math.min(wish.position ?? others + 1, others + 1),
          ...deed(listenerId, action, wish),
        },
      };
    },
    change(row, wish) {
      const action = wish.action ?? row.action;
      const as = {
        ...wish,
        redirect_pool_id: wish.redirect_pool_id ?? row.poolId,
        redirect_url: wish.redirect_url ?? row.url,
        redirect_prefix: wish.redirect_prefix ?? row.prefix,
        redirect_http_code:
          wish.redirect_http_code ?? (row.httpCode as Update['redirect_http_code']),
      };
      return {
        action,
        position: wish.position ?? row.position,
        ...deed(row.listenerId, action, as),
      };
    },
    above: ({ listenerId }) => [{ rows: listeners, id: listenerId }],
    below: ({ id }) => rules.list('parent', id).map((rule) => ({ rows: rules, id: rule.id })),
  };
}
