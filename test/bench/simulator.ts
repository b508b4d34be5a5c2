/** What the simulator costs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { Pool } from 'undici';
import { createSimulator, type Simulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { cpuPerCall, type Figure, median, requestsPerSecond } from './measure.ts';

const origin = 'http://simulator.test';

const signInBody = JSON.stringify({
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'admin', domain: { id: 'default' }, password: 'simulator' } },
    },
    scope: { project: { name: 'admin', domain: { id: 'default' } } },
  },
});

const signIn = (simulator: Simulator): Promise<Response> =>
  simulator.fetch(
    new Request(`${origin}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: signInBody,
    }),
  );

async function tokenOf(simulator: Simulator): Promise<string> {
  const token = (await signIn(simulator)).headers.get('x-subject-token');
  if (token === null) throw new Error('the simulator gave no token');
  return token;
}

async function addFlavours(simulator: Simulator, token: string, count: number): Promise<void> {
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

const get = async (simulator: Simulator, token: string, path: string): Promise<void> => {
  const answer = await simulator.fetch(
    new Request(origin + path, { headers: { 'x-auth-token': token } }),
  );
  await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`);
};

const page = '/compute/v2.1/flavors/detail?limit=100';

async function ready(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    const listening = await listen(createSimulator(), { port: 0 });
    times.push(performance.now() - start);
    await listening.close();
  }
  return median(times);
}

/** The same list of flavours, from a bare Hono route without tokens, roles or versions. */
async function bareRoute(body: string): Promise<{ url: string; close: () => void }> {
  const entries = JSON.parse(body) as unknown;
  const app = new Hono().get('/flavors', (context) => context.json(entries));
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}

async function overSockets(simulator: Simulator, token: string): Promise<[number, number]> {
  const listening = await listen(simulator, { port: 0 });
  const headers = { 'x-auth-token': token };
  const path = '/compute/v2.1/flavors';
  const body = await (await fetch(listening.url + path, { headers })).text();
  const bare = await bareRoute(body);
  const [ours, theirs] = [new Pool(listening.url), new Pool(bare.url)];
  const ask = (pool: Pool, at: string) => async () => {
    const answer = await pool.request({ method: 'GET', path: at, headers });
    await answer.body.text();
  };
  const rounds: [number, number][] = [];
  for (let round = 0; round < 3; round += 1) {
    rounds.push([
      await requestsPerSecond(2, 16, ask(ours, path)),
      await requestsPerSecond(2, 16, ask(theirs, '/flavors')),
    ]);
  }
  await Promise.all([ours.close(), theirs.close()]);
  await listening.close();
  bare.close();
  return [median(rounds.map(([a]) => a)), median(rounds.map(([, b]) => b))];
}

export async function simulatorFigures(): Promise<readonly Figure[]> {
  const readyMs = await ready();
  const small = createSimulator();
  const token = await tokenOf(small);
  const getMs = await cpuPerCall(3000, () => get(small, token, '/compute/v2.1/flavors'));
  const tokenMs = await cpuPerCall(1000, () => signIn(small));
  const [ours, bare] = await overSockets(small, token);

  await addFlavours(small, token, 100);
  const pageOf100 = await cpuPerCall(300, () => get(small, token, page));
  const large = createSimulator();
  const largeToken = await tokenOf(large);
  await addFlavours(large, largeToken, 100_000);
  const pageOf100000 = await cpuPerCall(300, () => get(large, largeToken, page));

  return [
    { what: 'all services listening', value: readyMs, unit: 'ms', budget: '< 300' },
    { what: 'authenticated GET, CPU', value: getMs, unit: 'ms', budget: '< 0.3' },
    { what: 'token by password, CPU', value: tokenMs, unit: 'ms', budget: '< 1' },
    { what: 'GET over a socket', value: ours, unit: 'requests/s' },
    { what: 'the same JSON from a bare Hono route', value: bare, unit: 'requests/s' },
    { what: 'ratio of these', value: ours / bare, unit: '', budget: '> 0.5' },
    { what: 'a page of 100 flavours, CPU', value: pageOf100, unit: 'ms' },
    { what: 'the same page from 100,000, CPU', value: pageOf100000, unit: 'ms' },
    { what: 'ratio of these', value: pageOf100000 / pageOf100, unit: '', budget: '< 2' },
  ];
}
