/**
 * What the parameters of IFA 019 hold. Their names, with their capitals, are those of Table 6-3; what
 * they are made of is ours. What is answered may have more fields; what is asked may not.
 */
import { z } from 'zod';

const identifier = z.string().min(1).max(255);
const moment = z.iso.datetime({ offset: true });

/** What an accelerator is given to. */
export const attachTargetInfo = z.strictObject({
  type: z.literal('virtual-compute'),
  /** The id of the virtual compute, as the VIM knows it. */
  id: identifier,
  /** How the workload names itself in the address of its connection; made when it is absent. */
  attachTarget: identifier.optional(),
});

/** Which kind of accelerator is wanted. */
export const accResourceInfo = z.strictObject({
  type: z.string().min(1),
  /** Where; absent: anywhere. */
  hostId: identifier.optional(),
  /** Terms that the accelerator must meet beside its type, in the grammar of filters. */
  requirements: z.string().optional(),
});

/** An accelerator of a host. */
export const accelerator = z.looseObject({
  /** Stable: the same accelerator has the same id in query, discovery, statistics and alarms. */
  accResourceId: identifier,
  hostId: identifier,
  type: z.string(),
  vendor: z.string(),
  model: z.string(),
  programmable: z.boolean(),
  state: z.enum(['free', 'allocated', 'loading', 'faulty']),
  /** What it is given to. */
  attachedTo: identifier.optional(),
  /** How the workload that has it names itself in the address of its connection. */
  attachTarget: identifier.optional(),
  /** The name of the image that it runs. */
  image: z.string().optional(),
});

/** What has been counted since the last reset, and never shrinks until the next. */
export const accStatistics = z.array(
  z.looseObject({
    accResourceId: identifier,
    hostId: identifier,
    subSystem: identifier,
    /** Only the selected ones: `itemsIn`, `itemsOut`, `bytesIn`, `bytesOut`, `errors` and more. */
    attributes: z.record(z.string(), z.int().min(0)),
  }),
);

/** As in fault management: ETSI GS NFV-IFA 005, clause 8.6.3. */
export const alarm = z.looseObject({
  alarmId: identifier,
  accResourceId: identifier,
  hostId: identifier,
  alarmRaisedTime: moment,
  alarmChangedTime: moment.optional(),
  alarmClearedTime: moment.optional(),
  perceivedSeverity: z.enum(['critical', 'major', 'minor', 'warning', 'indeterminate', 'cleared']),
  eventType: z.string(),
  probableCause: z.string(),
  isRootCause: z.boolean(),
});

export const accImageInfo = z.strictObject({
  name: z.string().min(1),
  /** The type of accelerator that it is for. */
  type: z.string().min(1),
  version: z.string().optional(),
  /** SHA-256 of the image, in hexadecimal digits. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Names of attributes, joined by commas; empty or absent: all. */
export const selectorText = z.string().regex(/^(?:\w+(?:,\w+)*)?$/);
export const filterText = z.string();
export { identifier };
