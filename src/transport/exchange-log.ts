/** What a scenario's transcript is made of. One log a worker, begun anew for each scenario. */
import type { Exchange } from '../evidence.ts';

export interface ExchangeLog {
  /** Forgets what was exchanged and counts from 1 again. */
  begin(): void;
  /** Adds what is already redacted, and gives it its number. */
  add(exchange: Omit<Exchange, 'n'>): Exchange;
  readonly exchanges: readonly Exchange[];
  last(): Exchange | undefined;
}

export function createExchangeLog(): ExchangeLog {
  let exchanges: Exchange[] = [];
  return {
    begin() {
      exchanges = [];
    },
    add(exchange) {
      const numbered: Exchange = { n: exchanges.length + 1, ...exchange };
      exchanges.push(numbered);
      return numbered;
    },
    get exchanges() {
      return exchanges;
    },
    last: () => exchanges.at(-1),
  };
}
