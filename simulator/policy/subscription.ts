/**
 * Who is told of changes of policies. Source: ETSI GS NFV-SOL 012 V3.4.1, clauses 5.5.7 to 5.5.9. The address
 * is tested before it is subscribed (clause 5.5.9.3.2).
 */
import {
  type ChangeNotification,
  type PolicyFilter,
  subscriptionRequest,
} from '../../src/contract/policy/subscription.ts';
import type { Deliveries } from '../kernel/deliveries.ts';
import { conflict, Fault, notFound } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Send } from '../kernel/telling.ts';
import type { World } from '../kernel/world.ts';
import { ownerOf, type PolicyCall, sees } from './access.ts';
import type { PolicyRow } from './policy-table.ts';
import { valid } from './problem.ts';

interface Subscription {
  readonly id: string;
  readonly owner: string;
  /** Whether it is of an administrator, who is told of the policies of all tenants. */
  readonly ofAll: boolean;
  readonly filter: PolicyFilter | undefined;
  readonly callbackUri: string;
}

type Change = Pick<ChangeNotification, 'changeType'> & {
  readonly [K in 'affectedVersion' | 'previousSelectedVersion' | 'policyModifications']?: unknown;
};

export interface Subscriptions {
  readonly routes: readonly Route<undefined>[];
  tell(call: PolicyCall, row: PolicyRow, change: Change): void;
}

/** A service of this size serves so many. */
const most = 100;

export interface SubscriptionNeeds {
  readonly world: World;
  readonly deliveries: Deliveries;
  readonly send: Send;
  /** Whether anything may be sent to a host: subscribers name any that they like. */
  readonly mayTell: (host: string) => boolean;
}

export function createSubscriptions(needs: SubscriptionNeeds): Subscriptions {
  const { world, deliveries } = needs;
  const rows = world.store.table<Subscription>('policy/subscription', { key: ({ id }) => id });
  const addressOf = (call: PolicyCall, id: string) => `${call.base}/v1/subscriptions/${id}`;
  const view = ({ id, filter, callbackUri }: Subscription, call: PolicyCall) => ({
    id,
    ...(filter === undefined ? {} : { filter }),
    callbackUri,
    _links: { self: { href: addressOf(call, id) } },
  });
  const named = (call: PolicyCall): Subscription => {
    const row = rows.get(call.param('subscriptionId'));
    if (row !== undefined && sees(call, row.owner)) return row;
    throw notFound('There is no such subscription.');
  };

  return {
    tell(call, { id: policyId, owner }, change) {
      const id = world.ids.uuid();
      const timeStamp = new Date(world.clock.now()).toISOString();
      const concerned = rows
        .all()
        .filter((each) => (each.ofAll || each.owner === owner) && asks(each, policyId, change));
      for (const subscription of concerned) {
        // One notification for all; each has its own way to its subscriber.
        deliveries.add(subscription.id, subscription.callbackUri, `${subscription.id} ${id}`, {
          ...{ id, notificationType: 'PolicyChangeNotification' },
          ...{ subscriptionId: subscription.id, timeStamp, policyId, ...change },
          _links: {
            subscription: { href: addressOf(call, subscription.id) },
            objectInstance: { href: `${call.base}/v1/policies/${policyId}` },
          },
        });
      }
    },
    routes: [
      {
        method: 'POST',
        path: '/v1/subscriptions',
        operation: 'Subscribe',
        handler: async (call) => {
          const { filter, callbackUri } = valid(subscriptionRequest, await call.json());
          if (rows.size >= most) throw conflict('There are too many subscriptions.');
          await mustAnswer(needs, callbackUri);
          const ofAll = call.caller.roles.has('admin');
          const row = { id: world.ids.uuid(), owner: ownerOf(call), ofAll, filter, callbackUri };
          rows.insert(row);
          return json(201, view(row, call), [['location', addressOf(call, row.id)]]);
        },
      },
      {
        method: 'GET',
        path: '/v1/subscriptions',
        operation: 'Query subscriptions',
        handler: (call) => {
          const mine = rows.all().filter(({ owner }) => sees(call, owner));
          return json(
            200,
            mine.map((row) => view(row, call)),
          );
        },
      },
      {
        method: 'GET',
        path: '/v1/subscriptions/:subscriptionId',
        operation: 'Read subscription',
        handler: (call) => json(200, view(named(call), call)),
      },
      {
        method: 'DELETE',
        path: '/v1/subscriptions/:subscriptionId',
        operation: 'Terminate subscription',
        handler: (call) => {
          const { id } = named(call);
          rows.delete(id);
          deliveries.drop(id);
          return empty(204);
        },
      },
    ],
  };
}

/** Whether a subscription is to such changes. Notifications of conflicts are another type, and never sent. */
function asks({ filter = {} }: Subscription, policyId: string, { changeType }: Change): boolean {
  const { notificationTypes, policyIds, changeTypes } = filter;
  return (
    notificationTypes?.includes('PolicyChangeNotification') !== false &&
    policyIds?.includes(policyId) !== false &&
    changeTypes?.includes(changeType) !== false
  );
}

/** @throws Fault 422 when nobody takes notifications there, or nothing may be sent there */
async function mustAnswer({ send, mayTell }: SubscriptionNeeds, address: string): Promise<void> {
  if (!mayTell(new URL(address).hostname)) {
    throw new Fault(422, 'Nothing may be sent to this address.');
  }
  const signal = AbortSignal.timeout(5_000);
  const answer = await send(new Request(address, { redirect: 'manual', signal })).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  if (answer?.status !== 204) throw new Fault(422, 'Nobody takes notifications at this address.');
}
