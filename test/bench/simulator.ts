/** What the simulator costs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Pool } from 'undici';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { cpuPerCall, type Figure, median, requestsPerSecond } from './measure.ts';
import { addFlavours, get, page, signIn, tokenOf } from './world.ts';

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

/** Starts a server in a process of its own, so that the three do not share a core's time unfairly. */
async function start(what: 'simulator' | 'bare') {
  const child = fork(new URL('serve.ts', import.meta.url), [what]);
  const [{ url, token }] = (await once(child, 'message')) as [{ url: string; token: string }];
  return { child, pool: new Pool(url), headers: { 'x-auth-token': token } };
}

/** Requests per second of the simulator and of the bare route, in turn. */
async function overSockets(): Promise<[number, number]> {
  const [ours, bare] = [await start('simulator'), await start('bare')];
  const ask =
    ({ pool, headers }: typeof ours) =>
    async () => {
      const answer = await pool.request({ method: 'GET', path: '/compute/v2.1/flavors', headers });
      if (answer.statusCode !== 200) throw new Error(String(answer.statusCode));
      await answer.body.text();
    };
  const rounds: [number, number][] = [];
  for (let round = 0; round < 5; round += 1) {
    rounds.push([
      await requestsPerSecond(1.5, 16, ask(ours)),
      await requestsPerSecond(1.5, 16, ask(bare)),
    ]);
  }
  for (const { child, pool } of [ours, bare]) {
    await pool.close();
    child.kill();
  }
  return [median(rounds.map(([a]) => a)), median(rounds.map(([, b]) => b))];
}

export async function simulatorFigures(): Promise<readonly Figure[]> {
  const readyMs = await ready();
  const small = createSimulator();
  const token = await tokenOf(small);
  const getMs = await cpuPerCall(3000, () => get(small, token, '/compute/v2.1/flavors'));
  const tokenMs = await cpuPerCall(1000, () => signIn(small));
  const [ours, bare] = await overSockets();

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
