import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMembership } from '../../src/bindings/membership.ts';
import { createPeople } from '../../src/bindings/people.ts';
import { detach } from '../../src/bindings/role-assignment.ts';
import { createSession, divide, type Session } from '../../src/bindings/session.ts';
import { Refusal } from '../../src/failures.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { answer, stubHttp } from './stub-http.ts';

const url = 'http://cloud.test/identity/v3';
const catalogue = [
  {
    id: 'i',
    type: 'identity',
    endpoints: [{ id: 'e', interface: 'public' as const, region: 'R', region_id: 'R', url }],
  },
];
const refused = answer(403, { error: { code: 403, title: 'Forbidden', message: 'no' } });
const roles = (...ids: string[]) =>
  answer(200, {
    roles: ids.map((id) => ({
      ...{ id, name: id, domain_id: null, description: null, options: {} },
      links: { self: `${url}/roles/${id}` },
    })),
    links: { self: url, next: null, previous: null },
  });

const sessionWith = (reply: (ask: Ask) => Answer, token = 't') => {
  const http = stubHttp(reply);
  const people = createPeople(() => 'a new password');
  const cloud = {
    http,
    people,
    endpoints: { interface: 'public' as const, overrides: {} },
    versions: new Map(),
    found: new Map(),
    choices: {},
  };
  const signedIn = { token, userId: 'admin', roles: [], catalogue };
  return { http, people, session: createSession(cloud, 'x', signedIn) };
};
const sent = ({ asked }: { readonly asked: readonly Ask[] }): string[] =>
  asked.map((ask) => `${ask.method} ${ask.url.slice(url.length)}`);

test('detaching takes away the roles that are seen, one by one', async () => {
  const { http, session } = sessionWith(({ method }) =>
    method === 'GET' ? roles('a', 'b') : answer(204, ''),
  );
  await detach(session, 'u', 'p');
  assert.deepEqual(sent(http), [
    'GET /projects/p/users/u/roles',
    'DELETE /projects/p/users/u/roles/a',
    'DELETE /projects/p/users/u/roles/b',
  ]);
});

test('who may not see roles is refused the taking away of those that the run gave', async () => {
  const { http, people, session } = sessionWith(() => refused);
  people.hasGiven('a', 'u', 'p');
  await assert.rejects(detach(session, 'u', 'p'), Refusal);
  assert.equal(sent(http).at(-1), 'DELETE /projects/p/users/u/roles/a');
});

test('a refusal to look is told where the run gave nothing', async () => {
  const { http, session } = sessionWith(() => refused);
  await assert.rejects(detach(session, 'u', 'p'), Refusal);
  assert.deepEqual(sent(http), ['GET /projects/p/users/u/roles']);
});

test('a user who was not made by the binding cannot be let in by it', async () => {
  const { http, session } = sessionWith(() => refused);
  await assert.rejects(createMembership(http, session).signIn('u'), /was not made by this binding/);
  assert.deepEqual(http.asked, []);
});

test('who has two tokens shows identity the one, and all others the other', async () => {
  const tokens: string[] = [];
  const note = ({ headers }: Ask): Answer => {
    tokens.push(headers?.['X-Auth-Token'] ?? '');
    return roles();
  };
  const rest = sessionWith(note, 'of the tenant').session;
  const both: Session = divide(rest, sessionWith(note, 'of the domain').session);
  await both.ask('identity', { method: 'GET', path: '/roles' });
  await rest.ask('identity', { method: 'GET', path: '/roles' });
  assert.deepEqual(tokens, ['of the domain', 'of the tenant']);
  assert.equal(both.signedIn?.token, 'of the tenant');
});
