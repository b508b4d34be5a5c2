/** The frames of one connection: calls are answered, notifications sent until they are acknowledged. */
import { type Fault, faultCodes } from '../../src/contract/acceleration/faults.ts';
import { answerFrame, type FrameId, requestFrame } from '../../src/contract/acceleration/frames.ts';
import {
  type AskedCallName,
  isNotification,
  isWorkloadCall,
  type NotificationName,
  type ParamsOf,
  workloadCallShapes,
} from '../../src/contract/acceleration/workload-calls.ts';
import type { Clock } from '../kernel/clock.ts';
import { CallRefused } from './call-refused.ts';
import type { Accelerator } from './hardware.ts';
import { Session } from './session.ts';

/** The way to whoever is connected. */
export interface Line {
  send(frame: string): void;
  /** Ends the connection from this side. */
  close(): void;
}

/** The end that the simulator holds. */
export interface Connection {
  receive(frame: string): void;
  /** The other side is gone. */
  closed(): void;
}

/** How often a notification is sent that nobody acknowledges, and how long an answer may take. */
const patience = { times: 3, ms: 1_000 } as const;

export class WorkloadConnection implements Connection {
  readonly #line: Line;
  readonly #clock: Clock;
  readonly #session: Session;
  readonly #awaited = new Set<string>();
  /** Notifications that wait until the answer to the present call is sent. */
  #outbox: (() => void)[] | undefined;
  #open = true;
  #count = 0;

  constructor(accelerator: Accelerator, line: Line, clock: Clock) {
    this.#line = line;
    this.#clock = clock;
    this.#session = new Session(accelerator, (name, params) => {
      this.#notify(name, params);
    });
  }

  receive(frame: string): void {
    if (!this.#open) return;
    const json = parsed(frame);
    if (json === undefined) {
      this.#refuse(null, 'NOT_JSON', 'NOT_JSON');
      return;
    }
    const answer = answerFrame.safeParse(json);
    if (answer.success) {
      this.#awaited.delete(String(answer.data.id));
      return;
    }
    const request = requestFrame.safeParse(json);
    if (!request.success) {
      this.#refuse(null, 'NOT_A_REQUEST', 'NOT_A_REQUEST');
      return;
    }
    const { id, method, params = {} } = request.data;
    const outbox: (() => void)[] = [];
    const outer = this.#outbox;
    this.#outbox = outbox;
    try {
      this.#send({ id, result: this.#answer(method, params) });
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      this.#refuse(id, error.fault, error.message);
    }
    this.#outbox = outer;
    for (const send of outbox) send();
  }

  closed(): void {
    this.#open = false;
  }

  /** Ends it from this side. */
  end(): void {
    this.#open = false;
    this.#line.close();
  }

  raise(accEvent: string): void {
    this.#session.raise(accEvent, new Date(this.#clock.now()).toISOString());
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
    // One call, with the parameters of that call: the table of shapes has just said so.
    const call = this.#session.calls[method] as (params: ParamsOf<AskedCallName>) => unknown;
    return call(read.data);
  }

  #notify<N extends NotificationName>(method: N, params: ParamsOf<N>): void {
    this.#count += 1;
    const id = `nfvi-${String(this.#count)}`;
    this.#awaited.add(id);
    const send = (times: number): void => {
      if (!this.#open || times === 0 || !this.#awaited.has(id)) return;
      this.#send({ id, method, params });
      this.#clock.schedule(patience.ms, () => {
        send(times - 1);
      });
    };
    if (this.#outbox === undefined) send(patience.times);
    else
      this.#outbox.push(() => {
        send(patience.times);
      });
  }

  #refuse(id: FrameId | null, fault: Fault, message: string): void {
    this.#send({ id, error: { code: faultCodes[fault], message } });
  }

  #send(frame: object): void {
    this.#line.send(JSON.stringify({ jsonrpc: '2.0', ...frame }));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
