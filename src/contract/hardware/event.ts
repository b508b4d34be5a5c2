/** Being told of what happens. Source: DSP0266, "Eventing"; DSP2046, EventDestination and Event 1.x. */
import { z } from 'zod';
import { healths, link, resource } from './resource.ts';

export const eventService = resource({
  Subscriptions: link,
  ServiceEnabled: z.boolean().nullish(),
});

export const subscriptionRequest = z.strictObject({
  Destination: z.url({ protocol: /^https?$/ }),
  Protocol: z.enum(['Redfish']),
  Context: z.string().max(256).nullish(),
  Name: z.string().max(256).optional(),
  EventFormatType: z.enum(['Event']).optional(),
  RegistryPrefixes: z.array(z.string()).max(20).optional(),
  ResourceTypes: z.array(z.string()).max(20).optional(),
  EventTypes: z.array(z.string()).max(20).optional(),
  SubscriptionType: z.enum(['RedfishEvent']).optional(),
});
export const subscription = resource({ Destination: z.string(), Context: z.string().nullish() });

export const eventMessage = z.looseObject({
  '@odata.type': z.string(),
  Id: z.string().min(1),
  Context: z.string().nullish(),
  Events: z
    .array(
      z.looseObject({
        EventId: z.string().optional(),
        MessageId: z.string().min(1),
        Message: z.string().optional(),
        MessageSeverity: z.enum(healths).optional(),
        Severity: z.string().optional(),
        EventTimestamp: z.string().optional(),
        OriginOfCondition: link.optional(),
      }),
    )
    .min(1),
});
export type EventMessage = z.infer<typeof eventMessage>;
