/** The forms in which one secret may turn up in a text, and finding many of them at once. */

/** Shorter ones are not looked for in texts: what would be left of a text without each "a"? */
export const shortestKnown = 4;
/** In base64 a short secret gives a few letters that occur anywhere. */
const shortestInBase64 = 8;

/** All forms of a secret: as it is, in JSON, in an address, in base64 wherever it begins. */
export function formsOf(secret: string): ReadonlySet<string> {
  const plain = secret.toWellFormed();
  const forms = new Set([secret, plain, ...escaped(plain), ...inAddresses(plain)]);
  const bytes = Buffer.from(plain);
  if (bytes.byteLength >= shortestInBase64) {
    for (const core of inBase64(bytes)) {
      forms.add(core);
      forms.add(core.replaceAll('+', '-').replaceAll('/', '_'));
      for (const form of inAddresses(core)) forms.add(form);
    }
  }
  return new Set(
    [...forms]
      .flatMap((form) => [form, sameCase(form)])
      .filter((form) => form.length >= shortestKnown),
  );
}

/** The digits of escapes (`%2f`, `\u00E9`) in one case; the length stays. */
const sameCase = (text: string): string =>
  text.replace(/%[\dA-Fa-f]{2}|\\u[\dA-Fa-f]{4}/g, (escape) =>
    escape.startsWith('%') ? escape.toUpperCase() : escape.toLowerCase(),
  );
const hasEscapes = /[%\\]/;

/** JSON's escapes: the least, for ASCII only (Python's default), with `\/`; and JSON within JSON. */
function* escaped(text: string): Generator<string> {
  const once = JSON.stringify(text).slice(1, -1);
  for (const form of [once, inAscii(once), once.replaceAll('/', '\\/')]) {
    yield form;
    yield JSON.stringify(form).slice(1, -1);
  }
}

const inAscii = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

function* inAddresses(text: string): Generator<string> {
  const component = encodeURIComponent(text);
  const all = component.replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const forms = [component, all, encodeURI(text), encodeURI(text).replaceAll("'", '%27')];
  for (const form of forms) {
    yield form;
    yield form.replaceAll('%20', '+');
  }
}

/** The letters that are the same whatever stands around, for each of the three places to begin. */
function* inBase64(bytes: Buffer): Generator<string> {
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bits = (before + bytes.byteLength) * 8;
    yield encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  }
}

/**
 * Finds any of many strings in one pass: a table of 2^16 marks tells for four characters whether a
 * string begins with them, so that the cost hardly grows with the number of secrets.
 */
export class Finder {
  readonly #marks = new Uint8Array(65_536);
  readonly #byMark = new Map<number, string[]>();
  #longest = 0;

  /** Of the longest string, in characters. */
  get longest(): number {
    return this.#longest;
  }

  /** @param text of at least four characters */
  add(text: string): void {
    const mark = markAt(text, 0);
    const known = this.#byMark.get(mark);
    if (known === undefined) this.#byMark.set(mark, [text]);
    else if (known.includes(text)) return;
    // The longest first, so that no tail of it is left standing.
    else known.splice(0, known.length, ...[...known, text].sort((a, b) => b.length - a.length));
    this.#marks[mark] = 1;
    this.#longest = Math.max(this.#longest, text.length);
  }

  /** Replaces each; gives the same string when there is none. */
  replaceAll(text: string, by: string): string {
    if (this.#longest === 0) return text;
    const searched = hasEscapes.test(text) ? sameCase(text) : text;
    let done = '';
    let copied = 0;
    for (let i = 0; ;) {
      const inText = this.#next(text, i);
      const inSearched = searched === text ? inText : this.#next(searched, i);
      const at = Math.min(inText, inSearched);
      if (at === Infinity) break;
      const found = this.#at(text, at) ?? this.#at(searched, at) ?? '';
      done += text.slice(copied, at) + by;
      copied = i = at + found.length;
    }
    return copied === 0 ? text : done + text.slice(copied);
  }

  /** Where the next string begins; Infinity when there is none. */
  #next(text: string, from: number): number {
    const marks = this.#marks;
    let a = text.charCodeAt(from);
    let b = text.charCodeAt(from + 1);
    let c = text.charCodeAt(from + 2);
    for (let i = from; i + shortestKnown <= text.length; i += 1) {
      const d = text.charCodeAt(i + 3);
      // As markAt, reading each character once.
      if (marks[(a + b * 31 + c * 961 + d * 29_791) & 0xffff] === 1 && this.#at(text, i)) return i;
      a = b;
      b = c;
      c = d;
    }
    return Infinity;
  }

  /** The longest string that begins at this place. */
  #at(text: string, i: number): string | undefined {
    return this.#byMark.get(markAt(text, i))?.find((each) => text.startsWith(each, i));
  }
}

const markAt = (text: string, i: number): number =>
  (text.charCodeAt(i) +
    text.charCodeAt(i + 1) * 31 +
    text.charCodeAt(i + 2) * 961 +
    text.charCodeAt(i + 3) * 29_791) &
  0xffff;
