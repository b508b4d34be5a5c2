/** What the harness costs: evidence, and the time until a newcomer sees a verdict. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { cpuPerCall, type Figure, median } from './measure.ts';

const url = 'http://simulator.test/identity/v3/auth/tokens';
const json = {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'admin', domain: { id: 'default' }, password: 'simulator' } },
    },
    scope: { project: { name: 'admin', domain: { id: 'default' } } },
  },
};

/** CPU of one exchange with its evidence, and of the same request without. */
async function evidence(): Promise<[withEvidence: number, without: number]> {
  const simulator = createSimulator();
  const log = createExchangeLog();
  const http = createHttp({
    log,
    redactor: createRedactor({ secrets: ['simulator'] }),
    clock: realClock,
    fetch: (request) => simulator.fetch(request),
  });
  const recorded = await cpuPerCall(1000, async () => {
    log.begin();
    await http.send({ method: 'POST', url, actor: 'bench', json });
  });
  // The same carrier, and nobody who redacts, cuts or keeps.
  const plain = createHttp({
    log: { ...log, add: (exchange) => ({ n: 0, ...exchange }) },
    redactor: {
      add: () => {},
      headers: (h) => ({ ...h }),
      url: (u) => u,
      body: (b) => b,
      text: (t) => t,
      longest: 0,
    },
    clock: realClock,
    fetch: (request) => simulator.fetch(request),
  });
  const bare = await cpuPerCall(1000, () =>
    plain.send({ method: 'POST', url, actor: 'bench', json }),
  );
  await Promise.all([http.close(), plain.close()]);
  return [recorded, bare];
}

/** Milliseconds until the first line with a verdict, and until the end. */
function startOnce(): Promise<[first: number, end: number]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const begun = performance.now();
  let first = NaN;
  const child = spawn(
    process.execPath,
    ['bin/nfvi-conformance.mjs', 'run', '--simulator', '--reports', folder],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env['PATH'] ?? '', CI: 'true' } },
  );
  child.stdout.on('data', (chunk: Buffer) => {
    if (Number.isNaN(first) && /\b(pass|fail)\b/.test(chunk.toString())) {
      first = performance.now() - begun;
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      rmSync(folder, { recursive: true, force: true });
      if (code === 0) resolve([first, performance.now() - begun]);
      else reject(new Error(`npm start ended with ${String(code)}`));
    });
  });
}

export async function harnessFigures(): Promise<readonly Figure[]> {
  const [recorded, bare] = await evidence();
  const starts: [number, number][] = [];
  for (let round = 0; round < 3; round += 1) starts.push(await startOnce());
  return [
    { what: 'an exchange with its evidence, CPU', value: recorded, unit: 'ms' },
    { what: 'the same without, CPU', value: bare, unit: 'ms' },
    { what: 'ratio of these', value: recorded / bare, unit: '', budget: '< 1.5' },
    {
      what: 'npm start, first verdict',
      value: median(starts.map(([a]) => a)),
      unit: 'ms',
      budget: '< 5000',
    },
    {
      what: 'npm start, reports written',
      value: median(starts.map(([, b]) => b)),
      unit: 'ms',
      budget: '< 30000',
    },
  ];
}
