/** `filters.field` and `filters.value` of lists. Source: Cyborg 16.0.1 (2026.1), recorded. */
import { badRequest, notServed } from '../kernel/fault.ts';
import type { AcceleratorCall } from './microversions.ts';

const fields = [
  'sort_key',
  'sort_dir',
  'limit',
  'instance_uuid',
  'availability',
  'board',
  'marker',
  'name',
  'root_uuid',
  'interface_type',
  'parent_uuid',
];
export const filterArguments = ['filters.field', 'filters.value'] as const;

/** @throws Fault 400 for a field that there is not, 501 for one that is known and not served */
export function filteredRows<Row>(
  { query }: AcceleratorCall,
  rows: readonly Row[],
  name: (row: Row) => string | undefined,
): readonly Row[] {
  const field = query.get('filters.field');
  const value = query.get('filters.value') ?? '';
  if (field === null) return rows;
  if (!fields.includes(field)) {
    throw badRequest(
      `Invalid input for field/attribute field. Value: '${field}'. Value should be one of: ${fields.join(', ')}`,
    );
  }
  if (field === 'name') return rows.filter((row) => name(row) === value);
  if (field === 'limit' && /^\d+$/.test(value)) return rows.slice(0, Number(value));
  throw notServed(`filter a list by ${field}`);
}
