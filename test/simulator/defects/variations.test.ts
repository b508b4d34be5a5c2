/** That harmless variations vary something: that they harm nothing is shown by the proof of sensitivity. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { optionsOf, variations, withDeviations } from '../../../simulator/defects/register.ts';
import { signIn } from '../signed-in.ts';

const origin = 'http://cloud.test';

/** A simulator that varies, as the administrator and a member see it. */
async function varied(name: string) {
  const simulator = createSimulator(optionsOf([name]));
  const fetch = withDeviations(async (request) => simulator.fetch(request), [name]);
  const tokens = { admin: '', demo: '' };
  for (const who of ['admin', 'demo'] as const) tokens[who] = (await signIn({ fetch }, who)).token;
  const send = async (who: keyof typeof tokens, what: string, body?: object) => {
    const [method = '', path = ''] = what.split(' ');
    const headers = { 'x-auth-token': tokens[who], 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return fetch(new Request(origin + path, { method, headers, ...sent }));
  };
  const ask = async <Answer>(who: keyof typeof tokens, what: string, body?: object) =>
    (await (await send(who, what, body)).json()) as Answer;
  return { simulator, send, ask };
}

interface Named {
  readonly id: string;
  readonly name: string;
}
const names = (things: readonly Named[]): string[] => things.map(({ name }) => name);

test('reversed-lists turns every list round, but neither pages nor what was sorted', async () => {
  const paths = ['/compute/v2.1/flavors', '/network/v2.0/networks', '/image/v2/images'];
  const [plain, turned] = [await varied('pretty-json'), await varied('reversed-lists')];
  for (const path of paths) {
    const key = path.split('/').at(-1) ?? '';
    const list = async ({ ask }: typeof plain, query: string) =>
      names((await ask<Record<string, Named[]>>('admin', `GET ${path}${query}`))[key] ?? []);
    const before = await list(plain, '');
    assert.ok(before.length > 1, path);
    assert.deepEqual(await list(turned, ''), before.toReversed());
    for (const query of ['?limit=2', '?sort_key=name&sort_dir=asc']) {
      const asked = await list(plain, query);
      assert.ok(asked.length > 1, query);
      assert.deepEqual(await list(turned, query), asked);
    }
  }
});

test('neighbours of what a tenant makes are made in another tenant', async () => {
  const { ask, send } = await varied('neighbours');
  // By this the administrator is known.
  await send('admin', 'POST /identity/v3/domains', { domain: { name: 'd' } });
  await send('demo', 'POST /network/v2.0/networks', { network: { name: 'n' } });
  await send('demo', 'POST /compute/v2.1/os-keypairs', { keypair: { name: 'k' } });
  await send('demo', 'POST /image/v2/images', { name: 'i' });
  await ask('admin', 'POST /identity/v3/projects', {
    project: { name: 'p' },
  });
  const list = async (who: 'admin' | 'demo', path: string, key: string) =>
    names((await ask<Record<string, Named[]>>(who, `GET ${path}`))[key] ?? []);
  const networks = '/network/v2.0/networks?sort_key=name&sort_dir=asc';
  assert.deepEqual(await list('demo', networks, 'networks'), ['n', 'private', 'public']);
  assert.ok((await list('admin', networks, 'networks')).includes('n0-1'));
  assert.ok((await list('admin', '/image/v2/images', 'images')).includes('i0-3'));
  assert.ok((await list('admin', '/identity/v3/projects', 'projects')).includes('p0-4'));
  type Pairs = { keypairs: { keypair: Named }[] };
  const pairs = await ask<Pairs>('admin', 'GET /compute/v2.1/os-keypairs');
  assert.deepEqual(
    pairs.keypairs.map(({ keypair }) => keypair.name),
    ['k0-2'],
  );
});

test('neighbours take no more of a quota than two of each', async () => {
  const { ask, send } = await varied('neighbours');
  await send('admin', 'POST /identity/v3/domains', { domain: { name: 'd' } });
  for (const name of ['a', 'b', 'c', 'd']) {
    await send('demo', 'POST /network/v2.0/security-groups', { security_group: { name } });
  }
  type Groups = { security_groups: Named[] };
  const path = 'GET /network/v2.0/security-groups?sort_key=name&sort_dir=asc';
  const all = names((await ask<Groups>('admin', path)).security_groups);
  assert.deepEqual(
    all.filter((name) => name.includes('0-')),
    ['c0-3', 'd0-4'],
  );
});

test('slow is slower by its pace, and no other variation is', async () => {
  const { ask, simulator } = await varied('slow');
  type Answer = { volume: Named & { status: string } };
  const { volume } = await ask<Answer>('demo', 'POST /volume/v3/volumes', { volume: { size: 1 } });
  const { clock } = simulator;
  assert.ok(clock.kind === 'virtual');
  let seconds = 0;
  const status = async () =>
    (await ask<Answer>('demo', `GET /volume/v3/volumes/${volume.id}`)).volume.status;
  while ((await status()) !== 'available' && seconds < 600) {
    clock.advance(1000);
    seconds += 1;
  }
  assert.ok(seconds >= 20 && seconds <= 120, String(seconds));
  const paces = variations.filter(({ name }) => optionsOf([name]).pace !== 1);
  assert.deepEqual(
    paces.map(({ name }) => name),
    ['slow'],
  );
  assert.throws(() => createSimulator({ pace: 0 }), /pace must be a number above 0, not 0/);
});

test('extra-headers keeps the headers and adds others', async () => {
  const { send } = await varied('extra-headers');
  const { headers } = await send('demo', 'GET /compute/v2.1/flavors');
  assert.equal(headers.get('x-vendor-node'), 'node-3');
  assert.match(headers.get('content-type') ?? '', /json/);
});

test('restricted-security-groups leaves groups and their rules to managers and administrators', async () => {
  const { send, ask } = await varied('restricted-security-groups');
  const path = '/network/v2.0/security-groups';
  type Projects = { projects: Named[] };
  const { projects } = await ask<Projects>('admin', 'GET /identity/v3/projects?name=demo');
  const group = { security_group: { name: 'g', project_id: projects[0]?.id } };
  assert.equal((await send('demo', `POST ${path}`, group)).status, 403);
  type Made = { security_group: Named };
  const { security_group: made } = await ask<Made>('admin', `POST ${path}`, group);
  const rule = { security_group_rule: { security_group_id: made.id, direction: 'ingress' } };
  const rules = '/network/v2.0/security-group-rules';
  assert.equal((await send('demo', `POST ${rules}`, rule)).status, 403);
  assert.equal((await send('admin', `POST ${rules}`, rule)).status, 201);
  assert.equal((await send('demo', `DELETE ${path}/${made.id}`)).status, 403);
  assert.equal((await send('demo', `GET ${path}`)).status, 200);
  assert.equal((await send('admin', `DELETE ${path}/${made.id}`)).status, 204);
});

test('capacity-parameters makes servers of a stated capacity, and leaves no flavour of it', async () => {
  const { send, ask } = await varied('capacity-parameters');
  // By this the administrator is known.
  await send('admin', 'POST /identity/v3/domains', { domain: { name: 'd' } });
  const flavours = async () =>
    (await ask<{ flavors: Named[] }>('admin', 'GET /compute/v2.1/flavors?is_public=None')).flavors;
  const before = names(await flavours());
  const { images } = await ask<{ images: Named[] }>('demo', 'GET /image/v2/images');
  const launch = async (flavor: object) =>
    send('demo', 'POST /compute/v2.1/servers', {
      server: { name: 's', flavor, imageRef: images[0]?.id },
    });
  assert.equal((await launch({ vcpus: 1, ram: 192, disk: 'much' })).status, 400);
  const answer = await launch({ vcpus: 1, ram: 192, disk: 2 });
  const { server } = (await answer.json()) as { server: Named };
  assert.equal(answer.status, 202);
  assert.deepEqual(names(await flavours()), before);
  type Shown = { server: { flavor: { id: string } } };
  const shown = await ask<Shown>('demo', `GET /compute/v2.1/servers/${server.id}`);
  assert.match(shown.server.flavor.id, /^stated-/);
});
