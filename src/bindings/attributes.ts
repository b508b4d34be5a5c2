/** Between the words of features ("4 GiB") and the numbers of a wire (4096, in MiB). */
import type { Attributes } from './port.ts';

/** A number on the wire: its field, and the unit that it is in (empty: a count). */
export interface Quantity {
  readonly field: string;
  readonly unit: Unit;
}

export type Unit = '' | 'MiB' | 'GiB' | 'TiB';

const mebibytes: Readonly<Record<Exclude<Unit, ''>, number>> = {
  MiB: 1,
  GiB: 1024,
  TiB: 1024 * 1024,
};

const form = /^(-?\d+(?:\.\d+)?)(?: (MiB|GiB|TiB))?$/;

/**
 * What is sent for an amount. Text that is no amount is sent as it is, since features also send what
 * a conformant target must refuse.
 */
export function inUnit(text: string, unit: Unit): number | string {
  const [, digits, given] = form.exec(text) ?? [];
  if (digits === undefined) return text;
  if (unit === '' || given === undefined) return Number(digits);
  return (Number(digits) * mebibytes[given as Exclude<Unit, ''>]) / mebibytes[unit];
}

/** An amount in words, in the largest unit that leaves it whole: 4096 MiB → "4 GiB". */
export function amount(value: number, unit: Unit): string {
  if (unit === '') return String(value);
  const inMebibytes = value * mebibytes[unit];
  const largest = (['TiB', 'GiB'] as const).find(
    (candidate) => inMebibytes >= mebibytes[candidate] && inMebibytes % mebibytes[candidate] === 0,
  );
  return largest === undefined
    ? `${String(inMebibytes)} MiB`
    : `${String(inMebibytes / mebibytes[largest])} ${largest}`;
}

/**
 * The attributes as {@link amount} writes them, so that they can be compared as text.
 * @param words the attributes that are no amounts
 * @throws Error for a word that is neither: else a slip in a feature would be sent to nobody
 */
export function canonicalAmounts(
  attributes: Attributes,
  quantities: Readonly<Record<string, Quantity>>,
  words: readonly string[] = [],
): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([word, text]) => {
      const quantity = quantities[word];
      if (quantity === undefined && !words.includes(word)) {
        const known = [...Object.keys(quantities), ...words].join(', ');
        throw new Error(`no attribute is called "${word}"; there are ${known}`);
      }
      const value = quantity === undefined ? text : inUnit(text, quantity.unit);
      return [
        word,
        quantity !== undefined && typeof value === 'number' ? amount(value, quantity.unit) : text,
      ];
    }),
  );
}
