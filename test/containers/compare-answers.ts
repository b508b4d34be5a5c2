/** What is compared between the answers of two clouds. */
import { condensed, formDifferences, messageOf, neutral } from '../simulator/recorded.ts';
import type { Answered } from './probed-cloud.ts';

/** Their values say something to a client. */
const compared = [
  'content-type',
  'vary',
  'www-authenticate',
  'location',
  'allow',
  'openstack-api-version',
  'x-openstack-nova-api-version',
];
/** Their values are new each time: there is one, or there is none. */
const present = ['x-openstack-request-id', 'x-compute-request-id', 'x-subject-token'];

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?\b/g;
const timeless = (text: string): string => neutral(text).replaceAll(instant, '<instant>');

/** @returns every way in which an answer is not the real one, in words that an exemption begins with */
export function differences(real: Answered, seen: Answered, exactly: boolean): readonly string[] {
  if (real.status === 0 && seen.status !== 0) return ['the real one gives no answer'];
  const found: string[] = [];
  if (seen.status !== real.status) {
    found.push(`status ${String(seen.status)} was ${String(real.status)}`);
  }
  for (const name of compared) {
    const [is, was] = [headerOf(seen, name), headerOf(real, name)];
    if (is !== was) found.push(`header ${name}: ${is} was ${was}`);
  }
  for (const name of present) {
    const [is, was] = [seen.headers.has(name), real.headers.has(name)];
    if (is !== was) found.push(`header ${name} ${is ? 'was not there' : 'is missing'}`);
  }
  const [before, now] = [jsonOf(real.text), jsonOf(seen.text)];
  if (before === undefined || now === undefined) {
    const [is, was] = [condensed(neutral(seen.text)), condensed(neutral(real.text))];
    return is === was ? found : [...found, `body: ${excerpt(is)} was ${excerpt(was)}`];
  }
  const [says, said] = [spoken(now), spoken(before)];
  if (says !== said) found.push(`message: ${String(says)} was ${String(said)}`);
  found.push(...formDifferences(before, now));
  return exactly ? [...found, ...valueDifferences(before, now)] : found;
}

/**
 * What an error says. Where identity and placement go on to print their schema and the request, that is left out;
 * names in brackets are a set of Python, whose order means nothing: here they are in that of the alphabet.
 */
const spoken = (body: unknown): string | undefined =>
  messageOf(body)
    ?.replace(/(\n\nFailed validating '\w+')[^]*/, '$1')
    .replace(/ +Failed validating '\w+' in schema[^]*/, '')
    .replaceAll(/(?<=[({])['\w]+(?:, ['\w]+)+(?=[)}])/g, (names) =>
      names.split(', ').sort().join(', '),
    );

const excerpt = (text: string): string => JSON.stringify(text.slice(0, 200));

const headerOf = ({ headers }: Answered, name: string): string => {
  const value = headers.get(name);
  if (value === null) return 'none';
  return name === 'allow' ? value.split(/,\s*/).sort().join(', ') : neutral(value);
};

/** Identity lists these by their ids, which are new with each cloud that is made: here by what else they say. */
const ofNoOrder = new Set(['roles', 'role_assignments', 'projects', 'domains', 'users', 'catalog']);
const sorted = (entry: object) =>
  Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
/** The reservation service lists the events of a lease as its database pleases; those of a stack have an order. */
const isOfLease = (entry: object): boolean => 'lease_id' in entry;
const inOrder = (key: string, value: unknown): unknown =>
  Array.isArray(value) &&
  (ofNoOrder.has(key) || (key === 'events' && (value as object[]).every(isOfLease)))
    ? value
        .map((entry: object) => ({ entry, says: timeless(JSON.stringify(sorted(entry))) }))
        .toSorted((a, b) => (a.says < b.says ? -1 : Number(a.says > b.says)))
        .map(({ entry }) => entry)
    : value;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text, inOrder) as unknown;
  } catch {
    return undefined;
  }
};

/** Where values differ, and by how many entries lists do; keys and types are compared elsewhere. */
function valueDifferences(real: unknown, seen: unknown, at = 'body'): string[] {
  if (Array.isArray(real) && Array.isArray(seen)) {
    return real.length === seen.length
      ? real.flatMap((entry, i) => valueDifferences(entry, seen[i], `${at}[${String(i)}]`))
      : [`${at} has ${String(seen.length)} entries and had ${String(real.length)}`];
  }
  if (typeof real === 'object' && real !== null && typeof seen === 'object' && seen !== null) {
    const now = seen as Record<string, unknown>;
    return Object.entries(real).flatMap(([key, value]) =>
      Object.hasOwn(now, key) ? valueDifferences(value, now[key], `${at}.${key}`) : [],
    );
  }
  const [is, was] = [seen, real].map((value) =>
    typeof value === 'string' ? timeless(value) : value,
  );
  return is === was ? [] : [`${at} is ${JSON.stringify(is)} and was ${JSON.stringify(was)}`];
}
