/** Health monitors. Source: Load-balancer API reference v2, "Health monitor". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ownerWish,
  pageLinks,
  reference,
} from './wire-types.ts';

export const healthMonitor = z.looseObject({
  ...commonAttributes,
  type: z.string(),
  delay: z.int(),
  timeout: z.int(),
  max_retries: z.int(),
  max_retries_down: z.int(),
  http_method: z.string().nullable(),
  url_path: z.string().nullable(),
  expected_codes: z.string().nullable(),
  pools: z.array(reference),
});
export type HealthMonitor = z.infer<typeof healthMonitor>;

export const healthMonitorAnswer = z.looseObject({ healthmonitor: healthMonitor });
export const healthMonitorsAnswer = z.looseObject({
  healthmonitors: z.array(healthMonitor),
  healthmonitors_links: pageLinks.optional(),
});

const { name, admin_state_up, tags } = commonWishes;
const methods = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'];
const retries = z.int().min(1).max(10);
const seconds = z.int().min(0);
const changes = {
  name,
  admin_state_up,
  tags,
  max_retries_down: retries.nullish(),
  http_method: z.enum(methods).nullish(),
  url_path: z
    .string()
    .max(255)
    .regex(/^\/\S*$/, 'is no path of a URL')
    .nullish(),
  /** One code, several, or a range: `200`, `200, 202`, `200-204`. */
  expected_codes: z
    .string()
    .regex(/^\d{3}(?:-\d{3}|(?:\s*,\s*\d{3})*)$/, 'is no list or range of HTTP status codes')
    .nullish(),
  http_version: z.number().nullish(),
  domain_name: z.string().nullish(),
};
export const createHealthMonitor = z.strictObject({
  healthmonitor: z.strictObject({
    ...changes,
    ...ownerWish,
    pool_id: id,
    type: z.enum(['HTTP', 'HTTPS', 'PING', 'SCTP', 'TCP', 'TLS-HELLO', 'UDP-CONNECT']),
    delay: seconds,
    timeout: seconds,
    max_retries: retries,
  }),
});
export const updateHealthMonitor = z.strictObject({
  healthmonitor: z.strictObject({
    ...changes,
    delay: seconds.nullish(),
    timeout: seconds.nullish(),
    max_retries: retries.nullish(),
  }),
});
