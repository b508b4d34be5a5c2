/**
 * What the parameters of IFA 002 hold. Their names are those of Table 6-3; what they are made of is
 * ours. What is answered may have more fields; what is asked may not.
 */
import { z } from 'zod';

/** Names of attributes; none at all selects every attribute. */
export const selector = z.array(z.string().min(1)).meta({
  description: 'Names of attributes; an empty list, or none, selects all of them.',
});
export const filter = z.string().meta({
  description: 'Terms such as (eq,type,crypto), joined by semicolons; empty: everything.',
});
export const identifier = z.string().min(1).max(255);

/** One item of data. */
export const accData = z.strictObject({
  /** Base64 (RFC 4648, clause 4). */
  payload: z.base64(),
  /** What the operation needs beside the payload, for example `key` and `iv`, in base64. */
  metadata: z.record(z.string(), z.base64()).optional(),
});
export type AccData = z.infer<typeof accData>;
export const accDataAnswer = z.looseObject(accData.shape);

/** What a channel is, as the capabilities announce it: no call opens one. */
export const channel = z.looseObject({
  accChannel: identifier,
  /** How many results it holds before it takes no more. */
  depth: z.int().min(1),
});

/** What may be set of a subsystem. */
export const setting = z.looseObject({
  type: z.enum(['integer', 'string', 'boolean']),
  default: z.union([z.int(), z.string(), z.boolean()]),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  /** Of a string: the values that it may have. */
  values: z.array(z.string()).optional(),
});
export type Setting = z.infer<typeof setting>;

/**
 * The attributes of the capabilities that every subsystem has. Where there are channels, `operations`
 * hold `copy`, which gives back what was sent, so that an exchange can be judged whatever the
 * accelerator is for; the setting `operation` chooses one of them, and is `copy` by default.
 */
export const capability = z.looseObject({
  type: z.string(),
  operations: z.array(z.string()),
  channels: z.array(channel),
  events: z.array(identifier),
  configuration: z.record(z.string(), setting),
});
export type Capability = z.infer<typeof capability>;

const ofSubsystem = <T extends z.ZodType>(attributes: T) =>
  z.looseObject({ subSystem: identifier, attributes });

/** Only the selected attributes, so each may be absent. */
export const accCapabilities = z.array(ofSubsystem(capability.partial()));
export type AccCapabilities = z.infer<typeof accCapabilities>;

const configValue = z.union([z.int(), z.string(), z.boolean()]);
export type ConfigValue = z.infer<typeof configValue>;
const configValues = z.record(z.string(), configValue);

/**
 * The accelerator as a whole stands among the subsystems under this name, without channels; its
 * settings are those of `accConfigurationData`.
 */
export const wholeAccelerator = 'accelerator';

export const accConfigs = z.array(ofSubsystem(configValues));
export type AccConfigs = z.infer<typeof accConfigs>;

export const accConfigurationData = configValues;
export const accSubSysConfigurationData = z.array(
  z.strictObject({ subSystem: identifier, attributes: configValues }),
);

/** What is to be known about an event. */
export const accEventMetaData = z.looseObject({
  /** The event that was registered for. */
  accEvent: identifier,
  /** Where it happened; absent: the accelerator as a whole. */
  subSystem: identifier.optional(),
  /** When it happened. */
  raisedAt: z.iso.datetime({ offset: true }),
});
export type AccEventMetaData = z.infer<typeof accEventMetaData>;
