/** Random strings with so many characters of these classes, and so many of these sequences. */
import type { Ids } from '../../kernel/ids.ts';
import { isMapping, type Mapping } from '../values.ts';

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const characters: Readonly<Record<string, string>> = {
  lettersdigits: lowercase + lowercase.toUpperCase() + digits,
  letters: lowercase + lowercase.toUpperCase(),
  lowercase,
  uppercase: lowercase.toUpperCase(),
  digits,
  hexdigits: `${digits}ABCDEF`,
  octdigits: '01234567',
};

const mappings = (value: unknown): readonly Mapping[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter(isMapping) : [];

/** @param wish `length`, `character_classes` and `character_sequences` of the resource */
export function randomText(ids: Ids, wish: Mapping): string {
  const pick = (text: string) => text.charAt(ids.between(0, text.length - 1));
  const several = (min: unknown, make: () => string) =>
    Array.from({ length: Number(min ?? 1) }, make);
  const classes = mappings(wish['character_classes']).map((one) => ({
    letters: characters[String(one['class'])] ?? '',
    min: one['min'],
  }));
  const pieces = [
    ...mappings(wish['character_sequences']).flatMap((one) =>
      several(one['min'], () => String(one['sequence'])),
    ),
    ...classes.flatMap(({ letters, min }) => several(min, () => pick(letters))),
  ];
  const all = classes.map(({ letters }) => letters).join('') || (characters['lettersdigits'] ?? '');
  const missing = Number(wish['length']) - pieces.join('').length;
  pieces.push(...several(Math.max(0, missing), () => pick(all)));
  const shuffled = pieces
    .map((piece) => ({ piece, place: ids.between(0, 1_000_000) }))
    .sort((a, b) => a.place - b.place);
  return shuffled.map(({ piece }) => piece).join('');
}
