/** An answer as bindings get it. */
import type { Exchange } from '../evidence.ts';
import { Violation } from '../failures.ts';
import type { Redactor } from './redaction.ts';

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, with its secrets; bytes that are no UTF-8 are replaced. */
  readonly text: string;
  /** The same as it came, for what is no text. */
  readonly bytes: Uint8Array;
  /** What stands in the transcript. */
  readonly exchange: Exchange;
  /** @throws Violation when it is not JSON; the sentence names the content type and how it begins */
  json(): unknown;
}

/** @param isText false when the bytes were no UTF-8 */
export function createAnswer(
  parts: Omit<Answer, 'json'>,
  isText: boolean,
  redactor: Redactor,
): Answer {
  return {
    ...parts,
    json() {
      try {
        if (isText) return JSON.parse(parts.text) as unknown;
      } catch {
        // Said below.
      }
      const { method, url } = parts.exchange.request;
      throw new Violation({
        expected: `JSON in answer to ${method} ${url}`,
        observed: `status ${String(parts.status)} and ${described(parts, isText, redactor)}`,
      });
    },
  };
}

function described(
  { headers, text }: Omit<Answer, 'json'>,
  isText: boolean,
  redactor: Redactor,
): string {
  const type = headers['content-type'] ?? 'no Content-Type';
  if (text === '') return `an empty body (${type})`;
  // Redacted first: a cut secret would not be recognised.
  const start = JSON.stringify(redactor.text(text.slice(0, 4096)).slice(0, 80));
  return `${isText ? '' : 'bytes that are no UTF-8, '}${type}, ${String(text.length)} characters that begin ${start}`;
}
