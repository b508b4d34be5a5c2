/**
 * The harness's side of the frames to a probe. Whatever is wrong with the probe itself is none of the
 * target's faults: it ends in `NotPrepared`, also where silence would be what is awaited.
 */
import { NotPrepared } from '../failures.ts';
import type { OpenLine } from './frame-line.ts';
import { openHeld } from './held-line.ts';
import {
  helloResult,
  openResult,
  type ProbeCall,
  probeFrame,
  type ProbeFrame,
  type ProbeParams,
  probeVersion,
} from './probe-frames.ts';

export interface ProbePatience {
  /** In milliseconds: until it says hello; it may have to be reached first. */
  readonly start: number;
  /** In milliseconds: for any other call. */
  readonly call: number;
}

/** Gets what reaches one socket. */
export interface ProbedEnd {
  arrived(bytes: Uint8Array, from: string): void;
  /** The network or the probe is the cause; nothing comes any more. */
  failed(error: Error): void;
  ended(): void;
}

export interface ProbeLine {
  /** A number for a socket; what reaches it goes to `end` until it is closed. */
  take(end: ProbedEnd): number;
  release(socket: number): void;
  /**
   * @returns `host:port` to which the socket leads; undefined: to all
   * @throws NotPrepared when the probe does not do it
   * @throws what the network says to it
   */
  open(wish: ProbeParams<'open'>): Promise<string | undefined>;
  /**
   * Resolves once the bytes have left.
   * @throws NotPrepared when the probe does not do it
   * @throws what the network says to it
   */
  send(socket: number, bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** For one socket: no server answers so often. */
const mostArrivals = 1_000;
/** What comes for sockets that have just been closed. */
const mostLate = 10_000;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}
type Heard = Extract<ProbeFrame, { method: string }>;

/** @throws NotPrepared when no probe answers, or one of another version */
export async function openProbeLine(open: OpenLine, patience: ProbePatience): Promise<ProbeLine> {
  const pending = new Map<number, Pending>();
  const ends = new Map<number, { readonly end: ProbedEnd; arrivals: number }>();
  let broken: Error | undefined;
  let count = 0;
  let late = 0;

  /** All that is under way, and all that follows, ends with this. */
  const lose = (why: string): void => {
    if (broken !== undefined) return;
    const error = new NotPrepared(`the probe inside (${line.address}): ${why}`);
    broken = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    for (const { end } of ends.values()) end.failed(error);
    ends.clear();
    line.close();
  };
  const reached = ({ method, params }: Heard): void => {
    const held = ends.get(params.socket);
    if (held === undefined) {
      late += 1;
      if (late > mostLate) lose('it does not cease to tell of sockets that are closed');
      return;
    }
    held.arrivals += 1;
    if (held.arrivals > mostArrivals) {
      lose(`more than ${String(mostArrivals)} messages for one request`);
    } else if (method === 'arrived') {
      held.end.arrived(Buffer.from(params.bytes, 'base64'), params.from);
    } else if (method === 'failed') held.end.failed(ofNetwork(params.code, params.message));
    else held.end.ended();
  };
  const heard = (text: string): void => {
    const frame = readFrame(text);
    if (frame === undefined) {
      lose(`it says what no probe says: ${JSON.stringify(text.slice(0, 200))}`);
    } else if ('method' in frame) reached(frame);
    else {
      const asked = frame.id === null ? undefined : pending.get(frame.id);
      if (asked === undefined || frame.id === null) {
        lose(`it answers ${JSON.stringify(frame.id)}, which was not asked`);
        return;
      }
      pending.delete(frame.id);
      if ('result' in frame) asked.resolve(frame.result);
      else asked.reject(errorOf(frame.error));
    }
  };
  const errorOf = ({ message, data }: Extract<ProbeFrame, { error: object }>['error']): Error =>
    data === undefined
      ? new NotPrepared(`the probe inside (${line.address}) refuses: ${message}`)
      : ofNetwork(data.code, message);

  const { line, begin } = await openHeld(open, {
    frame: (text) => {
      if (broken === undefined) heard(text);
    },
    malformed: (what) => {
      lose(`it sent ${what}`);
    },
    ended: lose,
  }).catch((error: unknown) => {
    throw new NotPrepared(`the probe inside: ${(error as Error).message}`, { cause: error });
  });
  begin();

  const call = <M extends ProbeCall>(method: M, params: ProbeParams<M>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) {
        reject(broken);
        return;
      }
      count += 1;
      const ms = method === 'hello' ? patience.start : patience.call;
      const timer = setTimeout(() => {
        lose(`no answer to "${method}" within ${String(ms / 1000)} s`);
      }, ms);
      pending.set(count, {
        resolve(result) {
          clearTimeout(timer);
          resolve(result);
        },
        reject(error) {
          clearTimeout(timer);
          reject(error);
        },
      });
      line.send(JSON.stringify({ jsonrpc: '2.0', id: count, method, params }));
    });

  const hello = helloResult.safeParse(await call('hello', {}));
  if (hello.data?.version !== probeVersion) {
    lose(`it does not speak ${probeVersion}, but ${hello.data?.version ?? 'something else'}`);
  }
  if (broken !== undefined) throw broken;

  let sockets = 0;
  return {
    take(end) {
      sockets += 1;
      ends.set(sockets, { end, arrivals: 0 });
      return sockets;
    },
    release(socket) {
      ends.delete(socket);
      // Who does not answer to that does not answer to what follows either.
      call('close', { socket }).catch(() => undefined);
    },
    async open(wish) {
      const opened = openResult.safeParse(await call('open', wish));
      if (opened.success) return opened.data.peer ?? undefined;
      lose('it does not say where a socket leads');
      throw broken as Error;
    },
    async send(socket, bytes) {
      await call('send', { socket, bytes: Buffer.from(bytes).toString('base64') });
    },
    close() {
      lose('we have closed it');
    },
  };
}

const ofNetwork = (code: string, message: string): Error =>
  Object.assign(new Error(message), { code });

function readFrame(text: string): ProbeFrame | undefined {
  try {
    return probeFrame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
