/** What accelerators cost: data through a channel, notifications, and the part of the suite that is theirs. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { itemOf, openWorkload, type Workload } from '../../src/bindings/acceleration/workload.ts';
import { longestFrame, subprotocol } from '../../src/contract/acceleration/frames.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { webSocketLine } from '../../src/transport/web-socket-line.ts';
import { type Figure, median, requestsPerSecond } from './measure.ts';

const program = fileURLToPath(new URL('../../bin/nfvi-conformance.mjs', import.meta.url));
const channel = { accChannel: 'crypto-0/0' };
const regHandlerId = 'bench';

/** The simulator in a process of its own, and a workload that has initialised its accelerator. */
async function start(): Promise<{ child: ChildProcess; vnf: Workload }> {
  const child = fork(new URL('serve.ts', import.meta.url), ['simulator']);
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const log = createExchangeLog();
  const vnf = await openWorkload({
    open: webSocketLine({
      url: `${url.replace('http', 'ws')}/acceleration/vn-nf/workload-1`,
      subprotocol,
      longestFrame,
      tls: {},
      timeoutMs: 5_000,
    }),
    // Begun anew, as for each example.
    log: { ...log, add: (exchange) => (log.begin(), log.add(exchange)) },
    redactor: createRedactor(),
    clock: realClock,
    us: 'VNF',
    calls: [],
    timeoutMs: 5_000,
  });
  await vnf.call('InitAcc', {});
  return { child, vnf };
}

async function roundTrip(vnf: Workload): Promise<void> {
  await vnf.call('AccSendData', { accData: itemOf('ping'), ...channel });
  const { accData } = await vnf.call('AccReceiveData', { maxNumberOfDataItems: 1, ...channel });
  if (accData.length !== 1) throw new Error('the item has not come back');
}

/** From the call that brings it about until it is heard, in milliseconds. */
async function notified(vnf: Workload): Promise<number> {
  const before = vnf.heard().length;
  const started = performance.now();
  const sent = vnf.call('AccSendData', { accData: itemOf('ping'), ...channel });
  while (vnf.heard().length === before) await new Promise(setImmediate);
  const passed = performance.now() - started;
  await sent;
  await vnf.call('AccReceiveData', { maxNumberOfDataItems: 1, ...channel });
  return passed;
}

/** Seconds of a run of the acceleration features, from the command line to the reports. */
async function suite(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const tags = '@needs:acceleration or @needs:acceleration-management';
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'run', '--simulator', '--tags', tags], {
    cwd: folder,
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'close')) as [number];
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`the run ended with ${String(code)}`);
  return seconds;
}

export async function accelerationFigures(): Promise<readonly Figure[]> {
  const { child, vnf } = await start();
  await requestsPerSecond(0.5, 1, () => roundTrip(vnf));
  const perSecond = await requestsPerSecond(2, 1, () => roundTrip(vnf));
  await vnf.call('RegisterForAccDataAvailableEvent', { regHandlerId, ...channel });
  const delays: number[] = [];
  for (let n = 0; n < 200; n += 1) delays.push(await notified(vnf));
  vnf.close();
  child.kill();
  const runs = [await suite(), await suite(), await suite()];
  return [
    {
      what: 'AccSendData and AccReceiveData, over a socket',
      value: perSecond,
      unit: 'round trips/s',
      budget: '> 1000',
    },
    {
      what: 'a notification after its cause, over a socket',
      value: median(delays),
      unit: 'ms',
      budget: '< 10',
    },
    { what: 'the suite of accelerators', value: median(runs), unit: 's', budget: '< 8' },
  ];
}
