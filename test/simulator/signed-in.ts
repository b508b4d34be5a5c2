/** Tokens of a fresh world's accounts, asked for over the wire. */
import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator/create-simulator.ts';

const tenant = (name: string) => ({ project: { name, domain: { id: 'default' } } });

/** Who may be asked for: an account and a scope. */
const people: Readonly<Record<string, { readonly user: string; readonly scope: unknown }>> = {
  admin: { user: 'admin', scope: tenant('admin') },
  system: { user: 'admin', scope: { system: { all: true } } },
  demo: { user: 'demo', scope: tenant('demo') },
  reader: { user: 'reader', scope: tenant('demo') },
  alt: { user: 'alt', scope: tenant('alt') },
};

export interface SignedIn {
  readonly token: string;
  readonly userId: string;
  readonly projectId: string | undefined;
}

/** @param origin where the simulator is, for links and the like */
export async function signIn(
  simulator: Pick<Simulator, 'fetch'>,
  who: string,
  origin = 'http://cloud.test',
): Promise<SignedIn> {
  const person = people[who];
  assert.ok(person, `there is nobody called ${who}`);
  const user = { name: person.user, domain: { id: 'default' }, password: 'simulator' };
  const identity = { methods: ['password'], password: { user } };
  const answer = await simulator.fetch(
    new Request(`${origin}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: { identity, scope: person.scope } }),
    }),
  );
  const text = await answer.text();
  assert.equal(answer.status, 201, text);
  type Token = { user: { id: string }; project?: { id: string } };
  const { token } = JSON.parse(text) as { token: Token };
  const id = answer.headers.get('x-subject-token') ?? '';
  return { token: id, userId: token.user.id, projectId: token.project?.id };
}
