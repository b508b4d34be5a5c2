/** Listeners. Source: Load-balancer API reference v2, "Listeners". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ownerWish,
  pageLinks,
  port,
  reference,
} from './wire-types.ts';

export const listenerProtocols = [
  'HTTP',
  'HTTPS',
  'PROMETHEUS',
  'SCTP',
  'TCP',
  'TERMINATED_HTTPS',
  'UDP',
] as const;

export const listener = z.looseObject({
  ...commonAttributes,
  description: z.string().nullable(),
  protocol: z.string(),
  protocol_port: z.int(),
  connection_limit: z.int(),
  default_pool_id: z.string().nullable(),
  loadbalancers: z.array(reference),
  l7policies: z.array(reference),
  insert_headers: z.record(z.string(), z.unknown()).nullable(),
  /** Where TLS is terminated: the reference of a certificate and its key. */
  default_tls_container_ref: z.string().nullish(),
});
export type Listener = z.infer<typeof listener>;

export const listenerAnswer = z.looseObject({ listener });
export const listenersAnswer = z.looseObject({
  listeners: z.array(listener),
  listeners_links: pageLinks.optional(),
});

const changes = {
  ...commonWishes,
  default_pool_id: id.nullish(),
  connection_limit: z.int().min(-1).nullish(),
  insert_headers: z
    .strictObject({
      'X-Forwarded-For': z.string().optional(),
      'X-Forwarded-Port': z.string().optional(),
      'X-Forwarded-Proto': z.string().optional(),
    })
    .nullish(),
  default_tls_container_ref: z.string().nullish(),
  timeout_client_data: z.int().min(0).nullish(),
  timeout_member_connect: z.int().min(0).nullish(),
  timeout_member_data: z.int().min(0).nullish(),
};
export const createListener = z.strictObject({
  listener: z.strictObject({
    ...changes,
    ...ownerWish,
    loadbalancer_id: id,
    protocol: z.enum(listenerProtocols),
    protocol_port: port,
  }),
});
export const updateListener = z.strictObject({ listener: z.strictObject(changes) });
