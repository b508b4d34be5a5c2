/** How a target file says which OpenStack, and as whom. */
import { z } from 'zod';
import { httpAddress, text, tls } from './field-shapes.ts';

/** Service types whose address may be given instead of the catalogue's. */
const services = [
  'identity',
  'compute',
  'image',
  'network',
  'block_storage',
  'volume',
  'volumev3',
  'orchestration',
  'placement',
  'load_balancer',
  'accelerator',
  'reservation',
  'alarm',
  'alarming',
  'metric',
  'metrics',
  'dns',
] as const;

const optional = <K extends string>(keys: readonly K[], shape: z.ZodString) =>
  Object.fromEntries(keys.map((key) => [key, shape.optional()])) as Record<
    K,
    z.ZodOptional<z.ZodString>
  >;
const choice = {
  region_name: text.optional(),
  interface: z.enum(['public', 'internal', 'admin']).optional(),
};

const byName = z.strictObject({
  cloud: text.describe('an entry of clouds.yaml, or envvars for the OS_* variables'),
  ...choice,
});

const inPlace = z.strictObject({
  ...optional(
    [
      'username',
      'user_id',
      'password',
      'token',
      'application_credential_id',
      'application_credential_name',
      'application_credential_secret',
      'project_id',
      'project_name',
      'domain_id',
      'domain_name',
      'user_domain_id',
      'user_domain_name',
      'project_domain_id',
      'project_domain_name',
      'default_domain',
    ],
    text,
  ),
  auth_type: z
    .enum(['password', 'v3password', 'token', 'v3token', 'v3applicationcredential'])
    .optional(),
  system_scope: z.literal('all').optional(),
  ...choice,
  ...tls,
  ...optional(
    services.map((service) => `${service}_endpoint_override` as const),
    httpAddress,
  ),
});

/** Under `vim`. */
export const openstack = z.union([byName, inPlace.extend({ auth_url: httpAddress })]);
/** Under `personas`: the address may be left out, being that of `vim`. */
export const persona = z.union([byName, inPlace.extend({ auth_url: httpAddress.optional() })]);

export type OpenStackEntry = z.infer<typeof persona>;
