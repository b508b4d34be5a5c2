import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPages, type Page } from '../../src/bindings/pages.ts';
import { Refusal, Violation } from '../../src/failures.ts';

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

test('a page that holds more than was asked for is a violation', async () => {
  const pages = { '/flavors?limit=1': { entries: [1, 2] } };
  await assert.rejects(allPages('/flavors?limit=1', address, read(pages), 1), /at most 1/);
});

test('a list whose marker was deleted meanwhile is read again, but not for ever', async () => {
  const gone = new Refusal('invalid', 400, 'marker [1] not found');
  const reading = (lasts: number) => {
    let refusals = 0;
    return (path: string): Promise<Page<number>> => {
      if (path === '/flavors') {
        return Promise.resolve({
          entries: [refusals],
          links: next(`${address}/flavors?marker=${String(refusals)}`),
        });
      }
      if (refusals < lasts) {
        refusals += 1;
        return Promise.reject(gone);
      }
      return Promise.resolve({ entries: [9] });
    };
  };
  assert.deepEqual(await allPages('/flavors', address, reading(2)), [2, 9]);
  await assert.rejects(allPages('/flavors', address, reading(3)), gone);
});

test('a first page that is refused is a refusal at once', async () => {
  let reads = 0;
  const refused = () => {
    reads += 1;
    return Promise.reject(new Refusal('invalid', 400, 'no'));
  };
  await assert.rejects(allPages('/flavors', address, refused), Refusal);
  assert.equal(reads, 1);
});
