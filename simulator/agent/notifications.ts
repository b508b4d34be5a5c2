/** Calls of the infrastructure: sent until the workload acknowledges them, three times at most. */
import type { Clock } from '../kernel/clock.ts';
import type { Line } from './line.ts';
import type { Tell } from './session.ts';

/** How often one is sent that nobody acknowledges, and how long an answer may take. */
const patience = { times: 3, ms: 1_000 } as const;

interface Sent {
  readonly frame: string;
  /** When it is sent again. */
  readonly due: number;
  /** How often it may still be sent. */
  readonly left: number;
}

export class Notifications {
  readonly #line: Line;
  readonly #clock: Pick<Clock, 'now' | 'schedule'>;
  /** Those that nobody has acknowledged, in the order in which they are due. */
  readonly #awaited = new Map<string, Sent>();
  /** Those that wait for the answers that are under way. */
  readonly #held: { readonly id: string; readonly frame: string }[] = [];
  #answering = 0;
  #looking = false;
  #count = 0;

  constructor(line: Line, clock: Pick<Clock, 'now' | 'schedule'>) {
    this.#line = line;
    this.#clock = clock;
  }

  readonly tell: Tell = (method, params) => {
    this.#count += 1;
    const id = `nfvi-${String(this.#count)}`;
    const frame = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    if (this.#answering > 0) this.#held.push({ id, frame });
    else this.#send(id, frame, patience.times);
  };

  /** From now on they wait, until as many answers have been sent as were begun. */
  hold(): void {
    this.#answering += 1;
  }

  release(): void {
    this.#answering -= 1;
    if (this.#answering > 0) return;
    for (const { id, frame } of this.#held.splice(0)) this.#send(id, frame, patience.times);
  }

  acknowledged(id: string): void {
    this.#awaited.delete(id);
  }

  /** Nobody is there any more. */
  end(): void {
    this.#awaited.clear();
    this.#held.length = 0;
  }

  #send(id: string, frame: string, times: number): void {
    this.#awaited.set(id, { frame, due: this.#clock.now() + patience.ms, left: times - 1 });
    this.#line.send(frame);
    this.#lookLater();
  }

  /** One timer for all of them, and none while nothing is awaited. */
  #lookLater(): void {
    const [next] = this.#awaited.values();
    if (this.#looking || next === undefined) return;
    this.#looking = true;
    this.#clock.schedule(next.due - this.#clock.now(), () => {
      this.#looking = false;
      for (const [id, { frame, due, left }] of [...this.#awaited]) {
        if (due > this.#clock.now()) break;
        this.#awaited.delete(id);
        if (left > 0) this.#send(id, frame, left);
      }
      this.#lookLater();
    });
  }
}
