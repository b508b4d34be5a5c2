/** A connection over standard streams: a frame is a line. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { longestFrame } from '../../src/contract/acceleration/frames.ts';
import type { Connect } from './line.ts';

/**
 * Resolves when the other side is gone, or has sent a line that is too long to be a frame.
 * @throws Error when nothing is there to connect to
 */
export async function takeStreams(
  connect: Connect,
  input: Readable,
  output: Writable,
): Promise<void> {
  let open = true;
  const connection = connect('', {
    send: (frame) => {
      if (open) output.write(`${frame}\n`);
    },
    close: () => {
      open = false;
    },
  });
  if (connection === undefined) throw new Error('there is nothing to connect to');
  // Who reads no more ends it; there is nobody to tell.
  output.on('error', () => {
    open = false;
  });
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const bytes of input) {
    // Only what is new is looked through: a long line comes in many pieces.
    const lines = decoder.write(bytes as Buffer).split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') connection.receive(line);
    if (!open || rest.length > longestFrame) break;
    if (output.writableNeedDrain)
      await Promise.race([once(output, 'drain'), once(output, 'close')]);
  }
  connection.closed();
}
