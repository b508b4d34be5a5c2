/**
 * One connection of one workload: frames are read and judged by the contract, calls go to the session
 * that answers them. The state of the contract is kept here: before `InitAcc` and after `ReleaseAcc`
 * no other call gets through.
 */
import { type Fault, faultCodes } from '../../src/contract/acceleration/faults.ts';
import {
  answerFrame,
  type FrameId,
  type RequestFrame,
  requestFrame,
} from '../../src/contract/acceleration/frames.ts';
import {
  type AskedCallName,
  isNotification,
  isWorkloadCall,
  type ResultOf,
  workloadCallShapes,
} from '../../src/contract/acceleration/workload-calls.ts';
import { CallRefused } from './call-refused.ts';
import type { Connection, Line } from './line.ts';
import type { Notifications } from './notifications.ts';
import type { Session } from './session.ts';

/** JSON-RPC's code for a failure of whoever answers: no refusal, and no word of the binding. */
const internalError = -32603;
/** Calls that may wait while one is worked on; who sends more is cut off. */
const mostWaiting = 1_000;

export interface AgentOptions {
  readonly line: Line;
  readonly session: Session;
  /** The same that the session tells with. */
  readonly notifications: Notifications;
  /** What a session throws that is no refusal; the workload only learns that there was something. */
  readonly failed: (error: unknown) => void;
}

export class AgentConnection implements Connection {
  readonly #line: Line;
  readonly #session: Session;
  readonly #notifications: Notifications;
  readonly #failed: AgentOptions['failed'];
  readonly #waiting: RequestFrame[] = [];
  #busy = false;
  #open = true;
  #ready = false;

  constructor({ line, session, notifications, failed }: AgentOptions) {
    this.#line = line;
    this.#session = session;
    this.#notifications = notifications;
    this.#failed = failed;
  }

  receive(frame: string): void {
    if (!this.#open) return;
    const json = parsed(frame);
    if (json === undefined) {
      this.#refuse(null, 'NOT_JSON', 'NOT_JSON');
      return;
    }
    const request = requestFrame.safeParse(json);
    if (request.success) {
      this.#take(request.data);
      return;
    }
    const answer = answerFrame.safeParse(json);
    if (answer.success) this.#notifications.acknowledged(String(answer.data.id));
    else this.#refuse(null, 'NOT_A_REQUEST', 'NOT_A_REQUEST');
  }

  closed(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#waiting.length = 0;
    this.#notifications.end();
    this.#session.ended?.();
  }

  /** Ends it from this side. */
  end(): void {
    this.closed();
    this.#line.close();
  }

  /** One after another, since their order means something. */
  #take(request: RequestFrame): void {
    if (!this.#busy) this.#perform(request);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(request);
    else this.end();
  }

  #perform({ id, method, params = {} }: RequestFrame): void {
    this.#notifications.hold();
    try {
      const result = this.#answer(method, params);
      if (result instanceof Promise) {
        this.#busy = true;
        void this.#later(id, method, result);
        return;
      }
      this.#succeeded(id, method, result);
    } catch (error) {
      this.#refused(id, error);
    }
  }

  async #later(id: FrameId, method: string, result: Promise<unknown>): Promise<void> {
    try {
      this.#succeeded(id, method, await result);
    } catch (error) {
      this.#refused(id, error);
    }
    this.#busy = false;
    const next = this.#waiting.shift();
    if (next !== undefined) this.#perform(next);
  }

  #answer(method: string, params: unknown): unknown {
    if (!isWorkloadCall(method) || isNotification(method)) {
      throw new CallRefused('NO_SUCH_CALL', method);
    }
    const read = workloadCallShapes[method].params.safeParse(params);
    if (!read.success) {
      const [issue] = read.error.issues;
      const at = issue?.path.join('.') ?? '';
      throw new CallRefused('INVALID_PARAMETER', `${at} ${issue?.message ?? ''}`.trim());
    }
    if (method !== 'InitAcc' && !this.#ready) {
      throw new CallRefused('NOT_INITIALISED', 'InitAcc comes first');
    }
    // One call, with the parameters of that call: the table of shapes has just said so.
    const call = this.#session.calls[method] as ((params: unknown) => unknown) | undefined;
    if (call === undefined) throw new CallRefused('NO_SUCH_CALL', `${method} is not offered`);
    return call(read.data);
  }

  #succeeded(id: FrameId, method: string, result: unknown): void {
    if ((method as AskedCallName) === 'ReleaseAcc') this.#ready = false;
    if ((method as AskedCallName) === 'InitAcc') {
      this.#ready ||= (result as ResultOf<'InitAcc'>).accCapabilities.length > 0;
    }
    this.#send({ id, result });
    this.#notifications.release();
  }

  #refused(id: FrameId, error: unknown): void {
    const refusal = error instanceof CallRefused;
    if (refusal) this.#refuse(id, error.fault, error.message);
    else this.#send({ id, error: { code: internalError, message: 'INTERNAL_ERROR' } });
    this.#notifications.release();
    if (!refusal) this.#failed(error);
  }

  #refuse(id: FrameId | null, fault: Fault, message: string): void {
    this.#send({ id, error: { code: faultCodes[fault], message } });
  }

  #send(frame: object): void {
    if (this.#open) this.#line.send(JSON.stringify({ jsonrpc: '2.0', ...frame }));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
