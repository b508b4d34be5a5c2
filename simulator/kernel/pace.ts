/** How fast what goes on by itself does so: a server that starts, a volume that is copied. */
import type { Clock } from './clock.ts';

/** The clock, on which what is scheduled takes `pace` times as long. Sleepers sleep as they wish. */
export const atPace = (clock: Clock, pace: number): Clock =>
  pace === 1
    ? clock
    : {
        ...clock,
        schedule: (ms, run) => {
          clock.schedule(ms * pace, run);
        },
      };
