/** Many measures as few: what is kept of those in one granule of time. Source: Gnocchi 4.7, archive_policy and carbonara. */

export interface Measure {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

type Values = readonly [number, ...(readonly number[])];

const sum = (values: Values) => values.reduce((total, value) => total + value, 0);
const mean = (values: Values) => sum(values) / values.length;
const sorted = (values: Values) => values.toSorted((a, b) => a - b);

/** Between the two that are next to it, by how near they are. */
function quantile(values: Values, share: number): number {
  const inOrder = sorted(values);
  const place = (inOrder.length - 1) * share;
  const low = inOrder[Math.floor(place)] ?? 0;
  const high = inOrder[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** Of a sample; of one value there is none. */
function deviation(values: Values): number | undefined {
  if (values.length < 2) return undefined;
  const middle = mean(values);
  const squares = values.map((value) => (value - middle) ** 2);
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / (values.length - 1));
}

const methods: Readonly<Record<string, (values: Values) => number | undefined>> = {
  mean,
  sum,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  std: deviation,
  median: (values) => quantile(values, 0.5),
  first: ([first]) => first,
  last: (values) => values.at(-1),
  count: (values) => values.length,
};
const plainMethods = Object.keys(methods);
/** Besides them there are `1pct` to `99pct`. */
export const aggregationMethods: readonly string[] = [
  ...plainMethods,
  ...plainMethods.map((name) => `rate:${name}`),
];

/** @returns undefined for no method */
function methodCalled(name: string): ((values: Values) => number | undefined) | undefined {
  const percent = /^([1-9]\d?)pct$/.exec(name)?.[1];
  if (percent !== undefined) return (values) => quantile(values, Number(percent) / 100);
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
export const isMethod = (name: string): boolean =>
  methodCalled(name.replace(/^rate:/, '')) !== undefined;

/** From each to the next. */
const steps = (measures: readonly Measure[]): readonly Measure[] =>
  measures
    .slice(1)
    .map(({ at, value }, index) => ({ at, value: value - (measures[index]?.value ?? 0) }));

/**
 * One value a granule that has any, at its beginning.
 * @param measures in the order of time
 * @param granularity seconds
 */
export function aggregated(
  measures: readonly Measure[],
  method: string,
  granularity: number,
): readonly Measure[] {
  const apply = methodCalled(method.replace(/^rate:/, ''));
  const used = method.startsWith('rate:') ? steps(measures) : measures;
  const granules = new Map<number, [number, ...number[]]>();
  for (const { at, value } of used) {
    const begin = Math.floor(at / (granularity * 1000)) * granularity * 1000;
    const granule = granules.get(begin);
    if (granule === undefined) granules.set(begin, [value]);
    else granule.push(value);
  }
  return [...granules].flatMap(([at, values]) => {
    const value = apply?.(values);
    return value === undefined ? [] : [{ at, value }];
  });
}

/**
 * Of several series of one granularity, one.
 * @param overlap how many of the series, in per cent, must have a value at an instant
 */
export function combined(
  series: readonly (readonly Measure[])[],
  method: string,
  overlap: number,
): readonly Measure[] {
  const apply = methodCalled(method);
  const instants = new Map<number, [number, ...number[]]>();
  for (const { at, value } of series.flat()) {
    const values = instants.get(at);
    if (values === undefined) instants.set(at, [value]);
    else values.push(value);
  }
  return [...instants]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([at, values]) => {
      const value = apply?.(values);
      const isEnough = values.length * 100 >= overlap * series.length;
      return value === undefined || !isEnough ? [] : [{ at, value }];
    });
}
