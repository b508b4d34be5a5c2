/** What the harness costs: evidence, and the time until a newcomer sees a verdict. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor, type Redactor } from '../../src/transport/redaction.ts';
import { runWith } from '../sensitivity/run-with.ts';
import { cpuPerCall, type Figure, median } from './measure.ts';
import { addFlavours, origin, tokenOf } from './world.ts';

/** What a run mostly does: a list, asked with a token; with its evidence, and without. */
async function evidence(): Promise<[withEvidence: number, without: number]> {
  const simulator = createSimulator();
  const token = await tokenOf(simulator);
  await addFlavours(simulator, token, 20);
  const ask = {
    method: 'GET',
    url: `${origin}/compute/v2.1/flavors/detail`,
    actor: 'VDC user',
    headers: { 'X-Auth-Token': token },
  } as const;
  const log = createExchangeLog();
  const open = (redactor: Redactor, keeps: ExchangeLog) =>
    createHttp({
      log: keeps,
      redactor,
      clock: realClock,
      fetch: (request) => simulator.fetch(request),
    });
  const recording = open(createRedactor({ secrets: ['a password'] }), log);
  // The same carrier, and nobody who redacts, cuts or keeps.
  const plain = open(
    {
      add: () => undefined,
      headers: (headers) => ({ ...headers }),
      url: (text) => text,
      body: (text) => text,
      text: (text) => text,
      longest: 0,
    },
    { ...log, add: (exchange) => ({ n: 0, ...exchange }) },
  );
  const recorded = await cpuPerCall(1000, async () => {
    log.begin();
    await recording.send(ask);
  });
  const bare = await cpuPerCall(1000, () => plain.send(ask));
  await Promise.all([recording.close(), plain.close()]);
  return [recorded, bare];
}

/** CPU milliseconds of the whole suite in process, and how many exchanges it has. */
async function suite(): Promise<[cpu: number, exchanges: number]> {
  await runWith({});
  const before = process.cpuUsage();
  const { scenarios } = await runWith({});
  const { user, system } = process.cpuUsage(before);
  const exchanges = scenarios.map(({ transcript }) => transcript?.exchanges.length ?? 0);
  return [(user + system) / 1000, exchanges.reduce((sum, n) => sum + n, 0)];
}

/** MiB that a process has held at most so far; NaN where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
  } catch {
    return NaN;
  }
}

interface Start {
  /** Milliseconds until the first line with a verdict, and until the end. */
  readonly first: number;
  readonly end: number;
  /** MiB. */
  readonly peak: number;
}

function startOnce(): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const begun = performance.now();
  let [first, peak] = [NaN, NaN];
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
  const watch = setInterval(() => {
    const now = peakOf(child.pid);
    if (!Number.isNaN(now)) peak = now;
  }, 20);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      if (code === 0) resolve({ first, end: performance.now() - begun, peak });
      else reject(new Error(`npm start ended with ${String(code)}`));
    });
  });
}

export async function harnessFigures(): Promise<readonly Figure[]> {
  const [recorded, bare] = await evidence();
  const [cpu, exchanges] = await suite();
  const starts: Start[] = [];
  for (let round = 0; round < 3; round += 1) starts.push(await startOnce());
  return [
    { what: 'an exchange with its evidence, CPU', value: recorded, unit: 'ms' },
    { what: 'the same without, CPU', value: bare, unit: 'ms' },
    {
      what: 'the suite in process with evidence, to that without (computed), CPU',
      value: cpu / (cpu - exchanges * (recorded - bare)),
      unit: '',
      budget: '< 1.5',
    },
    {
      what: 'npm start, first verdict',
      value: median(starts.map(({ first }) => first)),
      unit: 'ms',
      budget: '< 5000',
    },
    {
      what: 'npm start, reports written',
      value: median(starts.map(({ end }) => end)),
      unit: 'ms',
      budget: '< 30000',
    },
    {
      what: 'npm start, memory at most',
      value: median(starts.map(({ peak }) => peak)),
      unit: 'MiB',
      budget: '< 500',
    },
  ];
}
