/** Whether a target can tell us anything: known once it has. */
import { Unreachable } from '../failures.ts';
import type { Sink } from '../transport/sink.ts';

export interface Hearing {
  /** @throws Unreachable when something was waited for in vain, and nothing has come since */
  hears(): void;
  /** Something was waited for in vain. @throws Unreachable when nothing has ever come */
  waitedInVain(): void;
}

export function createHearing(sink: Pick<Sink, 'reached'>): Hearing {
  let inVain = false;
  const hears = (): void => {
    if (!inVain || sink.reached()) return;
    throw new Unreachable(
      'nothing that the target tells has come to this run yet, so it may be that it cannot reach this machine, and its silence ' +
        'decides nothing; see callbacks.listen and callbacks.url of the target file',
    );
  };
  return {
    hears,
    waitedInVain() {
      inVain = true;
      hears();
    },
  };
}
