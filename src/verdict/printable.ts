/**
 * Text that came from a target is untrusted: it may hold escape sequences that repaint a terminal,
 * characters that no XML may hold, and marks that make text run backwards.
 */
import { stripVTControlCharacters } from 'node:util';

// Control characters but tab and line feed; marks of writing direction; what Unicode calls no character.
const unprintable =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Escape sequences are taken out; what else cannot be printed becomes U+FFFD. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text.replaceAll('\r\n', '\n'))
    .replace(unprintable, '\ufffd')
    .toWellFormed();

/** The same on one line. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();

/** At most so many characters; says what was cut. */
export const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, most)}… (${String(text.length - most)} characters more)`;
