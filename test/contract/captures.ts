/** Datagrams recorded from real servers, with what others read in them (test/samples/enabler-services). */
import { readFileSync } from 'node:fs';

export interface Capture {
  readonly name: string;
  /** In hexadecimal digits. */
  readonly request: string;
  /** Null: no answer came. */
  readonly response: string | null;
}

export const captures = <T = Capture>(protocol: string): readonly T[] =>
  readFileSync(new URL(`../samples/enabler-services/${protocol}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
