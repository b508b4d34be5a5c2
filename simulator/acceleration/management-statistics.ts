/** What accelerators have counted, read and reset. Source: ETSI GS NFV-IFA 019. */
import type { z } from 'zod';
import type { accStatistics } from '../../src/contract/acceleration/management-values.ts';
import { type Filterable, pick, readFilter, selected } from '../agent/selection.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { type Accelerators, hardwareOf, shownAccelerator } from './accelerator-table.ts';
import type { ManagementCall } from './management-call.ts';
import { managementRoute, type QueryOf } from './management-route.ts';
import { counterNames, type Statistics } from './statistics.ts';

export interface StatisticsNeeds {
  readonly accelerators: Accelerators;
  readonly statistics: Statistics;
}

type Choice = QueryOf<'GetAccStatistics'>;

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
  const chosen = ({ accFilter = '', accStatSelector = '' }: Choice) => {
    const demands = readFilter(accFilter, attributes);
    const names = accStatSelector === '' ? [] : accStatSelector.split(',');
    return {
      isSelected: selected(names, new Set(counterNames)),
      parts: counted(accelerators).filter((part) => demands({ ...part } satisfies Filterable)),
    };
  };

  const get = (_call: ManagementCall, choice: Choice) => {
    const { isSelected, parts } = chosen(choice);
    const answer: z.infer<typeof accStatistics> = parts.map((part) => ({
      ...part,
      attributes: pick(statistics.read(part.accResourceId, part.subSystem), isSelected),
    }));
    return json(200, { accStatistics: answer });
  };

  const reset = (_call: ManagementCall, choice: Choice) => {
    const { isSelected, parts } = chosen(choice);
    for (const { accResourceId, subSystem } of parts) {
      statistics.reset(accResourceId, subSystem, isSelected);
    }
    return empty(204);
  };

  return [managementRoute('GetAccStatistics', get), managementRoute('ResetAccStatistics', reset)];
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
