import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../../../simulator/kernel/store.ts';
import { Duplicate } from '../../../simulator/kernel/table.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly owner?: string;
  readonly size: number;
}

const things = () =>
  new Store().table('thing', {
    key: (row: Row) => row.id,
    unique: { name: (row: Row) => row.name },
    groups: { owner: (row: Row) => row.owner },
    orders: { name: (row: Row) => row.name, size: (row: Row) => row.size },
  });
const row = (id: string, size: number, owner?: string): Row => ({
  id,
  name: `n-${id}`,
  size,
  ...(owner === undefined ? {} : { owner }),
});
const ids = (page: { rows: Row[] } | undefined) => page?.rows.map(({ id }) => id);

test('rows keep the order of insertion, and are found by key, by unique value and by group', () => {
  const table = things();
  for (const one of [row('b', 2, 'x'), row('a', 1, 'y'), row('c', 3, 'x')]) table.insert(one);
  assert.deepEqual(ids(table.page({})), ['b', 'a', 'c']);
  assert.equal(table.get('a')?.size, 1);
  assert.equal(table.find('name', 'n-c')?.id, 'c');
  assert.deepEqual(
    table.list('owner', 'x').map(({ id }) => id),
    ['b', 'c'],
  );
  assert.deepEqual(table.list('owner', 'nobody'), []);
});

test('a duplicate names the constraint and changes nothing', () => {
  const table = things();
  table.insert(row('a', 1));
  const constraintOf = (act: () => unknown) => {
    try {
      act();
    } catch (thrown) {
      return thrown instanceof Duplicate ? thrown.constraint : thrown;
    }
    return undefined;
  };
  assert.equal(
    constraintOf(() => table.insert({ ...row('a', 9), name: 'other' })),
    'key',
  );
  assert.equal(
    constraintOf(() => table.insert({ ...row('b', 9), name: 'n-a' })),
    'name',
  );
  table.insert(row('b', 2));
  assert.equal(
    constraintOf(() => table.update('b', { name: 'n-a' })),
    'name',
  );
  assert.deepEqual(ids(table.page({})), ['a', 'b']);
  assert.equal(table.get('b')?.name, 'n-b');
});

test('an update moves a row in its orders and groups, and frees its old unique value', () => {
  const table = things();
  for (const one of [row('a', 1, 'x'), row('b', 2, 'x'), row('c', 3, 'x')]) table.insert(one);
  assert.deepEqual(ids(table.page({ order: 'size' })), ['a', 'b', 'c']);
  table.update('a', { size: 9, owner: 'y', name: 'new' });
  assert.deepEqual(ids(table.page({ order: 'size' })), ['b', 'c', 'a']);
  assert.deepEqual(ids(table.page({})), ['a', 'b', 'c']);
  assert.deepEqual(
    table.list('owner', 'y').map(({ id }) => id),
    ['a'],
  );
  assert.equal(table.find('name', 'n-a'), undefined);
  assert.equal(table.update('zzz', { size: 1 }), undefined);
});

test('pages walk an order from a marker, in both directions, and filter', () => {
  const table = things();
  for (const [id, size] of [
    ['a', 5],
    ['b', 1],
    ['c', 5],
    ['d', 3],
  ] as const) {
    table.insert(row(id, size));
  }
  assert.deepEqual(ids(table.page({ order: 'size' })), ['b', 'd', 'a', 'c']);
  assert.deepEqual(ids(table.page({ order: 'size', after: 'd', limit: 1 })), ['a']);
  assert.deepEqual(ids(table.page({ order: 'size', after: 'a' })), ['c']);
  assert.deepEqual(ids(table.page({ order: 'size', direction: 'descending', after: 'a' })), [
    'd',
    'b',
  ]);
  assert.deepEqual(ids(table.page({ where: ({ size }) => size === 5, limit: 1 })), ['a']);
  assert.equal(table.page({ where: ({ size }) => size === 5, limit: 1 })?.more, true);
  assert.equal(table.page({ limit: 4 })?.more, false);
  assert.equal(table.page({ after: 'zzz' }), undefined);
  table.delete('d');
  assert.deepEqual(ids(table.page({ order: 'size' })), ['b', 'a', 'c']);
});

test('a page costs what it has, not what the table has', () => {
  const visitedFor = (count: number) => {
    const table = things();
    for (let i = 0; i < count; i++) {
      table.insert(row(String((i * 7919) % count).padStart(6, '0'), i));
    }
    table.page({ order: 'name', limit: 50 });
    table.visited = 0;
    const middle = String(Math.floor(count / 2)).padStart(6, '0');
    table.page({ order: 'name', limit: 50, after: middle });
    return table.visited;
  };
  const [few, many] = [visitedFor(200), visitedFor(100_000)];
  assert.equal(few, 51);
  assert.ok(many <= few * 2, `${String(many)} rows were looked at`);
});

test('a snapshot is not touched by later changes, and can be restored again and again', () => {
  const store = new Store();
  const table = store.table('thing', {
    key: (one: Row) => one.id,
    groups: { owner: (one: Row) => one.owner },
    orders: { size: (one: Row) => one.size },
  });
  table.insert(row('a', 2, 'x'));
  const before = store.capture();
  for (let round = 0; round < 2; round++) {
    table.insert(row('b', 1, 'x'));
    table.update('a', { size: 0 });
    assert.deepEqual(ids(table.page({ order: 'size' })), ['a', 'b']);
    table.delete('a');
    store.restore(before);
    assert.deepEqual(ids(table.page({ order: 'size' })), ['a']);
    assert.equal(table.get('a')?.size, 2);
    assert.equal(table.list('owner', 'x').length, 1);
  }
});

test('a snapshot of 100,000 rows takes a few milliseconds at most', () => {
  const store = new Store();
  const table = store.table('thing', { key: (one: Row) => one.id });
  for (let i = 0; i < 100_000; i++) table.insert(row(String(i), i));
  const started = performance.now();
  const snapshot = store.capture();
  store.restore(snapshot);
  assert.ok(performance.now() - started < 10);
});

test('rows of one value of an order are a page of their own, as cheap as if there were no others', () => {
  const table = things();
  for (let i = 0; i < 1000; i += 1) table.insert(row(String(i), i % 500));
  table.visited = 0;
  assert.deepEqual(ids(table.page({ order: 'size', equal: 7 })), ['7', '507']);
  assert.deepEqual(ids(table.page({ order: 'size', equal: 7, direction: 'descending' })), [
    '507',
    '7',
  ]);
  assert.deepEqual(ids(table.page({ order: 'size', equal: 7, after: '7' })), ['507']);
  assert.deepEqual(ids(table.page({ order: 'size', equal: -1 })), []);
  assert.equal(table.visited, 5);
  table.update('7', { size: 8 });
  assert.deepEqual(ids(table.page({ order: 'size', equal: 7 })), ['507']);
  assert.deepEqual(ids(table.page({ order: 'size', equal: 8 })), ['7', '8', '508']);
});
