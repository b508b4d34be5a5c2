/** A program that is asked by its arguments and answers on its standard streams, one run a question. */
import { spawn } from 'node:child_process';
import { Unreachable } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { ExchangeLog } from './exchange-log.ts';
import type { Redactor } from './redaction.ts';

export interface ToolAnswer {
  /** The exit status. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param input what it reads from its standard input */
export type RunTool = (args: readonly string[], input: string) => Promise<ToolAnswer>;

/** For one run: what it may take in milliseconds, and say in bytes. */
const limits = { ms: 60_000, bytes: 1024 * 1024 } as const;

/**
 * @param command a program and its first arguments, without a shell
 * @throws Unreachable when it cannot be started, does not end, is killed or says too much
 */
export const processTool =
  (command: readonly string[]): RunTool =>
  (args, input) =>
    new Promise((resolve, reject) => {
      const [program = '', ...first] = command;
      const child = spawn(program, [...first, ...args], {
        stdio: ['pipe', 'pipe', 'pipe'],
        // What it says is read here, so it must say it in the one language.
        env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' },
      });
      const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      let size = 0;
      const fail = (why: string, cause?: unknown): void => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        // A child that it has left may hold the streams open.
        child.stdout.destroy();
        child.stderr.destroy();
        reject(new Unreachable(`${program}: ${why}`, { cause }));
      };
      const timer = setTimeout(() => {
        fail(`no answer within ${String(limits.ms / 1000)} s`);
      }, limits.ms);
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', (bytes: Buffer) => {
          streams[name].push(bytes);
          size += bytes.byteLength;
          if (size > limits.bytes) fail(`more than ${String(limits.bytes)} bytes`);
        });
      }
      child.once('error', (error) => {
        fail(error.message, error);
      });
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        const [stdout, stderr] = [streams.stdout, streams.stderr].map((each) =>
          Buffer.concat(each).toString('utf8'),
        ) as [string, string];
        if (code === null) fail(`it was ended by ${String(signal)}`);
        else resolve({ code, stdout, stderr });
      });
      // It may end while we still write; its exit tells.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });

export interface ToolOptions {
  readonly run: RunTool;
  /** How it is called, for the transcript. */
  readonly command: readonly string[];
  readonly actor: string;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
}

/** The same, with each run in the transcript. */
export const recordedTool =
  ({ run, command, actor, log, redactor, clock }: ToolOptions): RunTool =>
  async (args, input) => {
    const started = clock.now();
    const line = [...command, ...args].map(quoted).join(' ');
    const write = (outcome: { readonly answer?: ToolAnswer; readonly error?: string }): void => {
      const { answer, error } = outcome;
      log.add({
        actor,
        at: new Date(started).toISOString(),
        durationMs: Math.max(0, clock.now() - started),
        request: {
          method: 'RUN',
          url: `command:${redactor.text(line)}`,
          headers: {},
          ...(input === '' ? {} : { body: redactor.text(input) }),
        },
        ...(answer === undefined
          ? {}
          : {
              response: {
                status: answer.code,
                headers: {},
                body: redactor.text(answer.stdout + answer.stderr),
              },
            }),
        ...(error === undefined ? {} : { error: redactor.text(error) }),
        curl: redactor.text(line),
      });
    };
    try {
      const answer = await run(args, input);
      write({ answer });
      return answer;
    } catch (error) {
      write({ error: (error as Error).message });
      throw error;
    }
  };

const quoted = (word: string): string =>
  /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
