/**
 * Ids that look random and are not: the same seed and the same calls give the same ids, so that two
 * runs compare byte by byte. They are predictable on purpose; nothing here protects anything.
 */
export type IdsState = readonly [number, number, number, number];

export interface Ids {
  /** `8-4-4-4-12` hexadecimal digits, in the form of a random UUID (version 4). */
  uuid(): string;
  /** 32 hexadecimal digits. */
  hex32(): string;
  /** `req-` and a UUID. */
  requestId(): string;
  /** `length` characters of the URL-safe base64 alphabet. */
  opaque(length: number): string;
  /** A whole number, at least `min` and at most `max`. */
  between(min: number, max: number): number;
  capture(): IdsState;
  restore(state: IdsState): void;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
const hex2 = (word: number) => octets[word & 0xff] ?? '';
/** Every answer has an id, so this runs all the time: a table is several times faster. */
const hex4 = (word: number) => hex2(word >>> 8) + hex2(word);
const hex8 = (word: number) => hex4(word >>> 16) + hex4(word);

/** The generator is sfc32 (Chris Doty-Humphrey's "small fast counting"), with 128 bits of state. */
export function createIds(seed: number): Ids {
  let [a, b, c, d] = [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  // The first words of neighbouring seeds resemble one another.
  for (let round = 0; round < 15; round++) next();

  const hex32 = () => hex8(next()) + hex8(next()) + hex8(next()) + hex8(next());
  const uuid = () => {
    const [w0, w1, w2, w3] = [next(), next(), next(), next()];
    // Version 4 and variant 1, where RFC 9562 wants them.
    const version = hex4((w1 & 0x0fff) | 0x4000);
    const variant = hex4(((w2 >>> 16) & 0x3fff) | 0x8000);
    return `${hex8(w0)}-${hex4(w1 >>> 16)}-${version}-${variant}-${hex4(w2)}${hex8(w3)}`;
  };

  return {
    uuid,
    hex32,
    requestId: () => `req-${uuid()}`,
    opaque(length) {
      let text = '';
      while (text.length < length) {
        let word = next();
        for (let i = 0; i < 5 && text.length < length; i++, word >>>= 6) {
          text += alphabet.charAt(word & 63);
        }
      }
      return text;
    },
    between: (min, max) => min + Math.floor((next() / 2 ** 32) * (max - min + 1)),
    capture: () => [a, b, c, d],
    restore(state) {
      [a, b, c, d] = state;
    },
  };
}
