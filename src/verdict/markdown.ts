/** Making text harmless in Markdown, which may hold HTML. */
import { oneLine } from './printable.ts';

const inHtml = (text: string): string =>
  oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * As text within a paragraph, item or cell, not at its beginning: nothing in it means anything to
 * Markdown, and nothing becomes a link.
 */
export const inMarkdown = (text: string): string =>
  inHtml(text)
    .replaceAll(/[\\`*_[\]|~$]/g, (mark) => `\\${mark}`)
    // Addresses, mentions and numbers of issues are found after Markdown is read: break them up.
    .replaceAll(/(@|#(?=\d)|\bwww(?=\.)|\b(?:https?|ftp|mailto)(?=:))/gi, '$1&#8203;');

/** As code within a line or cell. */
export const asCode = (text: string): string =>
  `<code>${inHtml(text).replaceAll(/[\\`*_[\]|~$@]/g, (mark) => `&#${String(mark.codePointAt(0))};`)}</code>`;

/** As a block of its own, to be copied as it is. */
export function codeBlock(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(2, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, line, fence].join('\n');
}
