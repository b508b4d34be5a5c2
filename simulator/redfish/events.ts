/** Who is told of what happens. Source: DSP2046, EventService, EventDestination and Event; DSP0266, "Eventing". */
import type { z } from 'zod';
import { subscriptionRequest } from '../../src/contract/hardware/event.ts';
import type { World } from '../kernel/world.ts';
import type { Deliveries } from '../kernel/deliveries.ts';
import { patience } from '../kernel/telling.ts';
import { refused } from './faults.ts';
import { iso } from './instants.ts';
import type { Health } from './machine-table.ts';
import { linkTo, membersOf, type Resource } from './resource.ts';
import { must } from './roles.ts';
import { typeOf, typeOfCollection } from './schemas.ts';

const subscriptionsPath = '/redfish/v1/EventService/Subscriptions';
/** A service of this size serves so many. */
const mostSubscriptions = 100;

interface Subscription {
  readonly id: string;
  readonly destination: string;
  readonly context: string | null;
  readonly name: string;
  readonly prefixes: readonly string[];
}

/** What has happened. */
export interface Happening {
  /** Of the registry of resource events. */
  readonly word: string;
  readonly message: string;
  readonly severity: Health;
  /** The path of what it happened to. */
  readonly origin: string;
}

export interface Events {
  readonly resources: readonly Resource[];
  tell(happening: Happening): void;
}

const registry = 'ResourceEvent';

export function createEvents(world: World, deliveries: Deliveries): Events {
  const { clock, ids, store } = world;
  const rows = store.table<Subscription>('redfish/subscription', { key: ({ id }) => id });
  return {
    tell({ word, message, severity, origin }) {
      const eventId = ids.hex32();
      for (const { id, destination, context, prefixes } of rows.all()) {
        if (prefixes.length > 0 && !prefixes.includes(registry)) continue;
        const deliveryId = ids.hex32();
        deliveries.add(id, destination, deliveryId, {
          '@odata.type': '#Event.v1_7_0.Event',
          Id: deliveryId,
          Name: 'Event',
          ...(context === null ? {} : { Context: context }),
          Events: [
            {
              MemberId: '0',
              EventType: 'Alert',
              EventId: eventId,
              EventTimestamp: iso(clock.now()),
              Severity: severity,
              MessageSeverity: severity,
              MessageId: `${registry}.1.3.${word}`,
              Message: message,
              OriginOfCondition: linkTo(origin),
            },
          ],
        });
      }
    },
    resources: [
      {
        path: '/v1/EventService',
        name: 'event service',
        view: () => ({
          type: typeOf('EventService'),
          body: {
            Id: 'EventService',
            Name: 'Event Service',
            Status: { State: 'Enabled', Health: 'OK' },
            ServiceEnabled: true,
            DeliveryRetryAttempts: patience.times - 1,
            DeliveryRetryIntervalSeconds: patience.ms / 1000,
            EventFormatTypes: ['Event'],
            RegistryPrefixes: [registry],
            Subscriptions: linkTo(subscriptionsPath),
          },
        }),
      },
      {
        path: '/v1/EventService/Subscriptions',
        name: 'subscriptions',
        view: () => ({
          type: typeOfCollection('EventDestination'),
          body: membersOf(
            'Subscriptions',
            subscriptionsPath,
            rows.all().map(({ id }) => id),
          ),
        }),
        add: {
          schema: subscriptionRequest,
          apply: (wish: z.infer<typeof subscriptionRequest>, call) => {
            must(call, 'ConfigureManager');
            if (rows.size >= mostSubscriptions) {
              throw refused(409, 'EventSubscriptionLimitExceeded', 'There are too many already.');
            }
            const { id } = rows.insert({
              id: ids.hex32(),
              destination: wish.Destination,
              context: wish.Context ?? null,
              name: wish.Name ?? 'Subscription',
              prefixes: wish.RegistryPrefixes ?? [],
            });
            return { path: `${subscriptionsPath}/${id}` };
          },
        },
      },
      {
        path: '/v1/EventService/Subscriptions/:id',
        name: 'subscription',
        view: ({ id = '' }) => {
          const row = rows.get(id);
          if (row === undefined) return undefined;
          return {
            type: typeOf('EventDestination'),
            body: {
              Id: id,
              Name: row.name,
              Destination: row.destination,
              Protocol: 'Redfish',
              Context: row.context,
              EventFormatType: 'Event',
              SubscriptionType: 'RedfishEvent',
              ...(row.prefixes.length === 0 ? {} : { RegistryPrefixes: row.prefixes }),
              Status: { State: 'Enabled', Health: 'OK' },
            },
          };
        },
        remove: ({ id = '' }, call) => {
          must(call, 'ConfigureManager');
          rows.delete(id);
          deliveries.drop(id);
        },
      },
    ],
  };
}
