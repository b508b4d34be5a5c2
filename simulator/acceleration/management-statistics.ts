/** What accelerators have counted, read and reset. Source: ETSI GS NFV-IFA 019. */
import type { z } from 'zod';
import { managementCallShapes } from '../../src/contract/acceleration/management-calls.ts';
import type { accStatistics } from '../../src/contract/acceleration/management-values.ts';
import { type Filterable, pick, readFilter, selected } from '../agent/selection.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Accelerators } from './accelerator-table.ts';
import { hardwareOf, shownAccelerator } from './accelerator-table.ts';
import { answering, type ManagementCall, readQuery } from './management-call.ts';
import { counterNames, type Statistics } from './statistics.ts';

export interface StatisticsNeeds {
  readonly accelerators: Accelerators;
  readonly statistics: Statistics;
}

interface Counted {
  readonly accResourceId: string;
  readonly hostId: string;
  readonly type: string;
  readonly subSystem: string;
}

const attributes: ReadonlySet<string> = new Set<keyof Counted>([
  'accResourceId',
  'hostId',
  'type',
  'subSystem',
]);

export function statisticsRoutes(needs: StatisticsNeeds): Route<undefined>[] {
  const { accelerators, statistics } = needs;

  /** Those that the filter means, and which counters the selector. */
  const chosen = (call: ManagementCall) => {
    const { accFilter = '', accStatSelector = '' } = readQuery(
      managementCallShapes.GetAccStatistics.query,
      call,
    );
    const demands = readFilter(accFilter, attributes);
    const names = accStatSelector === '' ? [] : accStatSelector.split(',');
    return {
      isSelected: selected(names, new Set(counterNames)),
      parts: counted(accelerators).filter((part) => demands({ ...part } satisfies Filterable)),
    };
  };

  const get = (call: ManagementCall) => {
    const { isSelected, parts } = chosen(call);
    const answer: z.infer<typeof accStatistics> = parts.map((part) => ({
      ...part,
      attributes: pick(statistics.read(part.accResourceId, part.subSystem), isSelected),
    }));
    return json(200, { accStatistics: answer });
  };

  const reset = (call: ManagementCall) => {
    const { isSelected, parts } = chosen(call);
    for (const { accResourceId, subSystem } of parts) {
      statistics.reset(accResourceId, subSystem, isSelected);
    }
    return empty(204);
  };

  const path = '/nf-vi/statistics';
  return [
    { method: 'GET', path, operation: 'GetAccStatistics', handler: answering(get) },
    { method: 'DELETE', path, operation: 'ResetAccStatistics', handler: answering(reset) },
  ];
}

/** The subsystems that count something: those that have channels. */
const counted = (accelerators: Accelerators): Counted[] =>
  accelerators
    .all()
    .filter(({ found }) => found)
    .flatMap((row) => {
      const { id, host, type } = shownAccelerator(row);
      return hardwareOf(row)
        .subsystems.filter(({ channels }) => channels.length > 0)
        .map(({ name }) => ({ accResourceId: id, hostId: host, type, subSystem: name }));
    });
