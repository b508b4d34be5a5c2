/**
 * Frames between a workload and its accelerator: JSON-RPC 2.0, both ways over one connection, one
 * object a frame. Over WebSocket a frame is a text message; over the standard streams of a command it
 * is a line. ETSI GS NFV-IFA 002 has no wire format: all of this is ours.
 *
 * A request has an `id` and is answered once, with `result` or `error`; there are no batches and no
 * JSON-RPC notifications, so that each call of the table has its response. The `method` is the name of
 * the request in Table 6-3 without the ending `Request`.
 */
import { z } from 'zod';

/** Changes when a frame that was right becomes wrong. Offered as WebSocket subprotocol. */
export const subprotocol = 'nfvi-acceleration.v1';

/** Larger frames need not be read: an item of 8 MiB in base64, and what stands around it. */
export const longestFrame = 12 * 1024 * 1024;

const id = z.union([z.string(), z.int()]);
export type FrameId = z.infer<typeof id>;

const parameters = z.record(z.string(), z.unknown());

export const requestFrame = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id,
  method: z.string().min(1),
  params: parameters.optional(),
});
export type RequestFrame = z.infer<typeof requestFrame>;

export const errorObject = z.looseObject({
  code: z.int(),
  message: z.string(),
  data: z.unknown().optional(),
});
export type ErrorObject = z.infer<typeof errorObject>;

export const resultFrame = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id,
  result: parameters,
  error: z.undefined().optional(),
});
export const errorFrame = z.looseObject({
  jsonrpc: z.literal('2.0'),
  /** Null when the request could not be read. */
  id: id.nullable(),
  error: errorObject,
  result: z.undefined().optional(),
});
export const answerFrame = z.union([resultFrame, errorFrame]);
export type AnswerFrame = z.infer<typeof answerFrame>;
