/** Making text harmless in XML. */
import { printable } from './printable.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As the text of an element. */
export const inXml = (text: string): string =>
  printable(text).replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

/** As an attribute, with its quotes; line feeds and tabs are kept. */
export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${inXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
