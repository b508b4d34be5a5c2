/** Measures of several metrics, put together. Source: Gnocchi 4.7, rest/aggregates. */
import { aggregatesRequest } from '../../src/contract/metrics/aggregates.ts';
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { notServed } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { readSearch } from '../kernel/search.ts';
import type { Route } from '../kernel/service.ts';
import { readWindow, type Series, seriesOf, shown, type Window } from './aggregated-measures.ts';
import { combined, isMethod } from './aggregation.ts';
import {
  invalidArgument,
  invalidOperations,
  noSuchMetric,
  unknownMetrics,
  validInput,
} from './faults.ts';
import type { MetricRow, ResourceRow } from './resource-table.ts';
import { typeCalled } from './resource-type-table.ts';
import { foundMetric, metricCalled, resourcesFor, type Room } from './room.ts';
import { resourceView } from './views.ts';

/** Which metrics, aggregated how each, and by what together; without that each for itself. */
interface Operation {
  readonly references: readonly (readonly [string, string])[];
  readonly together: string | undefined;
}

/** `(aggregate mean (metric cpu mean))` as lists in lists. @throws Fault 400 */
function parsed(text: string): unknown {
  const asJson = text
    .replaceAll('(', ' [ ')
    .replaceAll(')', ' ] ')
    .trim()
    .split(/\s+/)
    .map((word) => (word === '[' || word === ']' ? word : JSON.stringify(word)))
    .join(',')
    .replaceAll('[,', '[')
    .replaceAll(',]', ']');
  try {
    return JSON.parse(asJson);
  } catch {
    throw invalidOperations('Fail to parse the operations string');
  }
}

const isPair = (part: unknown): part is readonly [string, string] =>
  Array.isArray(part) && part.length === 2 && part.every((each) => typeof each === 'string');

/** @throws Fault 400, or 501 for what can be asked and is not served */
export function readOperation(told: unknown): Operation {
  const list: unknown = typeof told === 'string' ? parsed(told) : told;
  const [name, ...rest]: unknown[] = Array.isArray(list) ? (list as unknown[]) : [];
  if (name === 'metric') {
    const references = isPair(rest) ? [rest] : rest.filter(isPair);
    if (references.length === 0 || (references.length !== rest.length && !isPair(rest))) {
      throw invalidOperations("'metric' operation invalid");
    }
    return { references, together: undefined };
  }
  if (name === 'aggregate') {
    const [method, inner] = rest;
    if (typeof method !== 'string' || !isMethod(method)) {
      throw invalidOperations(`'${String(method)}' is no aggregation`);
    }
    if (Array.isArray(inner) && inner[0] === 'aggregate') {
      throw notServed('aggregates of aggregates');
    }
    return { ...readOperation(inner), together: method };
  }
  if (typeof name !== 'string') throw invalidOperations('Operation must not be empty');
  throw notServed(`the operation ${name} on measures`);
}

/** What the resources have of the metrics of an operation. */
export const referencesOf = (
  room: Room,
  resources: readonly ResourceRow[],
  { references }: Operation,
) =>
  resources.flatMap((resource) =>
    references.flatMap(([name, method]) => {
      const id = Object.hasOwn(resource.metrics, name) ? resource.metrics[name] : undefined;
      const metric = id === undefined ? undefined : metricCalled(room, id);
      return metric === undefined ? [] : [{ resource, metric, method }];
    }),
  );

/** Only granularities that all of them have. */
export function together(
  all: readonly (readonly Series[])[],
  method: string,
  overlap: number,
): readonly Series[] {
  const [first = []] = all;
  return first.flatMap(({ granularity }) => {
    const same = all.flatMap((series) =>
      series.filter((each) => each.granularity === granularity).map(({ measures }) => measures),
    );
    if (same.length < all.length) return [];
    return [{ granularity, measures: combined(same, method, overlap) }];
  });
}

/** @throws Fault 400 for a search that is none */
export function matching(
  room: Room,
  caller: Caller,
  type: string,
  search: unknown,
): readonly ResourceRow[] {
  typeCalled(room.types, type);
  const isAny = search === undefined || JSON.stringify(search) === '{}';
  const wanted = isAny ? () => true : readSearch(search);
  return resourcesFor(room, caller, type).filter((row) => {
    const view = resourceView(row) as Readonly<Record<string, unknown>>;
    return wanted((name) => view[name]);
  });
}

export function aggregateRoutes(room: Room): Route<undefined>[] {
  const byMetric = (call: Call, operation: Operation, window: Window, overlap: number) => {
    const { references, together: method } = operation;
    const unknown = references.map(([id]) => id).filter((id) => !metricCalled(room, id));
    if (unknown.length > 0) throw unknownMetrics(unknown);
    const each = references.map(([id, aggregation]): readonly [MetricRow, string] => [
      foundMetric(room, call.caller, id, 'read'),
      aggregation,
    ]);
    const series = each.map(([metric, aggregation]) => seriesOf(room, metric, aggregation, window));
    if (method !== undefined) return { aggregated: shown(together(series, method, overlap)) };
    const measures: Record<string, Record<string, unknown>> = {};
    each.forEach(([{ id }, aggregation], index) => {
      (measures[id] ??= {})[aggregation] = shown(series[index] ?? []);
    });
    return measures;
  };

  const byResource = (
    call: Call,
    operation: Operation,
    window: Window,
    overlap: number,
    { type, search }: { readonly type: string; readonly search: unknown },
  ) => {
    const rows = matching(room, call.caller, type, search);
    const found = referencesOf(room, rows, operation);
    if (found.length === 0) {
      throw noSuchMetric(`[${operation.references.map(([name]) => `'${name}'`).join(', ')}]`);
    }
    const series = found.map(({ metric, method }) => seriesOf(room, metric, method, window));
    if (operation.together !== undefined) {
      return { aggregated: shown(together(series, operation.together, overlap)) };
    }
    const measures: Record<string, Record<string, Record<string, unknown>>> = {};
    found.forEach(({ resource, metric, method }, index) => {
      const own = (measures[resource.id] ??= {});
      (own[metric.name ?? ''] ??= {})[method] = shown(series[index] ?? []);
    });
    return measures;
  };

  const fetch = async (call: Call) => {
    const { query } = call;
    for (const other of ['groupby', 'fill', 'details', 'use_history']) {
      if (query.has(other)) throw notServed(`aggregates with ${other}`);
    }
    const body = validInput(aggregatesRequest, await call.json());
    const operation = readOperation(body.operations);
    const window = readWindow(call, room.world.clock.now());
    const overlap = Number(query.get('needed_overlap') ?? '100');
    if (!(overlap >= 0 && overlap <= 100)) {
      throw invalidArgument('needed_overlap must be a number between 0 and 100');
    }
    const { resource_type: type, search } = body;
    const measures =
      type === undefined
        ? byMetric(call, operation, window, overlap)
        : byResource(call, operation, window, overlap, { type, search });
    return json(200, { measures });
  };
  return [
    { method: 'POST', path: '/v1/aggregates', operation: 'fetch aggregates', handler: fetch },
  ];
}
