/** Which subsystems a filter means, and which attributes a selector. */
import { type FilterTerm, parseFilter } from '../../src/contract/acceleration/filter.ts';
import { CallRefused } from './call-refused.ts';

/** What a filter looks at; an attribute without a value has an empty list. */
export type Filterable = Readonly<Record<string, string | readonly string[]>>;

/**
 * What a filter demands.
 * @param known the attributes that it may name
 * @throws CallRefused INVALID_FILTER
 */
export function readFilter(text: string, known: ReadonlySet<string>): (of: Filterable) => boolean {
  const terms = parseFilter(text);
  if (terms === undefined) throw new CallRefused('INVALID_FILTER', `cannot read ${text}`);
  const unknown = terms.find(({ attribute }) => !known.has(attribute));
  if (unknown !== undefined) {
    throw new CallRefused('INVALID_FILTER', `there is no attribute ${unknown.attribute}`);
  }
  return (of) => terms.every((term) => holds(term, of));
}

/**
 * Those that match.
 * @param describe the attributes that a filter may name
 * @throws CallRefused INVALID_FILTER
 */
export function filtered<T>(
  all: readonly T[],
  text: string,
  describe: (each: T) => Filterable,
): readonly T[] {
  const demands = readFilter(text, new Set(all.flatMap((each) => Object.keys(describe(each)))));
  return all.filter((each) => demands(describe(each)));
}

function holds({ operator, attribute, values }: FilterTerm, of: Filterable): boolean {
  const actual = [of[attribute] ?? []].flat();
  const some = (test: (one: string, value: string) => boolean): boolean =>
    actual.some((one) => values.some((value) => test(one, value)));
  const equal = some((one, value) => one === value);
  const contained = some((one, value) => one.includes(value));
  const results = {
    eq: equal,
    neq: !equal,
    in: equal,
    nin: !equal,
    cont: contained,
    ncont: !contained,
    gt: some((one, value) => one > value),
    gte: some((one, value) => one >= value),
    lt: some((one, value) => one < value),
    lte: some((one, value) => one <= value),
  };
  return results[operator];
}

/**
 * The names that a selector selects of those that exist; all when it is empty.
 * @throws CallRefused INVALID_SELECTOR
 */
export function selected(
  names: readonly string[],
  existing: ReadonlySet<string>,
): (name: string) => boolean {
  const unknown = names.find((name) => !existing.has(name));
  if (unknown !== undefined) {
    throw new CallRefused('INVALID_SELECTOR', `there is no attribute ${unknown}`);
  }
  return (name) => names.length === 0 || names.includes(name);
}

/** The entries of an object whose names are selected. */
export const pick = <T>(
  values: Readonly<Record<string, T>>,
  wanted: (name: string) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(values).filter(([name]) => wanted(name)));
