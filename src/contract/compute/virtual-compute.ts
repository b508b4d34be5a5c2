/**
 * Virtual computes (servers on the wire): what the service answers.
 * Source: Compute API reference, "Servers", microversions 2.1 to 2.103.
 */
import { z } from 'zod';
import { link } from './flavour.ts';

const links = z.array(link);

/** A server in a plain list. */
export const serverSummary = z.looseObject({ id: z.string(), name: z.string(), links });

/** One address, below the name of its network. */
export const serverAddress = z.looseObject({
  version: z.union([z.literal(4), z.literal(6)]),
  addr: z.string(),
  /** Not in the answer to an update, nor in lists of addresses alone. */
  'OS-EXT-IPS:type': z.string().optional(),
  'OS-EXT-IPS-MAC:mac_addr': z.string().optional(),
});
export const serverAddresses = z.record(z.string(), z.array(serverAddress));
export type ServerAddresses = z.infer<typeof serverAddresses>;

/** Before 2.47 a reference; from then on a copy, which outlives the flavour. */
export const serverFlavor = z.union([
  z.looseObject({ id: z.string(), links }),
  z.looseObject({
    vcpus: z.int(),
    ram: z.int(),
    disk: z.int(),
    ephemeral: z.int(),
    swap: z.int(),
    original_name: z.string(),
    extra_specs: z.record(z.string(), z.string()).optional(),
  }),
]);

/** Why a server is in status `ERROR`. */
export const serverFault = z.looseObject({
  code: z.int(),
  message: z.string(),
  created: z.string(),
  /** For administrators. */
  details: z.string().optional(),
});

/** A server in full. What is optional depends on the microversion, on the state, and on who asks. */
export const server = z.looseObject({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  tenant_id: z.string(),
  user_id: z.string(),
  metadata: z.record(z.string(), z.string()),
  /** A digest of tenant and host; empty while there is no host. */
  hostId: z.string(),
  /** Empty text when it was started from a volume. */
  image: z.union([z.literal(''), z.looseObject({ id: z.string(), links })]),
  flavor: serverFlavor,
  created: z.string(),
  updated: z.string(),
  addresses: serverAddresses,
  accessIPv4: z.string(),
  accessIPv6: z.string(),
  links,
  'OS-DCF:diskConfig': z.enum(['AUTO', 'MANUAL']),
  fault: serverFault.optional(),
  progress: z.int().optional(),
  'OS-EXT-AZ:availability_zone': z.string().optional(),
  config_drive: z.string().optional(),
  key_name: z.string().nullable().optional(),
  'OS-SRV-USG:launched_at': z.string().nullable().optional(),
  'OS-SRV-USG:terminated_at': z.string().nullable().optional(),
  security_groups: z.array(z.looseObject({ name: z.string() })).optional(),
  /** For administrators; null while there is none. */
  'OS-EXT-SRV-ATTR:host': z.string().nullable().optional(),
  'OS-EXT-STS:task_state': z.string().nullable().optional(),
  'OS-EXT-STS:vm_state': z.string().optional(),
  'OS-EXT-STS:power_state': z.int().optional(),
  'os-extended-volumes:volumes_attached': z
    .array(z.looseObject({ id: z.string(), delete_on_termination: z.boolean().optional() }))
    .optional(),
  /** From 2.9. */
  locked: z.boolean().optional(),
  /** From 2.19. */
  description: z.string().nullable().optional(),
  /** From 2.26. */
  tags: z.array(z.string()).optional(),
  /** From 2.71, in the answer that shows one server. */
  server_groups: z.array(z.string()).optional(),
});
export type Server = z.infer<typeof server>;

export const serverAnswer = z.looseObject({ server });
export type ServerAnswer = z.infer<typeof serverAnswer>;

/** `GET /servers/detail`. The link is there when the page is full. */
export const serversAnswer = z.looseObject({
  servers: z.array(server),
  servers_links: links.optional(),
});
export type ServersAnswer = z.infer<typeof serversAnswer>;

/** `GET /servers`. */
export const serverSummariesAnswer = z.looseObject({
  servers: z.array(serverSummary),
  servers_links: links.optional(),
});
export type ServerSummariesAnswer = z.infer<typeof serverSummariesAnswer>;

/** `POST /servers`: accepted, not yet there. */
export const serverAcceptedAnswer = z.looseObject({
  server: z.looseObject({
    id: z.string(),
    links,
    'OS-DCF:diskConfig': z.enum(['AUTO', 'MANUAL']),
    security_groups: z.array(z.looseObject({ name: z.string() })),
    adminPass: z.string().optional(),
  }),
});
export type ServerAcceptedAnswer = z.infer<typeof serverAcceptedAnswer>;
