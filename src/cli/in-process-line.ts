/** Frames to the simulator in this process: no socket, but the same frames. */
import type { Connect } from '../../simulator/agent/line.ts';
import { Unreachable } from '../failures.ts';
import type { OpenLine } from '../transport/frame-line.ts';

/** Each frame arrives in a turn of its own, as on a socket: nobody is called back in mid-call. */
export const inProcessLine =
  (connect: Connect) =>
  (url: string): OpenLine =>
  (end) => {
    const later = (run: () => void): void => {
      queueMicrotask(run);
    };
    const connection = connect(new URL(url).pathname, {
      send: (frame) => {
        later(() => {
          end.frame(frame);
        });
      },
      close: () => {
        end.ended('the connection was closed');
      },
    });
    if (connection === undefined) {
      return Promise.reject(new Unreachable(`${url}: nothing is there`));
    }
    return Promise.resolve({
      address: url,
      again: `websocat ${url}`,
      send: (frame) => {
        later(() => {
          connection.receive(frame);
        });
      },
      close: () => {
        connection.closed();
      },
    });
  };
