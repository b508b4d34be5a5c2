/** What creates a server. Source: Compute API reference, "Create server", 2.1 to 2.103. */
import { z } from 'zod';
import {
  addressText,
  description,
  diskConfig,
  flavorRef,
  hostnameText,
  hostText,
  ipv4Text,
  ipv6Text,
  judged,
  metadata,
  noForm,
  oneOf,
  shortText,
  tagText,
  uuidText,
} from './formats.ts';
import { printableName, wireBoolean, wireInteger } from './wire-types.ts';

/** A network, or a port, that the server gets an interface on. */
const networkBefore237 = z.strictObject({
  uuid: z.string().optional(),
  port: z
    .string()
    .refine((text) => uuidText.safeParse(text).success, { error: noForm })
    .nullish(),
  fixed_ip: addressText.optional(),
});
const network = networkBefore237.extend({ uuid: uuidText.optional() });
const networkWithTag = network.extend({ tag: tagText.optional() });
export type WishedNetwork = z.output<typeof networkWithTag>;

const listOf = (item: z.ZodType<WishedNetwork>) =>
  judged((value, refuse): 'auto' | 'none' | WishedNetwork[] => {
    if (value === 'auto' || value === 'none') return value;
    const parsed = z.array(item).safeParse(value);
    return parsed.success ? parsed.data : refuse(noForm);
  });

/** Where a disk comes from. */
const bootIndex = judged((value, refuse): number | null => {
  if (value === null || Number.isInteger(value)) return value as number | null;
  if (typeof value !== 'string') return refuse("is not of type 'integer', 'string', 'null'");
  return /^-?[0-9]+$/.test(value) ? Number(value) : refuse("does not match '^-?[0-9]+$'");
});
const blockDevice = z.strictObject({
  uuid: z
    .string()
    .min(1, { error: 'is too short' })
    .max(255, { error: 'is too long' })
    .regex(/^[a-zA-Z0-9._-]*$/, { error: "does not match '^[a-zA-Z0-9._-]*$'" })
    .optional(),
  source_type: oneOf('volume', 'image', 'snapshot', 'blank').optional(),
  destination_type: oneOf('local', 'volume').optional(),
  boot_index: bootIndex.optional(),
  volume_size: wireInteger(1).optional(),
  delete_on_termination: wireBoolean.optional(),
  device_name: shortText(255).min(1, { error: 'is too short' }).optional(),
  device_type: shortText(255).optional(),
  disk_bus: shortText(255).optional(),
  guest_format: shortText(255).optional(),
  no_device: z.unknown().optional(),
  volume_id: uuidText.optional(),
  snapshot_id: uuidText.optional(),
  image_id: uuidText.optional(),
});
const blockDeviceWithTag = blockDevice.extend({ tag: tagText.optional() });
const blockDeviceWithType = blockDeviceWithTag.extend({ volume_type: shortText(255).nullish() });
export type WishedBlockDevice = z.output<typeof blockDeviceWithType>;

/** An image's id, or empty text for none. */
const imageRef = z
  .string()
  .refine((text) => text === '' || uuidText.safeParse(text).success, { error: noForm });

const serverBefore219 = z.strictObject({
  name: printableName,
  imageRef: imageRef.optional(),
  flavorRef,
  adminPass: z.string().optional(),
  metadata: metadata.optional(),
  networks: z.array(networkBefore237).optional(),
  'OS-DCF:diskConfig': diskConfig.optional(),
  accessIPv4: ipv4Text.optional(),
  accessIPv6: ipv6Text.optional(),
  personality: z.array(z.looseObject({ path: z.string(), contents: z.string() })).optional(),
  availability_zone: printableName.optional(),
  block_device_mapping: z.array(z.looseObject({})).optional(),
  block_device_mapping_v2: z.array(blockDevice).optional(),
  config_drive: wireBoolean.optional(),
  key_name: printableName.optional(),
  min_count: wireInteger(1).optional(),
  max_count: wireInteger(1).optional(),
  return_reservation_id: wireBoolean.optional(),
  security_groups: z.array(z.strictObject({ name: printableName })).optional(),
  user_data: shortText(65_535).optional(),
});

const groupHint = z.looseObject({
  group: uuidText.optional(),
  same_host: z.union([z.string(), z.array(uuidText)]).optional(),
  different_host: z.union([z.string(), z.array(uuidText)]).optional(),
});

const server219 = serverBefore219.extend({ description: description.optional() });
const server237 = server219.extend({ networks: listOf(network) });
const server242 = server237.extend({
  networks: listOf(networkWithTag),
  block_device_mapping_v2: z.array(blockDeviceWithTag).optional(),
});
const server252 = server242.extend({
  tags: z.array(tagText).max(50, { error: 'is too long' }).optional(),
});
const server257 = server252.omit({ personality: true });
const server263 = server257.extend({
  trusted_image_certificates: z.array(z.string()).max(50).nullish(),
});
const server267 = server263.extend({
  block_device_mapping_v2: z.array(blockDeviceWithType).optional(),
});
const server274 = server267.extend({
  host: hostText.optional(),
  hypervisor_hostname: hostText.optional(),
});
const server290 = server274.extend({ hostname: hostnameText.optional() });
/** From 2.94 a host name may have a domain. */
const server294 = server274.extend({ hostname: hostText.optional() });

const request = <S extends z.ZodType>(server: S) =>
  z.strictObject({
    server,
    'os:scheduler_hints': groupHint.optional(),
    'OS-SCH-HNT:scheduler_hints': groupHint.optional(),
  });

/** By the microversion from which it holds, newest first. */
const requests = [
  [94, request(server294)],
  [90, request(server290)],
  [74, request(server274)],
  [67, request(server267)],
  [63, request(server263)],
  [57, request(server257)],
  [52, request(server252)],
  [42, request(server242)],
  [37, request(server237)],
  [19, request(server219)],
  [1, request(serverBefore219)],
] as const;

/** Everything that any microversion lets one ask for. */
export type CreateServerRequest = {
  readonly server: z.output<typeof serverBefore219> extends infer Base
    ? Omit<Base, 'networks' | 'block_device_mapping_v2'> & {
        readonly networks?: 'auto' | 'none' | readonly WishedNetwork[] | undefined;
        readonly block_device_mapping_v2?: readonly WishedBlockDevice[] | undefined;
        readonly description?: string | null | undefined;
        readonly tags?: readonly string[] | undefined;
        readonly host?: string | undefined;
        readonly hypervisor_hostname?: string | undefined;
        readonly hostname?: string | undefined;
      }
    : never;
} & Partial<
  Record<'os:scheduler_hints' | 'OS-SCH-HNT:scheduler_hints', z.output<typeof groupHint>>
>;

/** `POST /servers`. @param minor the part after `2.` */
export const createServerRequest = (minor: number): z.ZodType<CreateServerRequest> =>
  (requests.find(([from]) => minor >= from) ?? requests[10])[1] as z.ZodType<CreateServerRequest>;
