/** Measures for those who watch them. Source: Aodh 22, evaluator/gnocchi: the evaluator sees everything. */
import type { Caller } from '../kernel/caller.ts';
import { badRequest, Fault } from '../kernel/fault.ts';
import { projectOf } from '../kernel/caller.ts';
import { matching, referencesOf, together } from './aggregates.ts';
import { type Series, seriesOf } from './aggregated-measures.ts';
import { aggregationMethods } from './aggregation.ts';
import { typeCalled } from './resource-type-table.ts';
import { foundResource, metricCalled, resourceCalled, type Room } from './room.ts';

export interface OfMetric {
  readonly metric: string;
  readonly resource_type: string;
  readonly aggregation_method: string;
  /** Seconds. */
  readonly granularity: number;
}
export interface OfResource extends OfMetric {
  readonly resource_id: string;
}
export interface OfMany extends OfMetric {
  /** A search as JSON. */
  readonly query: string;
}
export interface Span {
  readonly from: number;
  readonly to: number;
}
export type Measured =
  { readonly values: readonly number[] } | { readonly values: undefined; readonly reason: string };

/** Sees everything. */
const evaluator: Caller = {
  userId: 'aodh',
  userDomainId: 'default',
  roles: new Set(['admin']),
  scope: { kind: 'project', projectId: 'service', domainId: 'default' },
};

const none = (reason: string): Measured => ({ values: undefined, reason });

export function createForAlarming(room: Room) {
  const valuesOf = (series: readonly Series[], granularity: number): Measured => {
    const measures = series.find((each) => each.granularity === granularity)?.measures ?? [];
    if (measures.length > 0) return { values: measures.map(({ value }) => value) };
    return none(`No datapoint for granularity ${String(granularity)}`);
  };
  const ofResource = (rule: OfResource, span: Span): readonly Series[] | string => {
    const { resource_id: id, metric: name, aggregation_method: method, granularity } = rule;
    const resource = resourceCalled(room, id);
    if (resource === undefined) return `resource ${id} does not exists`;
    const metricId = Object.hasOwn(resource.metrics, name) ? resource.metrics[name] : undefined;
    const metric = metricId === undefined ? undefined : metricCalled(room, metricId);
    if (metric === undefined) return `metric ${name} for resource ${id} does not exists`;
    return seriesOf(room, metric, method, { ...span, granularity });
  };
  const ofMany = (rule: OfMany, span: Span): readonly Series[] | string => {
    const { metric: name, resource_type: type, aggregation_method: method, granularity } = rule;
    const rows = matching(room, evaluator, type, JSON.parse(rule.query));
    const plain = method.replace(/^rate:/, '');
    const references = [[name, method] as const];
    const found = referencesOf(room, rows, { references, together: plain });
    if (found.length === 0) return `metric ${name} does not exists`;
    const all = found.map(({ metric }) => seriesOf(room, metric, method, { ...span, granularity }));
    return together(all, plain, 0);
  };

  return {
    aggregationMethods,
    checkResource({ resource_type: type, resource_id: id }: OfResource, caller: Caller): void {
      typeCalled(room.types, type);
      foundResource(room, caller, type, id, 'read');
    },
    /** What belongs to another tenant is not counted. */
    confined<Rule extends OfMany>(rule: Rule, caller: Caller): Rule {
      let query: unknown;
      try {
        query = JSON.parse(rule.query);
      } catch {
        throw badRequest(
          `Invalid input for field/attribute rule/query. Value: '${rule.query}'. It is no JSON.`,
        );
      }
      matching(room, caller, rule.resource_type, query);
      if (caller.roles.has('admin')) return rule;
      const own = projectOf(caller) ?? '';
      const ours = {
        or: [{ '=': { created_by_project_id: own } }, { '=': { project_id: own } }],
      };
      return { ...rule, query: JSON.stringify({ and: [ours, query] }) };
    },
    measured(rule: OfResource | OfMany, span: Span): Measured {
      try {
        const found = 'resource_id' in rule ? ofResource(rule, span) : ofMany(rule, span);
        return typeof found === 'string' ? none(found) : valuesOf(found, rule.granularity);
      } catch (thrown) {
        if (thrown instanceof Fault) return none(thrown.message);
        throw thrown;
      }
    },
  };
}
