/** The probe's side of the frames: what it is told is checked, and done within bounds. */
import { z } from 'zod';
import {
  callFrame,
  mostBytes,
  type ProbeCall,
  probeCalls,
  probeErrors,
  type ProbeParams,
  probeVersion,
} from './probe-frames.ts';
import { openProbeSocket, type ProbeSocket } from './probe-sockets.ts';

/** The harness asks few servers at once. */
const mostSockets = 64;
/** In milliseconds: a socket that is not used so long is closed. */
const idle = 120_000;

export interface ProbeServer {
  receive(frame: string): void;
  /** The harness is gone. */
  closed(): void;
}

/** What the harness wants and the probe does not do. */
class Refused extends Error {
  override name = 'Refused';
}

interface Held {
  readonly socket: ProbeSocket;
  readonly timer: NodeJS.Timeout;
}

/**
 * @param say takes frames to the harness
 * @param crowded whether it does not read them as fast as they come; what arrives then is lost
 */
export function createProbeServer(
  say: (frame: string) => void,
  crowded: () => boolean,
): ProbeServer {
  const sockets = new Map<number, Held>();
  /** Being opened. */
  const awaited = new Set<number>();
  const tell = (frame: object): void => {
    say(JSON.stringify({ jsonrpc: '2.0', ...frame }));
  };
  const drop = (id: number): void => {
    const held = sockets.get(id);
    if (held === undefined) return;
    sockets.delete(id);
    clearTimeout(held.timer);
    held.socket.close();
  };
  const heldOf = (id: number): Held => {
    const held = sockets.get(id);
    if (held === undefined) throw new Refused(`there is no socket ${String(id)}`);
    held.timer.refresh();
    return held;
  };
  const notice = (method: string, params: object): void => {
    if (!crowded()) tell({ method, params });
  };

  const open = async (wish: ProbeParams<'open'>): Promise<object> => {
    const { socket: id } = wish;
    if (sockets.has(id) || awaited.has(id)) throw new Refused(`there is a socket ${String(id)}`);
    if (sockets.size + awaited.size >= mostSockets) {
      throw new Refused(`there are ${String(mostSockets)} sockets already`);
    }
    awaited.add(id);
    try {
      const socket = await openProbeSocket(wish, {
        arrived(bytes, from) {
          for (let at = 0; at === 0 || at < bytes.length; at += mostBytes) {
            const part = Buffer.from(bytes.subarray(at, at + mostBytes));
            notice('arrived', { socket: id, bytes: part.toString('base64'), from });
          }
        },
        failed({ code = '', message }) {
          notice('failed', { socket: id, code, message: message.slice(0, 1_000) });
        },
        ended() {
          notice('ended', { socket: id });
        },
      });
      const timer = setTimeout(() => {
        drop(id);
      }, idle).unref();
      sockets.set(id, { socket, timer });
      return { peer: socket.peer ?? null };
    } finally {
      awaited.delete(id);
    }
  };

  const calls: { readonly [M in ProbeCall]: (params: ProbeParams<M>) => Promise<object> | object } =
    {
      hello: () => ({ version: probeVersion }),
      open,
      async send({ socket, bytes }) {
        await heldOf(socket).socket.send(Buffer.from(bytes, 'base64'));
        return {};
      },
      close({ socket }) {
        drop(socket);
        return {};
      },
    };
  const perform = async <M extends ProbeCall>(method: M, params: unknown): Promise<object> => {
    const read = probeCalls[method].safeParse(params);
    if (!read.success) throw new Refused(`${method}: ${z.prettifyError(read.error)}`);
    return calls[method](read.data as ProbeParams<M>);
  };

  return {
    receive(text) {
      const frame = readFrame(text);
      if (typeof frame === 'string') {
        tell({ id: null, error: { code: probeErrors.unreadable, message: frame } });
        return;
      }
      const { id, method, params } = frame;
      perform(method, params).then(
        (result) => {
          tell({ id, result });
        },
        (error: unknown) => {
          tell({ id, error: errorOf(error) });
        },
      );
    },
    closed() {
      for (const id of [...sockets.keys()]) drop(id);
    },
  };
}

/** @returns what is wrong with it, or the frame */
function readFrame(text: string): string | z.infer<typeof callFrame> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'this is no JSON';
  }
  const read = callFrame.safeParse(json);
  return read.success ? read.data : z.prettifyError(read.error).slice(0, 1_000);
}

/** @throws whatever is neither a refusal nor said by the network: a bug */
function errorOf(error: unknown): object {
  if (error instanceof Refused) {
    return { code: probeErrors.invalid, message: error.message.slice(0, 1_000) };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  return { code: probeErrors.network, message, data: { code } };
}
