/** What the defects of connections are made of: frames are seen, changed, dropped and added. */
import type { NotificationName } from '../../../src/contract/acceleration/workload-calls.ts';
import type { Connect, Connection, Defect, Fetch } from '../defect.ts';

export interface Frame {
  readonly jsonrpc?: string;
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/** One connection, as a defect has its hands on it. */
export interface Wire {
  /** Puts a frame on the way to the infrastructure; its answer is kept from the workload. */
  ask(method: string, params: object): void;
  /** Puts a frame on the way to the workload. */
  readonly tell: (frame: Frame) => void;
  /** What the workload asked with, by method; the latest last. */
  readonly asked: readonly Frame[];
}

export interface Meddling {
  /** A call of the workload: what goes on instead, or an answer given at once. */
  onCall?(frame: Frame, wire: Wire): Frame | { readonly answer: Frame['result'] };
  /** What answers a call. */
  onAnswer?(answer: Frame, call: Frame, wire: Wire): Frame;
  /** A call of the infrastructure: what comes instead, any number. */
  onNotification?(frame: Frame, wire: Wire): readonly Frame[];
}

/** Defects see the wire of this and, where they mix workloads up, those of the others. */
export type Meddle = (others: () => readonly Wire[]) => Meddling;

const nothing = (next: Fetch): Fetch => next;

/** A defect of connections; `make` is called once for each of them. */
export const onConnections = (
  defect: Omit<Defect, 'wrap' | 'wrapConnections'>,
  make: Meddle,
): Defect => ({ ...defect, wrap: nothing, wrapConnections: (next) => meddled(next, make) });

function meddled(next: Connect, make: Meddle): Connect {
  const wires = new Set<Wire>();
  return (path, line) => {
    const calls = new Map<unknown, Frame>();
    const secret = new Set<unknown>();
    const asked: Frame[] = [];
    const held: { connection?: Connection } = {};
    const toWorkload = (frame: Frame): void => {
      line.send(JSON.stringify(frame));
    };
    const wire: Wire = {
      asked,
      ask(method, params) {
        const id = `defect-${String(secret.size)}`;
        secret.add(id);
        held.connection?.receive(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      },
      tell: toWorkload,
    };
    const meddling = make(() => [...wires].filter((each) => each !== wire));
    const connection = next(path, {
      close: () => {
        line.close();
      },
      send(text) {
        const frame = JSON.parse(text) as Frame;
        if (frame.method !== undefined) {
          (meddling.onNotification?.(frame, wire) ?? [frame]).forEach(toWorkload);
          return;
        }
        if (secret.delete(frame.id)) return;
        const call = calls.get(frame.id);
        calls.delete(frame.id);
        toWorkload(call === undefined ? frame : (meddling.onAnswer?.(frame, call, wire) ?? frame));
      },
    });
    if (connection === undefined) return undefined;
    held.connection = connection;
    wires.add(wire);
    return {
      receive(text) {
        const frame = JSON.parse(text) as Frame;
        if (frame.method === undefined) {
          connection.receive(text);
          return;
        }
        asked.push(frame);
        calls.set(frame.id, frame);
        const instead = meddling.onCall?.(frame, wire) ?? frame;
        if ('answer' in instead) {
          toWorkload({ jsonrpc: '2.0', id: frame.id, result: instead.answer ?? {} });
        } else connection.receive(JSON.stringify(instead));
      },
      closed() {
        wires.delete(wire);
        connection.closed();
      },
    };
  };
}

/** The answer to one call, changed; refusals stay as they are. */
export const answerOf = (
  method: string,
  change: (result: Record<string, unknown>, call: Frame, wire: Wire) => object,
): Meddling => ({
  onAnswer: (answer, call, wire) =>
    call.method !== method || answer.result === undefined
      ? answer
      : { ...answer, result: { ...change({ ...answer.result }, call, wire) } },
});

/** The parameters of one call, changed on their way. */
export const paramsOf = (
  method: string,
  change: (params: Record<string, unknown>, wire: Wire) => Record<string, unknown>,
): Meddling => ({
  onCall: (frame, wire) =>
    frame.method === method ? { ...frame, params: change({ ...frame.params }, wire) } : frame,
});

/** One of the calls of the infrastructure, changed, dropped or repeated. */
export const notificationOf = (
  method: NotificationName,
  change: (frame: Frame, wire: Wire) => readonly Frame[],
): Meddling => ({
  onNotification: (frame, wire) => (frame.method === method ? change(frame, wire) : [frame]),
});
