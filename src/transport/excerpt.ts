/** What of a body stands in a transcript: redacted, at most 64 KiB, with what it was in full. */
import { createHash } from 'node:crypto';
import { asText } from './body.ts';
import type { Redactor } from './redaction.ts';

const shown = 64 * 1024;
/** Read beyond the cut, so that a secret that lies across it is still recognised. */
const margin = 16 * 1024;

/**
 * @param body as it was sent or received
 * @param contentType tells forms from JSON
 * @returns undefined for an empty body
 */
export function excerpt(
  body: string | Uint8Array,
  contentType: string | undefined,
  redactor: Redactor,
): string | undefined {
  const text = typeof body === 'string' ? body : asText(body);
  if (text === '') return undefined;
  if (text === undefined) return `<not text: ${fullSize(body)}>`;
  // A character takes at least a byte: nothing needs cutting, the usual case.
  if (text.length <= shown) {
    const redacted = redactor.body(text, contentType);
    if (redacted.length * 3 <= shown || Buffer.byteLength(redacted) <= shown) return redacted;
  }
  const head = text.slice(0, shown + Math.max(margin, redactor.longest));
  return `${cut(redactor.body(head, contentType))}\n<cut here: ${fullSize(body)}>`;
}

const fullSize = (body: string | Uint8Array): string =>
  `${String(Buffer.byteLength(body))} bytes in full, SHA-256 ${createHash('sha256').update(body).digest('hex')}`;

/** The first 64 KiB, without half a character at their end. */
const cut = (text: string): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, shown), { stream: true });
