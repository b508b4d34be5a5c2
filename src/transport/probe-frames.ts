/**
 * Frames between the harness and its probe inside of a cloud: JSON-RPC 2.0, a frame is a line. The harness
 * calls, and each call has its answer; what reaches the probe's sockets it tells without being asked.
 *
 * | method    | from    | means                                                             |
 * | --------- | ------- | ----------------------------------------------------------------- |
 * | `hello`   | harness | which version of this is spoken                                   |
 * | `open`    | harness | a socket for datagrams to an address or all, or a connection      |
 * | `send`    | harness | one datagram, or bytes; answered once they have left              |
 * | `close`   | harness | the socket is needed no more                                      |
 * | `arrived` | probe   | one datagram and who sent it, or bytes                            |
 * | `failed`  | probe   | the network says that nothing comes of a socket                   |
 * | `ended`   | probe   | the other side has ended a connection                             |
 */
import { z } from 'zod';

/** Changes when a frame that was right becomes wrong. */
export const probeVersion = 'nfvi-probe.v1';

/** In characters: the largest datagram in base64, and what stands around it. */
export const longestProbeFrame = 128 * 1024;
/** In bytes: what one frame carries at most. */
export const mostBytes = 64 * 1024;

const socket = z.int().min(1);
const bytes = z.base64().max(4 * Math.ceil(mostBytes / 3));
const text = z.string().max(1_000);
const version = z.literal('2.0');

const hostAndPort = z
  .string()
  .max(300)
  .regex(/^(?:\[[0-9A-Fa-f:.]+(?:%[\w.-]{1,32})?\]|[\w.-]+):\d{1,5}$/, 'must be host:port');
const port = z.int().min(1).max(65_535);
const open = z.discriminatedUnion('over', [
  /** `from`: of its own; any unless told. */
  z.strictObject({ socket, over: z.literal('udp'), to: hostAndPort, from: hostAndPort.optional() }),
  z.strictObject({ socket, over: z.literal('tcp'), to: hostAndPort }),
  /** To all who are on the network of an interface. */
  z.strictObject({
    socket,
    over: z.literal('broadcast'),
    interface: z.string().regex(/^[\w.:@-]{1,32}$/, 'must be the name of an interface'),
    ports: z.strictObject({ client: port, server: port }),
  }),
]);

export const probeCalls = {
  hello: z.strictObject({}),
  open,
  send: z.strictObject({ socket, bytes }),
  close: z.strictObject({ socket }),
} as const;
export type ProbeCall = keyof typeof probeCalls;
export type ProbeParams<M extends ProbeCall> = z.infer<(typeof probeCalls)[M]>;

export const callFrame = z.strictObject({
  jsonrpc: version,
  id: z.int(),
  method: z.enum(Object.keys(probeCalls) as [ProbeCall, ...ProbeCall[]]),
  params: z.unknown(),
});

/** What a call of `open` gives: `host:port` to which the socket leads; null: to all. */
export const openResult = z.object({ peer: text.nullable() });
export const helloResult = z.object({ version: text });

const notice = <M extends string, P extends z.ZodType>(method: M, params: P) =>
  z.object({ jsonrpc: version, method: z.literal(method), params });
/** What the probe says. */
export const probeFrame = z.union([
  z.object({ jsonrpc: version, id: z.int(), result: z.record(z.string(), z.unknown()) }),
  z.object({
    jsonrpc: version,
    id: z.int().nullable(),
    error: z.object({
      code: z.int(),
      message: text,
      /** What the network says, for example `ECONNREFUSED`; absent when the probe itself refuses. */
      data: z.object({ code: z.string().regex(/^[A-Z][A-Z0-9_]{1,40}$/) }).optional(),
    }),
  }),
  notice('arrived', z.object({ socket, bytes, from: text })),
  notice(
    'failed',
    z.object({ socket, code: z.string().regex(/^[A-Z0-9_]{0,40}$/), message: text }),
  ),
  notice('ended', z.object({ socket })),
]);
export type ProbeFrame = z.infer<typeof probeFrame>;

/** Codes of errors; that of the network is ours, the others are JSON-RPC's. */
export const probeErrors = { network: -32_001, unreadable: -32_700, invalid: -32_602 } as const;
