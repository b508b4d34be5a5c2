/** The shape of a target file, version 1. `target-file.schema.json` is generated from it. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { assignment, assignment6 } from './assignment-schema.ts';
import {
  command,
  domainName,
  duration,
  hexadecimal,
  hostAndPort,
  httpAddress,
  listenAddress,
  text,
  tls,
  webSocketAddress,
} from './field-shapes.ts';
import { openstack, persona } from './openstack-schema.ts';
import { stimulusNames } from './stimuli.ts';

const byCommand = z.strictObject({ command });

const personas = z.strictObject({
  'cloud-zone-administrator': persona.optional(),
  'vdc-administrator': persona.optional(),
  'vdc-user': persona.optional(),
  reader: persona.optional(),
  outsider: persona.optional(),
});

const acceleration = z.strictObject({
  'vn-nf': z
    .array(
      z.union([
        z.strictObject({ url: webSocketAddress, token: text.optional(), ...tls }),
        byCommand,
      ]),
    )
    .min(1, 'must have an entry')
    .describe('where a workload meets its accelerators: WebSocket, or the frames of a command')
    .optional(),
  'nf-vi': z
    .union([
      z.strictObject({ url: httpAddress, token: text.optional(), ...tls }),
      z.strictObject({ cyborg: z.strictObject({}) }),
    ])
    .describe('where the accelerators of the infrastructure are managed')
    .optional(),
});

const hardware = z.strictObject({
  redfish: z
    .strictObject({
      url: httpAddress,
      username: text.optional(),
      password: text.optional(),
      ...tls,
    })
    .optional(),
  libvirt: z.union([z.strictObject({ uri: text.describe('for virsh -c') }), byCommand]).optional(),
});

const knownRecords = z
  .strictObject({
    name: text.describe('in full; of type PTR, the address'),
    type: z.enum(['A', 'AAAA', 'CNAME', 'PTR', 'SRV', 'TXT']),
    data: z
      .array(text)
      .min(1, 'must have an entry')
      .describe('as in zone files, names in full without the last dot')
      .optional(),
    count: z.int().min(1).describe('how many there are, in place of data').optional(),
    'too-long-for': z
      .enum(['datagrams', 'small-datagrams'])
      .describe('small: of 512 bytes; the others have 1232')
      .optional(),
  })
  .refine(({ data, count }) => (data === undefined) !== (count === undefined), {
    message: 'must have either data or count',
  })
  .refine(
    ({ name, type }) => (type === 'PTR' ? isIP(name) > 0 : domainName.safeParse(name).success),
    {
      path: ['name'],
      message: 'must be a domain name, or an address where the type is PTR',
    },
  );

const enablerServices = z.strictObject({
  ntp: z.array(hostAndPort).min(1, 'must name a server').optional(),
  'ntp-key': z
    .strictObject({
      id: z.int().min(1).max(65_535),
      algorithm: z.enum(['md5', 'sha1', 'sha256', 'aes-128-cmac']),
      secret: hexadecimal.describe('in hexadecimal digits'),
    })
    .refine(({ algorithm, secret }) => algorithm !== 'aes-128-cmac' || secret.length === 32, {
      path: ['secret'],
      message: 'must have 32 digits for aes-128-cmac',
    })
    .describe('a key that the time servers share with their clients')
    .optional(),
  nts: z
    .strictObject({
      servers: z.array(hostAndPort).min(1, 'must name a server'),
      cacert: tls.cacert,
    })
    .describe('with which keys for time servers are agreed upon')
    .optional(),
  dns: z
    .strictObject({
      servers: z.array(hostAndPort).min(1, 'must name a server'),
      zone: domainName,
      records: z
        .array(knownRecords)
        .describe('what the servers are known to have; examples need one of their kind')
        .optional(),
    })
    .optional(),
  dhcp: assignment.optional(),
  'dhcp-v6': assignment6.describe('a server that assigns addresses of version 6').optional(),
  'load-balancer': z
    .strictObject({
      octavia: z.strictObject({}),
      members: z
        .array(hostAndPort)
        .min(2, 'must name two members')
        .describe('HTTP servers that say who they are, by IP address')
        .optional(),
      certificate: z
        .strictObject({
          reference: text.describe('by which the load balancer has it from the key manager'),
          name: domainName.describe('which it is for'),
          cacert: tls.cacert,
        })
        .describe('with which TLS can be terminated')
        .optional(),
      network: text
        .describe('the id of a network whose addresses the harness reaches; else a run makes one')
        .optional(),
      addresses: text
        .describe('the block of addresses of the networks that a run makes for load balancers')
        .optional(),
    })
    .optional(),
  inside: byCommand.describe('the probe where tenants are').optional(),
});

const parameters = z.strictObject({
  image: text.optional(),
  flavour: text.optional(),
  'alternate-flavour': text
    .describe('checked, and used by nothing: examples make the flavours that they compare')
    .optional(),
  'external-network': text.optional(),
  'volume-type': text.optional(),
  'accelerator-image': text
    .describe('what is loaded into programmable accelerators, a file')
    .optional(),
  'policy-content': text
    .describe('what is transferred as a policy, a file of JSON; without it, a policy of our own')
    .optional(),
  hosts: z
    .int()
    .min(1)
    .max(100_000)
    .describe('checked, and used by nothing: the target is asked which hosts it has')
    .optional(),
  silence: duration.describe('how long nothing must happen before it counts as silence').optional(),
  'clock-offset': duration.describe('how wrong the time of a server may be').optional(),
  deadlines: z
    .strictObject({
      server: duration.optional(),
      volume: duration.optional(),
      stack: duration.optional(),
    })
    .optional(),
});

export const targetFile = z.strictObject({
  target: text.max(200).describe('its name in reports'),
  vim: z.strictObject({ openstack }).describe('where it is'),
  personas: personas.describe('accounts to use instead of those that a run makes').optional(),
  acceleration: acceleration.optional(),
  hardware: hardware.optional(),
  policy: z.strictObject({ url: httpAddress, token: text.optional(), ...tls }).optional(),
  'enabler-services': enablerServices.optional(),
  callbacks: z
    .strictObject({ listen: listenAddress.optional(), url: httpAddress.optional() })
    .describe('where the target can reach the harness')
    .optional(),
  stimuli: z
    .partialRecord(
      z.enum(stimulusNames),
      z.union([z.strictObject({ url: httpAddress }), byCommand]),
    )
    .describe('how causes are brought about that no call of the tables brings')
    .optional(),
  disposable: z
    .strictObject({ hosts: z.array(text).optional(), systems: z.array(text).optional() })
    .describe('what disruptive examples may take down')
    .optional(),
  claims: z
    .record(text, z.strictObject({ supported: z.boolean(), reason: text }))
    .describe('what departs from the profile, by clause id or needs-name')
    .optional(),
  parameters: parameters.optional(),
});

export type TargetFile = z.infer<typeof targetFile>;

/** The published form; a test keeps `target-file.schema.json` in step with it. */
export const targetFileJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(targetFile, { io: 'input' }),
  title: 'Target file of nfvi-conformance',
});

/** Every key that may stand somewhere in a target file. */
export function targetFileKeys(): ReadonlySet<string> {
  const keys = new Set<string>();
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if ('properties' in schema && typeof schema.properties === 'object') {
      for (const key of Object.keys(schema.properties ?? {})) keys.add(key);
    }
    Object.values(schema).forEach(collect);
  };
  collect(targetFileJsonSchema());
  return keys;
}
