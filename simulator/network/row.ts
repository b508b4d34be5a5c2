/** What the rows of all resources have in common. */
import type { PageWish } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface StandardRow {
  readonly id: string;
  readonly projectId: string;
  readonly description: string | null;
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What lists need of a table: rows by their id, and those of a project. */
export interface Rows<Row extends StandardRow> {
  readonly size: number;
  get(id: string): Row | undefined;
  list(group: 'project', projectId: string): Row[];
  count(group: 'project', projectId: string): number;
  page(wish: PageWish<Row, 'id'>): { rows: Row[]; more: boolean } | undefined;
}

export function newRow(
  { clock, ids }: World,
  { projectId, description }: { projectId: string; description: string | null },
): StandardRow {
  const now = clock.now();
  return {
    id: ids.uuid(),
    projectId,
    description,
    revision: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** The change of a row, and that it was changed. */
export const touched = <Row extends StandardRow>(
  { clock }: World,
  row: Row,
  change: Partial<Row> = {},
): Partial<Row> => ({ ...change, revision: row.revision + 1, updatedAt: clock.now() });

const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** As every answer shows them. */
export const standardView = (row: StandardRow) => ({
  id: row.id,
  tenant_id: row.projectId,
  description: row.description,
  tags: [] as string[],
  created_at: instant(row.createdAt),
  updated_at: instant(row.updatedAt),
  revision_number: row.revision,
  project_id: row.projectId,
});
