/** Pools. Source: Load-balancer API reference v2, "Pools". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ownerWish,
  pageLinks,
  reference,
} from './wire-types.ts';

export const algorithms = [
  'LEAST_CONNECTIONS',
  'ROUND_ROBIN',
  'SOURCE_IP',
  'SOURCE_IP_PORT',
] as const;
export type Algorithm = (typeof algorithms)[number];
export const persistences = ['APP_COOKIE', 'HTTP_COOKIE', 'SOURCE_IP'] as const;

export const sessionPersistence = z.looseObject({
  type: z.string(),
  cookie_name: z.string().nullish(),
});

export const pool = z.looseObject({
  ...commonAttributes,
  description: z.string().nullable(),
  protocol: z.string(),
  lb_algorithm: z.string(),
  session_persistence: sessionPersistence.nullable(),
  loadbalancers: z.array(reference),
  listeners: z.array(reference),
  members: z.array(reference),
  /** Real ones leave it out of a pool without a health monitor. */
  healthmonitor_id: z.string().nullish(),
});
export type Pool = z.infer<typeof pool>;

export const poolAnswer = z.looseObject({ pool });
export const poolsAnswer = z.looseObject({
  pools: z.array(pool),
  pools_links: pageLinks.optional(),
});

const persistenceWish = z.strictObject({
  type: z.enum(persistences),
  cookie_name: z.string().max(255).nullish(),
  persistence_timeout: z.int().nullish(),
  persistence_granularity: z.string().nullish(),
});
const changes = { ...commonWishes, session_persistence: persistenceWish.nullish() };
export const createPool = z.strictObject({
  pool: z.strictObject({
    ...changes,
    ...ownerWish,
    lb_algorithm: z.enum(algorithms),
    protocol: z.enum(['HTTP', 'HTTPS', 'PROXY', 'PROXYV2', 'SCTP', 'TCP', 'UDP']),
    loadbalancer_id: id.nullish(),
    listener_id: id.nullish(),
  }),
});
export const updatePool = z.strictObject({
  pool: z.strictObject({ ...changes, lb_algorithm: z.enum(algorithms).nullish() }),
});
