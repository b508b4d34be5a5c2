import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagesAnswer } from '../../../src/contract/image/image.ts';
import { projects } from '../compute/projects.ts';
import { imageAlone } from './image-alone.ts';

test('a list holds what is public, own, or shared and accepted; the rest is hidden', async () => {
  const { ask, create, names } = imageAlone();
  const shared = await create({ name: 'shared' });
  await create({ name: 'private', visibility: 'private' });
  await create({ name: 'community', visibility: 'community' });
  const ours = ['community', 'private', 'shared', 'cirros-alt', 'cirros'];
  assert.deepEqual(await names('member'), ours);
  assert.deepEqual(await names('outsider'), ['cirros-alt', 'cirros']);
  assert.deepEqual(await names('outsider', '?visibility=community'), ['community']);
  const members = `/images/${shared.id}/members`;
  await ask(`POST ${members}`, { as: 'member', body: { member: projects.alt } });
  assert.equal((await ask(`GET /images/${shared.id}`, { as: 'outsider' })).status, 200);
  assert.deepEqual(await names('outsider', '?visibility=shared'), []);
  assert.deepEqual(await names('outsider', '?member_status=pending&visibility=shared'), ['shared']);
  const accept = (as: string) =>
    ask(`PUT ${members}/${projects.alt}`, { as, body: { status: 'accepted' } });
  assert.equal((await accept('member')).status, 403);
  assert.equal((await accept('outsider')).status, 200);
  assert.deepEqual(await names('outsider'), ['shared', 'cirros-alt', 'cirros']);
  assert.equal((await ask(`DELETE ${members}/${projects.alt}`, { as: 'outsider' })).status, 403);
  assert.equal((await ask(`DELETE ${members}/${projects.alt}`, { as: 'member' })).status, 204);
  assert.deepEqual(await names('outsider'), ['cirros-alt', 'cirros']);
});

test('pages follow each other in the order asked for', async () => {
  const { ask, create, names } = imageAlone();
  for (const name of ['b', 'a', 'c']) await create({ name });
  assert.deepEqual(await names('member', '?sort=name:asc'), [
    'a',
    'b',
    'c',
    'cirros',
    'cirros-alt',
  ]);
  assert.deepEqual(await names('member', '?sort=status:desc,name:asc'), [
    'a',
    'b',
    'c',
    'cirros',
    'cirros-alt',
  ]);
  assert.deepEqual(await names('member', '?name=in:a,b&sort_key=name&sort_dir=asc'), ['a', 'b']);
  let path = '/images?limit=2&sort=name:asc';
  const all: (string | null)[] = [];
  for (let pages = 0; pages < 4; pages += 1) {
    const page = imagesAnswer.parse((await ask(`GET ${path}`, { as: 'member' })).body);
    all.push(...page.images.map(({ name }) => name));
    if (page.next === undefined) break;
    path = page.next.replace('/v2', '');
  }
  assert.deepEqual(all, ['a', 'b', 'c', 'cirros', 'cirros-alt']);
  for (const query of ['limit=-1', 'limit=x', 'marker=x', 'sort=x', 'sort_dir=x', 'visibility=x']) {
    assert.equal((await ask(`GET /images?${query}`, { as: 'member' })).status, 400, query);
  }
});
