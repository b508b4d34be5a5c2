/** Archive policies, as clients list and administrators make them. Source: Gnocchi 4.7, rest/api. */
import { archivePolicyRequest } from '../../src/contract/metrics/archive-policy.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { isMethod } from './aggregation.ts';
import {
  type ArchivePolicy,
  policyView,
  usualMethods,
  usualPolicy,
} from './archive-policy-table.ts';
import { alreadyExists, disallowed, noSuchPolicy, stillInUse, validInput } from './faults.ts';
import { secondsOf } from './instants.ts';
import type { Room } from './room.ts';

/** Two of them give the third. @throws Fault 400 */
function granule(told: {
  readonly granularity?: string | number | undefined;
  readonly timespan?: string | number | undefined;
  readonly points?: number | undefined;
}): ArchivePolicy['definition'][number] {
  const seconds = (span: string | number | undefined) =>
    span === undefined ? undefined : secondsOf(String(span));
  const [span, step] = [seconds(told.timespan), seconds(told.granularity)];
  const granularity = step ?? (span ?? NaN) / (told.points ?? NaN);
  const points = told.points ?? Math.floor((span ?? NaN) / granularity);
  if (!(granularity > 0 && points > 0)) {
    throw badRequest('At least two of granularity/points/timespan must be provided');
  }
  const timespan = granularity * points;
  if (told.points !== undefined && step !== undefined && (span ?? timespan) !== timespan) {
    throw badRequest('timespan ≠ granularity × points');
  }
  return { granularity, timespan };
}

export function archivePolicyRoutes({ policies, metrics }: Room): Route<undefined>[] {
  const mustAdminister = ({ caller }: Call) => {
    if (!caller.roles.has('admin')) throw disallowed();
  };
  const create = async (call: Call) => {
    mustAdminister(call);
    const wish = validInput(archivePolicyRequest, await call.json());
    const { name, aggregation_methods: methods = usualMethods } = wish;
    const foreign = methods.find((method) => !isMethod(method));
    if (foreign !== undefined) {
      throw badRequest(`Invalid value for aggregation_methods: ${foreign}`);
    }
    const definition = wish.definition
      .map(granule)
      .toSorted((one, other) => one.granularity - other.granularity);
    if (new Set(definition.map(({ granularity }) => granularity)).size < definition.length) {
      throw badRequest('More than one archive policy uses the same granularity');
    }
    if (policies.get(name) !== undefined) throw alreadyExists('Archive policy', name);
    const row = policies.insert({ name, methods, definition });
    const place = `${call.base}/v1/archive_policy/${encodeURIComponent(name)}`;
    return json(201, policyView(row), [['location', place]]);
  };
  const remove = (call: Call) => {
    mustAdminister(call);
    const name = call.param('name');
    if (policies.get(name) === undefined) throw noSuchPolicy(name);
    const isUsed = name.startsWith('ceilometer-') || name === usualPolicy;
    if (isUsed || metrics.all().some(({ policy }) => policy === name)) {
      throw stillInUse('Archive policy', name);
    }
    policies.delete(name);
    return empty(204);
  };

  const all = '/v1/archive_policy';
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list archive policies',
      handler: () => json(200, policies.all().map(policyView)),
    },
    { method: 'POST', path: all, operation: 'create archive policy', handler: create },
    {
      method: 'GET',
      path: `${all}/:name`,
      operation: 'show archive policy',
      handler: (call) => {
        const name = call.param('name');
        const found = policies.get(name);
        if (found === undefined) throw noSuchPolicy(name);
        return json(200, policyView(found));
      },
    },
    {
      method: 'DELETE',
      path: `${all}/:name`,
      operation: 'delete archive policy',
      handler: remove,
    },
    {
      method: 'GET',
      path: '/v1/archive_policy_rule',
      operation: 'list archive policy rules',
      handler: () =>
        json(200, [{ name: 'default', archive_policy_name: usualPolicy, metric_pattern: '*' }]),
    },
  ];
}
