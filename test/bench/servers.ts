/** What worlds with many servers cost. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSimulator, type Simulator } from '../../simulator/create-simulator.ts';
import { cpuPerCall, type Figure } from './measure.ts';
import { get, origin, tokenOf } from './world.ts';

const page = '/compute/v2.1/servers/detail?limit=100';

interface Asked {
  readonly images: readonly { readonly id: string }[];
  readonly token: { readonly project: { readonly id: string } };
}

async function ask(
  simulator: Simulator,
  token: string,
  what: string,
  body?: object,
): Promise<Asked> {
  const [method = '', path = ''] = what.split(' ');
  const answer = await simulator.fetch(
    new Request(origin + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-auth-token': token,
        'x-subject-token': token,
        'openstack-api-version': 'compute 2.37',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return JSON.parse(text) as Asked;
}

const worldOf = async (count: number) => {
  const simulator = createSimulator();
  return { simulator, token: await fill(simulator, count) };
};

/** So many servers of the smallest flavour, all active, as a client gets them. @returns its token */
export async function fill(simulator: Simulator, count: number): Promise<string> {
  const token = await tokenOf(simulator);
  const { token: mine } = await ask(simulator, token, 'GET /identity/v3/auth/tokens');
  await ask(simulator, token, `PUT /compute/v2.1/os-quota-sets/${mine.project.id}`, {
    quota_set: { instances: -1, cores: -1, ram: -1 },
  });
  const { images } = await ask(simulator, token, 'GET /image/v2/images');
  const each = Math.min(count, 1000);
  for (let made = 0; made < count; made += each) {
    await ask(simulator, token, 'POST /compute/v2.1/servers', {
      server: {
        name: 'bench',
        flavorRef: '42',
        imageRef: images[0]?.id,
        networks: 'none',
        min_count: each,
      },
    });
    await simulator.clock.sleep(5000);
  }
  return token;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes in use, what nobody refers to any more taken out. */
export const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

export async function serverFigures(): Promise<readonly Figure[]> {
  const few = await worldOf(100);
  const pageOf100 = await cpuPerCall(50, () => get(few.simulator, few.token, page));

  const before = heap();
  const some = await worldOf(10_000);
  const kilobytes = (heap() - before) / 10_000 / 1024;
  await get(some.simulator, some.token, page);

  const thousand = await worldOf(1000);
  const started = performance.now();
  await thousand.simulator.clock.sleep(3_600_000);
  const hour = performance.now() - started;

  const many = await worldOf(100_000);
  const pageOf100000 = await cpuPerCall(50, () => get(many.simulator, many.token, page));
  return [
    { what: 'a page of 100 servers, CPU', value: pageOf100, unit: 'ms' },
    { what: 'the same page from 100,000, CPU', value: pageOf100000, unit: 'ms' },
    { what: 'ratio of these', value: pageOf100000 / pageOf100, unit: '', budget: '< 2' },
    { what: 'memory for an idle server', value: kilobytes, unit: 'KiB', budget: '< 4' },
    {
      what: 'an hour of virtual time with 1,000 servers',
      value: hour,
      unit: 'ms',
      budget: '< 1000',
    },
  ];
}
