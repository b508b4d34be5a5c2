/** How far a run is: one live line on a terminal, plain lines elsewhere. */
import type { Envelope } from '@cucumber/messages';
import { judgeExample } from './judge-example.ts';
import { oneLine } from './printable.ts';
import { MessageReader } from './read-messages.ts';
import { type ExampleVerdict, worst } from './verdicts.ts';

export interface Progress {
  /** To be given every envelope as it comes. */
  readonly onEnvelope: (envelope: Envelope) => void;
  /** Takes the live line away. */
  readonly stop: () => void;
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** A terminal whose last line can be written over; undefined: plain lines. */
  readonly terminal?: { readonly columns: number } | undefined;
}

/** Takes the line away and goes to its beginning. */
const clear = '\r\u001b[K';

export function createProgress({ write, terminal }: ProgressOptions): Progress {
  const reader = new MessageReader();
  const counts = new Map<ExampleVerdict, number>();
  let done = 0;

  const live = (text: string): void => {
    if (terminal !== undefined)
      write(`${clear}${text.slice(0, Math.max(10, terminal.columns - 1))}`);
  };
  const line = (text: string): void => write(`${terminal === undefined ? '' : clear}${text}\n`);

  const finished = (testCaseStartedId: string): void => {
    const example = reader.example(testCaseStartedId);
    if (example === undefined) return;
    const { verdict, explanation } = judgeExample(example);
    done += 1;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const total = String(reader.selected);
    const at = `${String(done).padStart(total.length)}/${total}`;
    const good = verdict === 'pass' || verdict === 'not-applicable';
    // On a terminal only what needs a look stays; elsewhere each example leaves its line.
    if (terminal === undefined || !good) {
      const seconds = (example.attempts.reduce((s, a) => s + a.durationMs, 0) / 1000).toFixed(2);
      const why = good ? '' : `: ${oneLine(explanation?.message ?? '').slice(0, 200)}`;
      line(`${at} ${verdict} ${example.id} (${seconds} s)${why}`);
    }
    live(`${at} ${summary(counts)}`);
  };

  return {
    onEnvelope(envelope) {
      // Transcripts say nothing about progress and are most of the memory.
      if (envelope.attachment?.mediaType.includes('transcript') === true) return;
      reader.push(envelope);
      const { testCaseStarted, testCaseFinished } = envelope;
      if (testCaseStarted !== undefined && terminal !== undefined) {
        const name = oneLine(reader.example(testCaseStarted.id)?.name ?? '');
        live(`${String(done)}/${String(reader.selected)} ${summary(counts)} · ${name}`);
      }
      if (testCaseFinished?.willBeRetried === false) finished(testCaseFinished.testCaseStartedId);
    },
    stop() {
      if (terminal !== undefined) write(clear);
    },
  };
}

/** What was found so far, worst first. */
function summary(counts: ReadonlyMap<ExampleVerdict, number>): string {
  const rest = new Map(counts);
  const parts: string[] = [];
  for (let verdict = worst(rest.keys()); verdict !== undefined; verdict = worst(rest.keys())) {
    parts.push(`${String(rest.get(verdict) ?? 0)} ${verdict}`);
    rest.delete(verdict);
  }
  return parts.join(', ');
}
