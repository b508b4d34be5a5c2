import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPages, type Page } from '../../src/bindings/pages.ts';
import { Violation } from '../../src/failures.ts';

const address = 'http://cloud.test:8774/compute/v2.1';
const next = (href: string) => [{ rel: 'next', href }];

const read = (pages: Record<string, Page<number>>) => (path: string) => {
  const page = pages[path];
  assert.ok(page, `no page ${path}`);
  return Promise.resolve(page);
};

test('a list is read to its end', async () => {
  const pages = {
    '/flavors?limit=2': { entries: [1, 2], links: next(`${address}/flavors?limit=2&marker=2`) },
    '/flavors?limit=2&marker=2': { entries: [3], links: [{ rel: 'previous', href: 'x' }] },
  };
  assert.deepEqual(await allPages('/flavors?limit=2', address, read(pages)), [1, 2, 3]);
});

test('of a link only the query counts, since a proxy may publish another path', async () => {
  const pages = {
    '/flavors': { entries: [1], links: next('http://cloud.test/v2.1/flavors?marker=1') },
    '/flavors?marker=1': { entries: [2] },
  };
  assert.deepEqual(await allPages('/flavors', address, read(pages)), [1, 2]);
});

test('a link in a circle ends', async () => {
  const pages = {
    '/flavors': { entries: [1], links: next(`${address}/flavors?marker=1`) },
    '/flavors?marker=1': { entries: [2], links: next(`${address}/flavors?marker=1`) },
  };
  await assert.rejects(allPages('/flavors', address, read(pages)), Violation);
});

test('a link to another host is not followed', async () => {
  const pages = { '/flavors': { entries: [1], links: next('http://evil.test/flavors?marker=1') } };
  await assert.rejects(allPages('/flavors', address, read(pages)), /stay at cloud\.test/);
});
