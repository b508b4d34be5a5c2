/**
 * Who is told of changes of policies, and what. Source: ETSI GS NFV-SOL 012 V3.4.1, clauses 5.6.2.5 to
 * 5.6.2.7 and 5.6.3.2.
 */
import { z } from 'zod';
import { link, policyModifications } from './policy.ts';

const identifier = z.string().min(1);

export const changeTypes = [
  'CREATE_POLICY',
  'TRANSFER_POLICY',
  'DELETE_POLICY',
  'MODIFY_POLICY',
] as const;
const changeType = z.enum(changeTypes);
export type ChangeType = z.infer<typeof changeType>;

/** Each attribute narrows; of the values of one, any does. */
const filter = z.looseObject({
  notificationTypes: z
    .array(z.enum(['PolicyChangeNotification', 'PolicyConflictNotification']))
    .optional(),
  policyIds: z.array(identifier).optional(),
  changeTypes: z.array(changeType).optional(),
});
export type PolicyFilter = z.infer<typeof filter>;

export const subscriptionRequest = z.looseObject({
  filter: filter.optional(),
  callbackUri: z.url({ protocol: /^https?$/ }),
});
export const subscriptionAnswer = z.looseObject({
  id: identifier,
  filter: filter.optional(),
  callbackUri: z.string(),
  _links: z.looseObject({ self: link }),
});
export const subscriptionsAnswer = z.array(subscriptionAnswer);

export const changeNotification = z
  .looseObject({
    id: identifier,
    notificationType: z.literal('PolicyChangeNotification'),
    subscriptionId: identifier,
    timeStamp: z.iso.datetime({ offset: true }),
    policyId: identifier,
    affectedVersion: z.string().optional(),
    changeType,
    policyModifications: policyModifications.optional(),
    _links: z.looseObject({ subscription: link }),
  })
  .refine(
    ({ changeType: type, policyModifications: changed }) =>
      (type === 'MODIFY_POLICY') === (changed !== undefined),
    { path: ['policyModifications'], message: 'are there for a modified policy, and else not' },
  );
export type ChangeNotification = z.infer<typeof changeNotification>;
