/** Servers that have answered in an example. A silent one may be behind a firewall; one of these is a violation. */
import { Unreachable } from '../src/failures.ts';
import type { Scenario } from './scenario.ts';

export class AnsweredBefore {
  readonly #known = new Set<string>();

  /**
   * @param due what silence then denies
   * @throws Violation when a server is silent that has answered before in this example
   */
  async ask<T>(
    world: Scenario,
    address: string,
    question: () => Promise<T>,
    due = `${address} to answer again, as it did before`,
  ): Promise<T> {
    try {
      const answer = await question();
      this.#known.add(address);
      return answer;
    } catch (error) {
      // After an interruption it is we who do not listen any more.
      const ours = world.connection.interrupted();
      if (!(error instanceof Unreachable) || !this.#known.has(address) || ours) throw error;
      return world.violated(due, `it is silent: ${error.message}`);
    }
  }
}
