/** Whatever is asked of the identity service, it refuses; it never breaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { identityAlone, onProject } from './identity-alone.ts';

const { ask, signIn } = identityAlone();
const admin = await signIn({ scope: onProject('admin') });

/** Values that stand where others are expected, some of them right. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1.5, 1e300, '', ' ', '\u0000', '\ud800', 'x'.repeat(300), [], {}],
    ...[[[]], [null], [{}], 'default', 'admin', 'Default', ['password'], ['token'], { id: 'x' }],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), value, { maxKeys: 6 });

/** Sends it, and sees an answer of the service. */
async function answered(what: string, body?: unknown, as?: string): Promise<void> {
  const caller = as === undefined ? {} : { as };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const { status, text } = await ask(what, { ...caller, ...sent });
  const told = `${what} ${JSON.stringify(body)}: ${String(status)} ${text}`;
  assert.ok(status < 500 || status === 501, told);
}

/** Path → what one is called there, and its fields. */
const kinds: Readonly<Record<string, readonly [string, string]>> = {
  users: ['user', 'password domain_id enabled description default_project_id options email'],
  projects: ['project', 'domain_id enabled description parent_id is_domain tags options'],
  roles: ['role', 'domain_id description options'],
  domains: ['domain', 'enabled description options'],
};

for (const [path, [one, fields]] of Object.entries(kinds)) {
  const wish = record('name', ...fields.split(' '));
  test(`a new ${one}, and changes of one`, async () => {
    let n = 0;
    const body = fc.oneof(
      {
        weight: 5,
        arbitrary: wish.map((told) => ({ [one]: { name: `q-${String(n++)}`, ...told } })),
      },
      { weight: 1, arbitrary: value },
    );
    const created = await ask(`POST /v3/${path}`, {
      as: admin,
      body: { [one]: { name: 'first' } },
    });
    const { id } = (created.body as Record<string, { id: string }>)[one] ?? {};
    assert.ok(id, created.text);
    await fc.assert(
      fc.asyncProperty(body, async (told) => {
        await answered(`POST /v3/${path}`, told, admin);
        await answered(`PATCH /v3/${path}/${id}`, told, admin);
      }),
      { numRuns: 150 },
    );
  });

  test(`queries of lists of ${path}`, async () => {
    const key = fc.constantFrom(
      ...['limit', 'marker', 'name', 'domain_id', 'enabled', 'parent_id', 'name__contains', 'sort'],
      ...['sort_key', 'id', 'tags', 'x'],
    );
    const text = fc.oneof(
      fc.constantFrom('', '-1', '0', '9999999999999', 'true', 'default', 'null'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, text), { maxLength: 4 }), async (pairs) =>
        answered(`GET /v3/${path}?${new URLSearchParams(pairs).toString()}`, undefined, admin),
      ),
      { numRuns: 150 },
    );
  });
}

test('signing in', async () => {
  const user = record('name', 'id', 'domain', 'password');
  const orOther = (wish: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 4, arbitrary: wish }, { weight: 1, arbitrary: value });
  const identity = fc.record(
    {
      methods: value,
      password: orOther(fc.record({ user: orOther(user) })),
      token: orOther(record('id')),
      application_credential: orOther(record('id', 'name', 'secret', 'user')),
    },
    { requiredKeys: ['methods'] },
  );
  const auth = fc.record(
    { identity: orOther(identity), scope: orOther(record('project', 'domain', 'system')) },
    { requiredKeys: ['identity'] },
  );
  const body = orOther(fc.record({ auth: orOther(auth) }));
  await fc.assert(
    fc.asyncProperty(body, async (told) => answered('POST /v3/auth/tokens', told)),
    { numRuns: 500 },
  );
});
