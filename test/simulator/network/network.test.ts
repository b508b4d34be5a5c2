import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkAnswer, networksAnswer } from '../../../src/contract/network/network.ts';
import { networkAlone, origin, projects, refusal } from './network-alone.ts';

test('a network belongs to its creator’s project, and answers follow the contract', async () => {
  const { ask, make } = networkAlone();
  const { id } = await make('network', { name: 'n1' });
  const { network } = networkAnswer.parse((await ask(`GET /networks/${id}`)).body);
  assert.deepEqual(
    [network.name, network.project_id, network.status, network.subnets],
    ['n1', projects.demo, 'ACTIVE', []],
  );
  assert.equal(network['provider:network_type'], undefined);
  const seen = networkAnswer.parse((await ask(`GET /networks/${id}`, { as: 'admin' })).body);
  assert.equal(seen.network['provider:network_type'], 'vxlan');
});

test('what is another tenant’s is hidden, and cannot be changed; what is shared is seen', async () => {
  const { ask, make } = networkAlone();
  const { id } = await make('network', { name: 'mine' });
  const as = 'outsider';
  assert.deepEqual(refusal(await ask(`GET /networks/${id}`, { as })), [404, 'NetworkNotFound']);
  const body = { network: { name: 'x' } };
  assert.equal((await ask(`PUT /networks/${id}`, { as, body })).status, 404);
  assert.equal((await ask(`DELETE /networks/${id}`, { as })).status, 404);
  const { id: shared } = await make('network', { name: 'ours', shared: true }, 'admin');
  const { networks } = networksAnswer.parse((await ask('GET /networks', { as })).body);
  assert.deepEqual(networks.map(({ name }) => name).sort(), ['ours', 'public']);
  assert.deepEqual(refusal(await ask(`DELETE /networks/${shared}`, { as })), [
    403,
    'PolicyNotAuthorized',
  ]);
});

test('a reader may create with the older rules and not with secure RBAC', async () => {
  const create = async (release: 'zed' | '2026.1', as: string) =>
    (await networkAlone(release).ask('POST /networks', { as, body: { network: {} } })).status;
  assert.deepEqual(
    await Promise.all(['reader', 'member'].map((as) => create('zed', as))),
    [201, 201],
  );
  assert.deepEqual(
    await Promise.all(['reader', 'member', 'manager', 'system'].map((as) => create('2026.1', as))),
    [403, 201, 201, 400],
  );
});

test('an administrator without a tenant sees nothing with secure RBAC, and all without it', async () => {
  const list = async (release: 'zed' | '2026.1') => {
    const { body } = await networkAlone(release).ask('GET /networks', { as: 'system' });
    return networksAnswer.parse(body).networks.map(({ name }) => name);
  };
  assert.deepEqual((await list('zed')).sort(), ['private', 'public']);
  assert.deepEqual(await list('2026.1'), []);
});

test('of several networks all are made or none', async () => {
  const { ask } = networkAlone();
  const names = async () =>
    networksAnswer.parse((await ask('GET /networks')).body).networks.map(({ name }) => name);
  const two = { networks: [{ name: 'x' }, { name: 'y', availability_zone_hints: ['nowhere'] }] };
  assert.equal((await ask('POST /networks', { body: two })).status, 404);
  assert.deepEqual((await names()).sort(), ['private', 'public']);
});

test('a change that is meant for another revision is refused', async () => {
  const { ask, make } = networkAlone();
  const { id, revision_number: revision } = await make('network');
  const put = (n: unknown) =>
    ask(`PUT /networks/${id}`, {
      body: { network: { name: 'x' } },
      headers: { 'if-match': `revision_number=${String(n)}` },
    });
  assert.equal((await put(revision)).status, 200);
  assert.deepEqual(refusal(await put(revision)), [412, 'RevisionNumberConstraintFailed']);
  const headers = { 'if-match': 'revision_number=77' };
  assert.equal((await ask(`DELETE /networks/${id}`, { headers })).status, 412);
});

test('pages lead through the list in both directions, in the order asked for', async () => {
  const { ask, make } = networkAlone();
  for (const name of ['c', 'a', 'b']) await make('network', { name });
  const own = `project_id=${projects.demo}&fields=name&fields=id`;
  const names: string[] = [];
  let path: string | undefined = `/networks?${own}&limit=2&sort_key=name&sort_dir=asc`;
  while (path !== undefined) {
    const { body } = await ask(`GET ${path}`);
    const page = body as {
      networks: { name: string }[];
      networks_links: { rel: string; href: string }[];
    };
    names.push(...page.networks.map(({ name }) => name));
    path = page.networks_links
      .find(({ rel }) => rel === 'next')
      ?.href.slice(`${origin}/network/v2.0`.length);
  }
  assert.deepEqual(names, ['a', 'b', 'c', 'private']);
});
