/** What all parts of a load balancer have in common on the wire. Source: Load-balancer API reference v2. */
import { z } from 'zod';

export const provisioningStatus = z.enum([
  'ACTIVE',
  'PENDING_CREATE',
  'PENDING_UPDATE',
  'PENDING_DELETE',
  'ERROR',
  'DELETED',
]);
export type ProvisioningStatus = z.infer<typeof provisioningStatus>;

export const operatingStatus = z.enum([
  'ONLINE',
  'DRAINING',
  'OFFLINE',
  'DEGRADED',
  'ERROR',
  'NO_MONITOR',
]);
export type OperatingStatus = z.infer<typeof operatingStatus>;

/** Attributes that every part has. */
export const commonAttributes = {
  id: z.string(),
  name: z.string().nullable(),
  project_id: z.string(),
  admin_state_up: z.boolean(),
  provisioning_status: provisioningStatus,
  operating_status: operatingStatus,
  created_at: z.string(),
  updated_at: z.string().nullable(),
};

/** What a part is referred to by. */
export const reference = z.looseObject({ id: z.string() });

export const pageLinks = z.array(z.looseObject({ rel: z.string(), href: z.string() }));

/** Of a request: what may be said of every part. */
export const commonWishes = {
  name: z.string().max(255).nullish(),
  description: z.string().max(255).nullish(),
  admin_state_up: z.boolean().nullish(),
  tags: z.array(z.string().max(255)).nullish(),
};
/** On creation only. */
export const ownerWish = { project_id: z.string().nullish(), tenant_id: z.string().nullish() };

export const port = z.int().min(1).max(65_535);
export const weight = z.int().min(0).max(256);
export const id = z.uuid();
const address = z.union([z.ipv4(), z.ipv6()], 'is no IPv4 or IPv6 address');
export const ipAddress = address;
