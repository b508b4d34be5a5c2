/** Frames over the standard streams of a command: a frame is a line. */
import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { Unreachable } from '../failures.ts';
import type { OpenLine } from './frame-line.ts';

/** As much of what a command complains about as a sentence bears. */
const mostComplaint = 500;
/** What it takes a command to end, and its children to let go of the streams, in milliseconds. */
const grace = 1_000;

/**
 * @param command a program and its arguments, without a shell
 * @param longestFrame in characters: a longer line is no frame
 */
export function commandLine(command: readonly string[], longestFrame: number): OpenLine {
  return (end) =>
    new Promise((resolve, reject) => {
      const [program = '', ...given] = command;
      const child = spawn(program, given, { stdio: ['pipe', 'pipe', 'pipe'] });
      const decoder = new StringDecoder('utf8');
      const address = `command:${command.join(' ')}`;
      let rest = '';
      let complaint = '';
      const close = (): void => {
        child.stdin.end();
        child.kill();
        setTimeout(() => child.kill('SIGKILL'), grace).unref();
      };
      child.once('spawn', () => {
        resolve({
          address,
          again: command.map(quoted).join(' '),
          send: (frame) => {
            child.stdin.write(`${frame}\n`);
          },
          close,
        });
      });
      child.once('error', (error) => {
        reject(new Unreachable(`${address}: ${error.message}`, { cause: error }));
      });
      child.stdout.on('data', (bytes: Buffer) => {
        // Only what is new is looked through: a long line comes in many pieces.
        const lines = decoder.write(bytes).split('\n');
        lines[0] = rest + (lines[0] ?? '');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.trim() !== '') end.frame(line);
        if (rest.length > longestFrame) {
          end.malformed(`a line of more than ${String(longestFrame)} characters`, rest);
          rest = '';
          close();
        }
      });
      child.stderr.on('data', (bytes: Buffer) => {
        complaint = (complaint + bytes.toString('utf8')).slice(-mostComplaint);
      });
      // The command may end while we still write; `close` tells.
      child.stdin.on('error', () => undefined);
      child.once('exit', (code, signal) => {
        let told = false;
        const tell = (): void => {
          if (told) return;
          told = true;
          const how = signal ?? `exit code ${String(code)}`;
          const said = complaint.trim();
          end.ended(`the command ended (${how})${said === '' ? '' : `: ${said}`}`);
        };
        // What it said last may still be under way; a child that it has left may keep the streams open.
        child.once('close', tell);
        setTimeout(tell, grace).unref();
      });
    });
}

const quoted = (word: string): string =>
  /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
