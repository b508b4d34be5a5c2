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

  constructor(subsystem: Subsystem, { accChannel, depth }: Subsystem['channels'][number]) {
    this.name = accChannel;
    this.subsystem = subsystem;
    this.#depth = depth;
  }

  get isEmpty(): boolean {
    return this.#results.length === 0;
  }

  /** @throws CallRefused CHANNEL_FULL */
  checkRoom(): void {
    if (this.#results.length >= this.#depth) {
      throw new CallRefused('CHANNEL_FULL', `${this.name} holds ${String(this.#depth)} results`);
    }
  }

  put(result: AccData): void {
    this.#results.push(result);
  }

  take(most: number): AccData[] {
    const taken = this.#results.slice(0, most);
    this.#results = this.#results.slice(taken.length);
    return taken;
  }
}
