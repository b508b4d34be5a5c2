import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  flavorAnswer,
  flavorsAnswer,
  flavorSummariesAnswer,
} from '../../../src/contract/compute/flavour.ts';
import { type Answered, computeAlone, origin, projects, refusal } from './compute-alone.ts';

const wish = { name: 'c1', ram: 512, vcpus: 2, disk: 10 };
const names = (answer: Answered) =>
  flavorSummariesAnswer.parse(answer.body).flavors.map(({ name }) => name);

test('lists filter and sort, and refuse what they cannot read', async () => {
  const { ask } = computeAlone();
  const list = async (query: string) =>
    names(await ask(`GET /v2.1/flavors?${query}`, { as: 'member' }));
  assert.deepEqual(await list('minRam=512'), ['m1.tiny', 'm1.small', 'm1.medium']);
  assert.deepEqual(await list('minDisk=20&minRam=4096'), ['m1.medium']);
  assert.deepEqual(await list('sort_key=memory_mb&sort_dir=desc&limit=2'), [
    'm1.medium',
    'm1.small',
  ]);
  assert.deepEqual((await list('sort_key=name'))[0], 'm1.medium');
  const refused = async (query: string, at = '2.1', as = 'admin') => {
    const [status, , said] = refusal(await ask(`GET /v2.1/flavors/detail?${query}`, { as, at }));
    assert.equal(status, 400, query);
    return said;
  };
  assert.equal(await refused('minRam=x'), 'Invalid minRam filter [x]');
  assert.equal(await refused('minDisk=1.5'), 'Invalid minDisk filter [1.5]');
  assert.equal(await refused('is_public=maybe'), 'Invalid is_public filter [maybe]');
  assert.match(await refused('limit=-1'), /'-1' does not match '\^\[0-9\]\*\$'$/);
  assert.equal(await refused('marker=zzz'), 'marker [zzz] not found');
  assert.match(await refused('sort_key=colour'), /sort_key\. Value: colour\./);
  assert.match(await refused('sort_dir=up'), /\['asc', 'desc'\]$/);
  assert.match(await refused('foo=1', '2.75'), /'foo' was unexpected/);
  assert.equal((await list('foo=1')).length, 5);
});

test('pages lead to their end by links that keep every parameter', async () => {
  const { ask } = computeAlone();
  const seen: string[] = [];
  let path = '/v2.1/flavors/detail?limit=2&minRam=100';
  for (let pages = 0; path !== '' && pages < 9; pages++) {
    const page = flavorsAnswer.parse((await ask(`GET ${path}`, { as: 'member' })).body);
    seen.push(...page.flavors.map(({ id }) => id));
    const next = page.flavors_links?.[0]?.href ?? '';
    if (next !== '') assert.match(next, /limit=2&minRam=100&marker=/);
    path = next.slice(`${origin}/compute`.length);
  }
  assert.deepEqual(seen, ['1', '2', '3', '84']);
});

test('a page is as long as 1000 at most, whatever the limit', async () => {
  const { ask } = computeAlone();
  for (let i = 0; i < 1000; i++) {
    await ask('POST /v2.1/flavors', {
      as: 'admin',
      body: { flavor: { ...wish, name: `f${String(i)}` } },
    });
  }
  const page = flavorSummariesAnswer.parse((await ask('GET /v2.1/flavors', { as: 'admin' })).body);
  assert.equal(page.flavors.length, 1000);
  assert.equal(page.flavors_links?.length, 1);
  assert.equal(names(await ask('GET /v2.1/flavors?limit=0', { as: 'admin' })).length, 0);
});

test('the older paths with the project in them work, for the caller’s own project', async () => {
  const { ask } = computeAlone();
  const { status, body } = await ask(`GET /v2.1/${projects.demo}/flavors/42`, { as: 'member' });
  assert.equal(status, 200);
  const [self] = flavorAnswer.parse(body).flavor.links;
  assert.equal(self?.href, `${origin}/compute/v2.1/${projects.demo}/flavors/42`);
  const foreign = refusal(await ask(`GET /v2.1/${projects.alt}/flavors`, { as: 'member' }));
  assert.equal(foreign[0], 400);
  assert.match(foreign[2], /^Malformed request URL/);
});
