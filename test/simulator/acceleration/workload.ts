/** A workload at the simulator's door: calls by hand, and all that the other side sends. */
import type { Connection } from '../../../simulator/agent/line.ts';
import type { Simulator } from '../../../simulator/create-simulator.ts';

export interface Frame {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { code: number; message: string };
}

export function workloadAt(simulator: Simulator, name = 'workload-1') {
  const frames: Frame[] = [];
  let ended = false;
  const connection = simulator.connect(`/acceleration/vn-nf/${name}`, {
    send: (frame) => frames.push(JSON.parse(frame) as Frame),
    close: () => {
      ended = true;
    },
  });
  if (connection === undefined) throw new Error(`nothing is at ${name}`);
  let id = 0;
  return {
    frames,
    connection: connection satisfies Connection,
    ended: () => ended,
    /** The answer; what came beside it stays in `frames`. */
    call: (method: string, params: object = {}): Frame => {
      id += 1;
      connection.receive(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      const at = frames.findIndex((frame) => frame.id === id);
      const [answer] = frames.splice(at, 1);
      if (at === -1 || answer === undefined) throw new Error(`no answer to ${method}`);
      return answer;
    },
  };
}

export const item = (text: string) => ({ payload: Buffer.from(text).toString('base64') });

/** The word with which a refusal begins. */
export const faultOf = ({ error }: Frame): string | undefined => error?.message.split(':')[0];
