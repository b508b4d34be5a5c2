/**
 * The channels of one workload: results wait in them, in order, until they are fetched, and whoever has
 * registered for a channel is told when it gets data while it had none.
 */
import type { AccData } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from './call-refused.ts';
import type { Tell } from './session.ts';

interface Channel {
  readonly depth: number;
  readonly results: AccData[];
  /** Who is told that there are data. */
  readonly handlers: Set<string>;
}

export class Channels {
  readonly #tell: Tell;
  readonly #all = new Map<string, Channel>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** Nothing happens to a channel that there is already. */
  open({ accChannel, depth }: { readonly accChannel: string; readonly depth: number }): void {
    if (this.#all.has(accChannel)) return;
    this.#all.set(accChannel, { depth, results: [], handlers: new Set() });
  }

  clear(): void {
    this.#all.clear();
  }

  /** @throws CallRefused NO_SUCH_CHANNEL */
  check(accChannel: string): void {
    this.#of(accChannel);
  }

  /** @throws CallRefused NO_SUCH_CHANNEL, CHANNEL_FULL */
  checkRoom(accChannel: string): void {
    const { results, depth } = this.#of(accChannel);
    if (results.length >= depth) {
      throw new CallRefused('CHANNEL_FULL', `${accChannel} holds ${String(depth)} results`);
    }
  }

  /** @throws CallRefused NO_SUCH_CHANNEL */
  put(accChannel: string, result: AccData): void {
    const { results, handlers } = this.#of(accChannel);
    if (results.push(result) === 1) handlers.forEach(this.#announce);
  }

  /** The oldest. @throws CallRefused NO_SUCH_CHANNEL */
  take(accChannel: string, most: number): AccData[] {
    return this.#of(accChannel).results.splice(0, most);
  }

  /** @throws CallRefused NO_SUCH_CHANNEL, HANDLER_IN_USE */
  register(regHandlerId: string, accChannel: string): void {
    const { results, handlers } = this.#of(accChannel);
    if (handlers.has(regHandlerId)) return;
    const elsewhere = [...this.#all].find(([, other]) => other.handlers.has(regHandlerId));
    if (elsewhere !== undefined) {
      throw new CallRefused('HANDLER_IN_USE', `${regHandlerId} is for ${elsewhere[0]}`);
    }
    handlers.add(regHandlerId);
    if (results.length > 0) this.#announce(regHandlerId);
  }

  /** @throws CallRefused NO_SUCH_CHANNEL, NOT_REGISTERED */
  deregister(accChannel: string): void {
    const { handlers } = this.#of(accChannel);
    if (handlers.size === 0) throw new CallRefused('NOT_REGISTERED', accChannel);
    handlers.clear();
  }

  readonly #announce = (regHandlerId: string): void => {
    this.#tell('AccDataAvailableEventNotification', { regHandlerId });
  };

  #of(accChannel: string): Channel {
    const found = this.#all.get(accChannel);
    if (found === undefined) throw new CallRefused('NO_SUCH_CHANNEL', accChannel);
    return found;
  }
}
