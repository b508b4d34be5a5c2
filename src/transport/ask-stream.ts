/** A question over a connection of its own. */
import { Unreachable, Violation } from '../failures.ts';
import type { DatagramOptions, Question } from './ask-datagram.ts';
import type { SendOverStream } from './datagram-line.ts';
import { writeTry } from './datagram-record.ts';
import { describeFailure } from './network-failure.ts';

/**
 * @throws Unreachable when nothing comes
 * @throws Violation when what comes is no answer to this
 */
export async function askOverStream<T>(
  send: SendOverStream,
  options: DatagramOptions,
  question: Question<T>,
): Promise<T> {
  const { server, protocol, timeoutMs } = question;
  const title = `${protocol} ${server} over TCP`;
  const limit = new AbortController();
  const end = (why: string) => () => {
    limit.abort(new Unreachable(`${title}: ${why}`));
  };
  const interrupt = end('the run was interrupted');
  const timer = setTimeout(end(`no answer within ${String(timeoutMs / 1000)} s`), timeoutMs);
  options.signal?.addEventListener('abort', interrupt, { once: true });
  const started = options.clock.now();
  const attempt = question.ask(started);
  const write = (outcome: { readonly text: string } | { readonly error: string }): void => {
    writeTry(options, question, { asked: attempt.text, started, outcome, over: 'tcp' });
  };
  let bytes: Uint8Array;
  try {
    if (options.signal?.aborted === true) interrupt();
    limit.signal.throwIfAborted();
    bytes = await send(server, attempt.bytes, limit.signal);
  } catch (error) {
    const failure = describeFailure(error);
    const sentence = failure?.sentence ?? (error as Error).message;
    write({ error: sentence });
    if (failure === undefined) throw error;
    throw new Unreachable(`${title}: ${sentence}`, { cause: error });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
  }
  const seen = attempt.read({ bytes, from: server, at: options.clock.now() });
  write('stray' in seen ? { error: `not taken: ${seen.stray}` } : seen);
  if (!('stray' in seen)) return seen.value;
  throw new Violation({
    expected: `${question.expected} from ${server} over TCP`,
    observed: `what came was not taken: ${seen.stray}`,
  });
}
