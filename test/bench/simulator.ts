/** What the simulator costs. */
import { type ChildProcess, fork } from 'node:child_process';
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

/** Microseconds of CPU that a server has used so far. */
async function used(child: ChildProcess): Promise<number> {
  child.send('usage');
  const [microseconds] = (await once(child, 'message')) as [number];
  return microseconds;
}

interface Served {
  readonly perSecond: number;
  /** CPU of the server for one request, in milliseconds. */
  readonly cpu: number;
}

async function serve({ child, pool, headers }: Awaited<ReturnType<typeof start>>): Promise<Served> {
  const [seconds, inFlight] = [1.5, 16];
  const before = await used(child);
  const perSecond = await requestsPerSecond(seconds, inFlight, async () => {
    const answer = await pool.request({ method: 'GET', path: '/compute/v2.1/flavors', headers });
    if (answer.statusCode !== 200) throw new Error(String(answer.statusCode));
    await answer.body.text();
  });
  const requests = perSecond * seconds;
  return { perSecond, cpu: ((await used(child)) - before) / 1000 / requests };
}

/** The simulator and the bare route, in turn; medians of several rounds. */
async function overSockets(): Promise<{ ours: Served; bare: Served }> {
  const servers = [await start('simulator'), await start('bare')] as const;
  const rounds: [Served, Served][] = [];
  for (let round = 0; round < 6; round += 1) {
    rounds.push([await serve(servers[0]), await serve(servers[1])]);
  }
  for (const { child, pool } of servers) {
    await pool.close();
    child.kill();
  }
  // The first round warms both up.
  const of = (index: 0 | 1): Served => ({
    perSecond: median(rounds.slice(1).map((round) => round[index].perSecond)),
    cpu: median(rounds.slice(1).map((round) => round[index].cpu)),
  });
  return { ours: of(0), bare: of(1) };
}

export async function simulatorFigures(): Promise<readonly Figure[]> {
  const readyMs = await ready();
  const small = createSimulator();
  const token = await tokenOf(small);
  const getMs = await cpuPerCall(3000, () => get(small, token, '/compute/v2.1/flavors'));
  const tokenMs = await cpuPerCall(1000, () => signIn(small));
  const { ours, bare } = await overSockets();

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
    { what: 'GET over a socket', value: ours.perSecond, unit: 'requests/s' },
    { what: 'the same JSON from a bare Hono route', value: bare.perSecond, unit: 'requests/s' },
    { what: 'GET over a socket, CPU of the server', value: ours.cpu, unit: 'ms' },
    { what: 'the bare route, CPU of the server', value: bare.cpu, unit: 'ms' },
    {
      what: 'share of the bare route’s requests per second',
      value: ours.perSecond / bare.perSecond,
      unit: '',
      budget: '> 0.5',
    },
    { what: 'a page of 100 flavours, CPU', value: pageOf100, unit: 'ms' },
    { what: 'the same page from 100,000, CPU', value: pageOf100000, unit: 'ms' },
    { what: 'ratio of these', value: pageOf100000 / pageOf100, unit: '', budget: '< 2' },
  ];
}
