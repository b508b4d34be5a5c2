/** A message in a datagram to which no answer is due. */
import { type DatagramOptions, unreachable } from './ask-datagram.ts';
import type { OpenDatagramLine } from './datagram-line.ts';
import { writeTry } from './datagram-record.ts';

export interface Message {
  /** Of the transcript, for example `DHCP`. */
  readonly protocol: string;
  /** `host:port`. */
  readonly server: string;
  /** A command line that says the same. */
  readonly again: string;
  readonly bytes: Uint8Array;
  /** What is said, in words, for the transcript. */
  readonly text: string;
}

/** In milliseconds: until then a socket has sent what it was given. */
const settling = 100;

/**
 * Nobody learns whether it arrived. An interruption does not keep it back: it is how things are given back.
 * @throws Unreachable when it cannot be sent
 */
export async function tellByDatagram(
  open: OpenDatagramLine,
  options: DatagramOptions,
  message: Message,
): Promise<void> {
  const { clock } = options;
  const title = `${message.protocol} ${message.server}`;
  const state: { failure?: Error } = {};
  const line = await open(message.server, {
    arrived: () => undefined,
    failed(error) {
      state.failure = error;
    },
  }).catch((error: unknown) => {
    throw unreachable(title, error);
  });
  const started = clock.now();
  try {
    await line.send(message.bytes);
    await clock.sleep(settling);
  } finally {
    line.close();
  }
  const { failure } = state;
  const outcome = failure === undefined ? { text: '' } : { error: failure.message };
  writeTry(options, message, { asked: message.text, started, outcome });
  if (failure !== undefined) throw unreachable(title, failure);
}
