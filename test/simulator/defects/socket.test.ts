/** That defects are wrong in their way over a socket too, where requests come from a server. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { withDeviations } from '../../../simulator/defects/register.ts';
import { type Listening, listen } from '../../../simulator/listen.ts';
import { signIn } from '../signed-in.ts';

const simulator = createSimulator();
const wrongIn = (defects: readonly string[]) =>
  withDeviations(async (request) => simulator.fetch(request), defects);
let fetchWrongly = wrongIn([]);
let listening: Listening;
let start: ReturnType<typeof simulator.snapshot>;
const tokens = { admin: '', demo: '' };
type Who = keyof typeof tokens | 'nobody';

before(async () => {
  for (const who of ['admin', 'demo'] as const) tokens[who] = (await signIn(simulator, who)).token;
  start = simulator.snapshot();
  listening = await listen({ fetch: (request) => fetchWrongly(request) }, { port: 0 });
});
beforeEach(() => {
  simulator.restore(start);
});
after(async () => listening.close());

/** What somebody is answered, and the names of the flavours that an administrator then sees. */
interface Outcome {
  readonly status: number;
  readonly names: readonly string[];
}

async function ask(who: Who, what: string, body?: object): Promise<Response> {
  const [method = '', path = ''] = what.split(' ');
  const headers = new Headers({ 'content-type': 'application/json' });
  if (who !== 'nobody') headers.set('x-auth-token', tokens[who]);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(listening.url + path, { method, headers, ...sent });
}

const flavours = '/compute/v2.1/flavors';
const create = async (who: Who, name: string) =>
  ask(who, `POST ${flavours}`, { flavor: { name, ram: 64, vcpus: 1, disk: 0 } });

async function listed(who: Who): Promise<string[]> {
  const answer = await ask(who, `GET ${flavours}/detail?is_public=None`);
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return (JSON.parse(text) as { flavors: { name: string }[] }).flavors.map(({ name }) => name);
}

/** With each way of interfering with a request, one defect and how it shows. */
const cases: readonly [
  defect: string,
  interferes: string,
  act: () => Promise<Response>,
  isWrong: (outcome: Outcome) => boolean,
][] = [
  [
    'flavour-create-renames',
    'another body',
    () => create('admin', 'renamed'),
    ({ status, names }) => status === 200 && names.includes('renamed-x'),
  ],
  [
    'flavour-create-duplicate-accepted',
    'a second request with another body',
    async () => {
      await create('admin', 'twin');
      return create('admin', 'twin');
    },
    ({ status, names }) => status === 200 && names.filter((name) => name === 'twin').length === 2,
  ],
  [
    'flavour-create-phantom',
    'a request of its own',
    () => create('admin', 'phantom'),
    ({ status, names }) => status === 200 && !names.includes('phantom'),
  ],
  [
    'flavour-create-by-anyone',
    'the token of whoever made one',
    async () => {
      await create('admin', 'before');
      return create('demo', 'by-anyone');
    },
    ({ status, names }) => status === 200 && names.includes('by-anyone'),
  ],
  [
    'flavour-create-anonymous',
    'a token where there was none',
    async () => {
      await create('admin', 'first');
      return create('nobody', 'by-nobody');
    },
    ({ status, names }) => status === 200 && names.includes('by-nobody'),
  ],
  [
    'flavour-create-refused-yet-done',
    'a request that is made again',
    async () => {
      await create('admin', 'other');
      return create('demo', 'refused');
    },
    ({ status, names }) => status === 403 && names.includes('refused'),
  ],
  [
    'flavour-create-refused-as-unknown',
    'another answer',
    () => create('demo', 'unknown'),
    ({ status }) => status === 404,
  ],
  [
    'flavour-create-500',
    'another status',
    () => create('admin', 'broken'),
    ({ status, names }) => status === 500 && names.includes('broken'),
  ],
];

for (const [defect, interferes, act, isWrong] of cases) {
  test(`${defect}: ${interferes}`, async () => {
    fetchWrongly = wrongIn([defect]);
    const { status } = await act();
    const names = await listed('admin');
    assert.ok(isWrong({ status, names }), `${String(status)}, ${names.join(', ')}`);
  });
}

test("flavour-list-shows-private: the administrator's token", async () => {
  fetchWrongly = wrongIn(['flavour-list-shows-private']);
  // By this the administrator is known.
  await ask('admin', 'POST /identity/v3/domains', { domain: { name: 'd' } });
  const flavor = { name: 'hidden', ram: 64, vcpus: 1, disk: 0 };
  const hidden = { flavor: { ...flavor, 'os-flavor-access:is_public': false } };
  assert.equal((await ask('admin', `POST ${flavours}`, hidden)).status, 200);
  assert.ok((await listed('demo')).includes('hidden'));
});
