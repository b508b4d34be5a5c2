/** A channel of one workload: results wait here, in order, until they are fetched. */
import type { AccData } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import type { Subsystem } from './hardware.ts';

export class Channel {
  readonly name: string;
  readonly subsystem: Subsystem;
  /** Who is told that there are data. */
  readonly handlers = new Set<string>();
  readonly #depth: number;
  #results: AccData[] = [];
  /** How many of them have been fetched: they stay until it is worth moving the others up. */
  #taken = 0;

  constructor(subsystem: Subsystem, { accChannel, depth }: Subsystem['channels'][number]) {
    this.name = accChannel;
    this.subsystem = subsystem;
    this.#depth = depth;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** @throws CallRefused CHANNEL_FULL */
  checkRoom(): void {
    if (this.#size >= this.#depth) {
      throw new CallRefused('CHANNEL_FULL', `${this.name} holds ${String(this.#depth)} results`);
    }
  }

  put(result: AccData): void {
    this.#results.push(result);
  }

  take(most: number): AccData[] {
    const taken = this.#results.slice(this.#taken, this.#taken + most);
    this.#taken += taken.length;
    if (this.#taken * 2 >= this.#results.length) {
      this.#results = this.#results.slice(this.#taken);
      this.#taken = 0;
    }
    return taken;
  }

  get #size(): number {
    return this.#results.length - this.#taken;
  }
}
