/** Lists: simple queries (`q.field=state&q.op=eq&q.value=alarm`), order and pages. Source: Aodh 22, api/controllers/v2. */
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import { json, type Reply } from '../kernel/reply.ts';
import { invalid } from './faults.ts';

/** Field to value: the only operator is that they are equal. */
export type Demands = ReadonlyMap<string, string>;

/** @throws Fault 400 for a field that is not allowed, or another operator */
export function readDemands({ query }: Call, allowed: readonly string[]): Demands {
  const fields = query.getAll('q.field');
  const values = query.getAll('q.value');
  const operators = query.getAll('q.op');
  const foreign = fields.filter((field) => !allowed.includes(field));
  if (foreign.length > 0) {
    throw invalid('field', foreign.join(', '), `only fields ${allowed.join(', ')} are allowed`);
  }
  const other = operators.find((operator) => operator !== 'eq');
  if (other !== undefined) throw invalid('op', other, 'only operations eq are allowed');
  return new Map(
    fields.map((field, index) => {
      const value = values[index];
      if (value === undefined) throw invalid('value', 'None', 'Mandatory field missing.');
      return [field, value];
    }),
  );
}

type Row = Readonly<Record<string, unknown>>;

export const meets = (row: Row, demands: Demands): boolean =>
  [...demands].every(([field, value]) => {
    const has = row[field];
    return typeof has === 'boolean' ? has === /^(?:true|1|yes|on)$/i.test(value) : has === value;
  });

/** @param key the attribute by which a marker names a row */
export function listed(
  call: Call,
  rows: readonly Row[],
  key: string,
  sortable: readonly string[],
): Reply {
  const { query } = call;
  const sorts = query.getAll('sort').map((sort) => {
    const [name = '', direction = 'asc'] = sort.split(':');
    if (!sortable.includes(name) || !['asc', 'desc'].includes(direction)) {
      throw invalid('sort', sort, `the supported sort keys are: ${sortable.join(', ')}`);
    }
    return { name, sign: direction === 'asc' ? 1 : -1 };
  });
  const inOrder = rows.toSorted((a, b) => {
    for (const { name, sign } of sorts) {
      const [one, other] = [String(a[name]), String(b[name])];
      if (one !== other) return one < other ? -sign : sign;
    }
    return 0;
  });
  const marker = query.get('marker');
  const at = marker === null ? -1 : inOrder.findIndex((row) => row[key] === marker);
  if (marker !== null && at === -1) throw badRequest(`Marker ${marker} not found.`);
  const limit = query.get('limit');
  if (limit !== null && !/^[1-9]\d*$/.test(limit)) {
    throw invalid('limit', limit, 'it should be a positive integer.');
  }
  const end = limit === null ? undefined : at + 1 + Number(limit);
  return json(200, inOrder.slice(at + 1, end));
}
