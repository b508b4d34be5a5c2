/** A simulator with something in it, asked in process. */
import type { Simulator } from '../../simulator/create-simulator.ts';

/** Where requests in process go; nothing listens there. */
export const origin = 'http://simulator.test';

const signInBody = JSON.stringify({
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'admin', domain: { id: 'default' }, password: 'simulator' } },
    },
    scope: { project: { name: 'admin', domain: { id: 'default' } } },
  },
});

export const signIn = (simulator: Simulator): Promise<Response> =>
  simulator.fetch(
    new Request(`${origin}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: signInBody,
    }),
  );

export async function tokenOf(simulator: Simulator): Promise<string> {
  const token = (await signIn(simulator)).headers.get('x-subject-token');
  if (token === null) throw new Error('the simulator gave no token');
  return token;
}

export async function addFlavours(
  simulator: Simulator,
  token: string,
  count: number,
): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const answer = await simulator.fetch(
      new Request(`${origin}/compute/v2.1/flavors`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': token },
        body: JSON.stringify({
          flavor: { name: `bench-${String(n)}`, vcpus: 1, ram: 64, disk: 1 },
        }),
      }),
    );
    if (!answer.ok) throw new Error(await answer.text());
  }
}

export const get = async (simulator: Simulator, token: string, path: string): Promise<void> => {
  const answer = await simulator.fetch(
    new Request(origin + path, { headers: { 'x-auth-token': token } }),
  );
  await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`);
};

export const page = '/compute/v2.1/flavors/detail?limit=100';

/** The answer to the list of flavours, as data. */
export async function entriesOf(simulator: Simulator, token: string): Promise<object> {
  const answer = await simulator.fetch(
    new Request(`${origin}/compute/v2.1/flavors`, { headers: { 'x-auth-token': token } }),
  );
  return (await answer.json()) as object;
}
