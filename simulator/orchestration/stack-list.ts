/** Lists of stacks: whose, which and in which order. */
import { projectOf } from '../kernel/caller.ts';
import { invalid, refused } from './faults.ts';
import type { OrchestrationCall } from './orchestration-call.ts';
import { isAdministrator } from './policy.ts';
import { readCount, readFlag, readTags } from './request.ts';
import type { Stack, Stacks } from './stack-table.ts';

/** Filters that may be given several times; any of the values will do. */
const filters: Readonly<Record<string, (stack: Stack) => string>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  stack_name: ({ name }) => name,
  status: ({ status }) => status,
  stack_status: ({ status }) => status,
  action: ({ action }) => action,
  stack_action: ({ action }) => action,
  tenant: ({ projectId }) => projectId,
  username: ({ ownerName }) => ownerName,
  stack_owner: ({ ownerName }) => ownerName,
  stack_status_reason: ({ reason }) => reason,
  owner_id: () => '',
};

const orders = {
  stack_name: 'name',
  name: 'name',
  stack_status: 'status',
  status: 'status',
  creation_time: 'inserted',
  created_at: 'inserted',
  updated_time: 'updated',
  updated_at: 'updated',
} as const;

type Test = (stack: Stack) => boolean;

const tagTests: Readonly<Record<string, (asked: readonly string[]) => Test>> = {
  tags: (asked) => (stack) => asked.every((tag) => stack.tags.includes(tag)),
  tags_any: (asked) => (stack) => asked.some((tag) => stack.tags.includes(tag)),
  not_tags: (asked) => (stack) => !asked.every((tag) => stack.tags.includes(tag)),
  not_tags_any: (asked) => (stack) => !asked.some((tag) => stack.tags.includes(tag)),
};

/** The caller's own project; all of them for an administrator. @throws Fault 400 */
function readTest({ query, caller }: OrchestrationCall, showDeleted: boolean): Test {
  const tests = Object.entries(filters).flatMap(([name, field]) => {
    const wanted = query.getAll(name).filter((value) => value !== '');
    return wanted.length === 0 ? [] : [(stack: Stack) => wanted.includes(field(stack))];
  });
  for (const [name, test] of Object.entries(tagTests)) {
    const asked = query.get(name);
    if (asked !== null && asked !== '') tests.push(test(readTags(asked)));
  }
  if (!showDeleted) tests.push(({ deletedAt }) => deletedAt === undefined);
  if (!isAdministrator(caller)) {
    const own = projectOf(caller);
    tests.push(({ projectId }) => projectId === own);
  }
  return (stack) => tests.every((test) => test(stack));
}

/** Newest first, unless the query says otherwise; unknown keys count for nothing. @throws Fault 400 */
function readOrder(query: URLSearchParams) {
  const direction = query.get('sort_dir');
  if (direction !== null && !['asc', 'desc'].includes(direction)) {
    throw refused(400, 'ValueError');
  }
  const known = query.getAll('sort_keys').find((key) => Object.hasOwn(orders, key));
  if (known === undefined) {
    return {
      order: 'inserted',
      direction: direction === 'asc' ? 'ascending' : 'descending',
    } as const;
  }
  return {
    order: orders[known as keyof typeof orders],
    direction: direction === 'desc' ? 'descending' : 'ascending',
  } as const;
}

const values: Readonly<Record<'name' | 'status' | 'updated', (stack: Stack) => string | number>> = {
  name: ({ name }) => name,
  status: ({ status }) => status,
  updated: ({ updatedAt }) => updatedAt ?? 0,
};

export interface StackPage {
  readonly rows: readonly Stack[];
  /** How many there are, whatever the page; there when it was asked for. */
  readonly count: number | undefined;
}

/**
 * One page. A project has few stacks, those of all projects are walked in the table's order.
 * @throws Fault 400 that names the parameter and its value
 */
export function listStacks(stacks: Stacks, call: OrchestrationCall): StackPage {
  const { query, caller } = call;
  const flag = (name: string) => readFlag(name, query.get(name) || 'false');
  const showDeleted = flag('show_deleted');
  flag('show_nested');
  flag('show_hidden');
  const text = query.get('limit');
  const limit = text === null || text === '' ? undefined : readCount('limit', text);
  const where = readTest(call, showDeleted);
  const withCount = flag('with_count');
  const { order, direction } = readOrder(query);
  const marker = query.get('marker') ?? '';
  const wish = { order, direction, where, ...(limit === undefined ? {} : { limit }) };
  if (isAdministrator(caller)) {
    const after = stacks.get(marker) === undefined ? {} : { after: marker };
    const rows = stacks.page({ ...wish, ...after })?.rows ?? [];
    const count = withCount ? stacks.page({ where })?.rows.length : undefined;
    return { rows, count };
  }
  const own = projectOf(caller);
  if (own === undefined) throw invalid();
  const all = stacks.list(showDeleted ? 'project' : 'live', own).filter(where);
  if (order !== 'inserted') {
    const value = values[order];
    all.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
  }
  if (direction === 'descending') all.reverse();
  const start = all.findIndex(({ id }) => id === marker) + 1;
  const end = limit === undefined ? undefined : start + limit;
  return { rows: all.slice(start, end), count: withCount ? all.length : undefined };
}

/** The link to the next page, there when this one is full. */
export function nextLinks(call: OrchestrationCall, rows: readonly Stack[]) {
  const limit = Number(call.query.get('limit') ?? '0');
  const last = rows.at(-1);
  if (last === undefined || limit <= 0 || rows.length !== limit) return {};
  const next = new URLSearchParams(call.query);
  next.set('marker', last.id);
  return {
    links: [{ rel: 'next', href: `${call.origin}${pathOf(call)}?${next.toString()}` }],
  };
}
const pathOf = ({ request }: OrchestrationCall): string => new URL(request.url).pathname;
