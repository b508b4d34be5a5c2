/** Comparing the simulator's answers with those that a real cloud gave. */
import { acceleratorFaultText } from '../../src/contract/accelerator/errors.ts';

/** A JSON value's form: keys and types, in the words of error messages. */
export type Difference = string;

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * Where `seen` has another form than `recorded`: a missing or surplus key, another type. Of arrays
 * the first entries are compared, for how many there are is each cloud's own affair.
 */
export function formDifferences(recorded: unknown, seen: unknown, at = 'body'): Difference[] {
  const [wanted, got] = [typeOf(recorded), typeOf(seen)];
  if (wanted !== got) return [`${at} is ${got} and was ${wanted}`];
  if (Array.isArray(recorded) && Array.isArray(seen)) {
    if (recorded.length === 0) return [];
    if (seen.length === 0) return [`${at} is empty and was not`];
    return formDifferences(recorded[0], seen[0], `${at}[0]`);
  }
  if (wanted !== 'object') return [];
  const before = recorded as Record<string, unknown>;
  const now = seen as Record<string, unknown>;
  return [
    ...Object.keys(before)
      .filter((key) => !Object.hasOwn(now, key))
      .map((key) => `${at}.${key} is missing`),
    ...Object.keys(now)
      .filter((key) => !Object.hasOwn(before, key))
      .map((key) => `${at}.${key} was not there`),
    ...Object.keys(before)
      .filter((key) => Object.hasOwn(now, key))
      .flatMap((key) => formDifferences(before[key], now[key], `${at}.${key}`)),
  ];
}

/** Takes out what differs between any two clouds: origins, ids and request ids. */
export const neutral = (text: string): string =>
  text
    .replaceAll(
      /https?:\/\/[^/"\s]+(?:\/(?:identity|compute|image|network|volume|orchestration|placement))?/g,
      '<origin>',
    )
    .replaceAll(/\breq-[0-9a-f-]{36}\b/g, '<request id>')
    .replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '<id>')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '<id>');

/** What the error in a body says, and its type where it has one, whichever envelope it came in. */
export function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('error_message' in body && typeof body.error_message === 'string') {
    return neutral(acceleratorFaultText(body.error_message) ?? body.error_message);
  }
  if ('errors' in body && Array.isArray(body.errors)) {
    const [{ code = '', detail }] = body.errors as [{ code?: string; detail: string }];
    return neutral(`${code} ${detail}`.trim());
  }
  for (const inner of [...(Object.values(body) as unknown[]), body]) {
    if (typeof inner === 'object' && inner !== null && 'message' in inner) {
      const type = 'type' in inner && typeof inner.type === 'string' ? `${inner.type}: ` : '';
      return typeof inner.message === 'string' ? type + neutral(inner.message) : undefined;
    }
  }
  return undefined;
}

/** An HTML page without its white space. */
export const condensed = (html: string): string => html.replaceAll(/\s+/g, ' ').trim();

export interface Recorded {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly cut?: true | undefined;
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Every way in which an answer is not the recorded one. */
export function differences(recorded: Recorded, seen: Seen): Difference[] {
  const found: string[] = [];
  const { status, headers = {}, body: wanted, cut = false } = recorded;
  if (seen.status !== status) found.push(`status ${String(seen.status)} was ${String(status)}`);
  for (const [name, was] of Object.entries(headers)) {
    const is = seen.headers.get(name);
    // A token is what it is: only that there is one can be compared.
    const same = was === '<token>' ? is !== null : neutral(is ?? '') === neutral(was);
    if (!same) found.push(`header ${name}: ${JSON.stringify(is)} was ${JSON.stringify(was)}`);
  }
  if (wanted === undefined) return found;
  if (typeof wanted === 'string') {
    const same = neutral(condensed(seen.text)) === neutral(condensed(wanted));
    return same ? found : [...found, `body: ${seen.text}`];
  }
  if (!/^[{[]/.test(seen.text)) return [...found, `body: ${seen.text}`];
  const body = JSON.parse(seen.text) as unknown;
  const said = [messageOf(body), messageOf(wanted)];
  if (said[0] !== said[1]) found.push(`message: ${said[0] ?? 'none'} was ${said[1] ?? 'none'}`);
  const form = formDifferences(wanted, body);
  return [...found, ...(cut ? form.filter((one) => !one.endsWith(' was not there')) : form)];
}
