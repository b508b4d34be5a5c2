/**
 * Takes secrets out before anything is stored. By name (headers, fields, parameters), by form (keys,
 * tokens), and by value: what was once seen in such a place, or was registered, is taken out
 * wherever it occurs, also in base64, in JSON's escapes and in addresses.
 */
import { redactFields } from './json-fields.ts';
import { Finder, formsOf, shortestKnown } from './secret-forms.ts';
import {
  isSecretHeader,
  mayHaveSecretField,
  maySecretByForm,
  secretByForm,
  secretParameter,
  secretUserInfo,
} from './secret-names.ts';

/** What stands in the place of a secret. */
export const redacted = '<redacted>';

export interface Redactor {
  /** Registers a secret; one of fewer than four characters is only found in its own fields. */
  add(secret: string): void;
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
  /** Also credentials and signatures in it. */
  url(url: string): string;
  /** A body of JSON or of a form; anything else is treated as text. */
  body(body: string, contentType?: string): string;
  /** Any text: messages, logs, a file. */
  text(text: string): string;
  /** Characters of the longest form of a registered secret. */
  readonly longest: number;
}

/**
 * What is learned from a field or header must be long enough that it cannot be a word of the text; a
 * registered secret is taken at its word.
 */
const shortestLearned = 12;

export function createRedactor(options: { secrets?: Iterable<string> } = {}): Redactor {
  const finder = new Finder();
  const known = new Set<string>();
  const add = (secret: string) => {
    if (secret.length < shortestKnown || known.has(secret) || redacted.includes(secret)) return;
    known.add(secret);
    for (const form of formsOf(secret)) finder.add(form);
  };
  const learn = (secret: string) => {
    if (secret.length >= shortestLearned) add(secret);
  };
  for (const secret of options.secrets ?? []) add(secret);

  const text = (from: string): string => {
    let to = finder.replaceAll(from, redacted);
    if (maySecretByForm.test(to)) to = to.replace(secretByForm, redacted);
    if (to.includes('@')) to = to.replace(secretUserInfo, `$1${redacted}$2`);
    if (/[=]|%3D/i.test(to)) to = to.replace(secretParameter, `$1${redacted}`);
    return to;
  };

  return {
    add,
    text,
    url: text,
    headers(headers) {
      const result: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers)) {
        if (isSecretHeader(name) && value !== '') {
          // `Basic dXNlcjpwdw==`, `Bearer …`: the scheme is no secret.
          learn(value.replace(/^(?:Basic|Bearer|Negotiate|Digest) +/i, ''));
          result[name] = redacted;
        } else result[name] = text(value);
      }
      return result;
    },
    body(body, contentType) {
      const isForm = contentType?.includes('application/x-www-form-urlencoded') === true;
      if (isForm) return text(`&${body}`).slice(1);
      const fields = mayHaveSecretField(body) ? redactFields(body, { by: redacted, learn }) : body;
      const whole = text(fields);
      // A secret may begin within an escape, or be part of a number.
      if (whole === fields || parsed(whole) !== undefined) return whole;
      const value = parsed(fields);
      return value === undefined ? whole : JSON.stringify(inValues(value, text));
    },
    get longest() {
      return finder.longest;
    },
  };
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

/** Redacts names and values one by one, so that JSON stays JSON. */
function inValues(value: unknown, text: (from: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return text(String(value)) === String(value) ? value : redacted;
  if (Array.isArray(value)) return value.map((each) => inValues(each, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [text(name), inValues(inner, text)]),
  );
}
