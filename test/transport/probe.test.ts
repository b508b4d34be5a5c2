/** A probe elsewhere as the way to servers: with its other half in this process, and with what is none. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, describe, test } from 'node:test';
import { createEnablerServices } from '../../src/bindings/enabler-services-access.ts';
import { openTimeServer } from '../../src/bindings/enabler-services/ntp.ts';
import { NotPrepared } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { commandLine } from '../../src/transport/command-line.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { framed, unframer } from '../../src/transport/framed-stream.ts';
import { createHttp } from '../../src/transport/http.ts';
import type { OpenLine } from '../../src/transport/frame-line.ts';
import { createProbe, type Probe } from '../../src/transport/probe.ts';
import { longestProbeFrame, probeVersion } from '../../src/transport/probe-frames.ts';
import { createProbeServer } from '../../src/transport/probe-server.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createTimeServer } from '../../simulator/enabler-services/ntp.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});
const patient = () => AbortSignal.timeout(5_000);

/** @param crowded whether the harness reads too slowly */
function inThisProcess(crowded = false): Probe {
  const open: OpenLine = (end) => {
    const server = createProbeServer(
      (frame) => {
        queueMicrotask(() => {
          end.frame(frame);
        });
      },
      () => crowded,
    );
    return Promise.resolve({
      address: 'this process',
      again: 'cat',
      send: (frame) => {
        server.receive(frame);
      },
      close: () => {
        server.closed();
      },
    });
  };
  const probe = createProbe(open, { start: 1_000, call: 1_000 });
  ends.push(() => {
    probe.close();
  });
  return probe;
}

async function timeServer(): Promise<string> {
  const answer = createTimeServer({
    now: () => Date.now(),
    uptime: () => 1e6,
    stratum: 2,
    keys: [],
  });
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  ends.push(() => socket.close());
  socket.on('message', (bytes, { port, address }) => {
    const back = answer(bytes);
    if (back !== undefined) socket.send(back, port, address);
  });
  return `127.0.0.1:${String(socket.address().port)}`;
}
const ask = (address: string, probe: Probe) =>
  openTimeServer(address, {
    carrier: probe.carrier(123),
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: realClock,
    silence: 50,
    random: () => 7n,
  });

async function streamServer(): Promise<string> {
  const listener = createServer((socket) => {
    const take = unframer((message) => {
      if (message.length === 0) socket.end();
      else socket.write(framed(Uint8Array.from(message).reverse()));
    });
    socket.on('data', take).on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  ends.push(() => listener.close());
  return `127.0.0.1:${String((listener.address() as AddressInfo).port)}`;
}

describe('through a probe', { concurrency: true, timeout: 60_000 }, () => {
  test('a time server is asked, and what comes from it is its answer', async () => {
    const { stratum, offset, roundTrip } = await ask(await timeServer(), inThisProcess()).ask();
    assert.equal(stratum, 2);
    assert.ok(Math.abs(offset) <= 2 + roundTrip / 2, String(offset));
  });

  test('a message of 64 KiB goes over a connection there and back', async () => {
    const message = Uint8Array.from({ length: 65_000 }, (_, n) => n % 251);
    const send = inThisProcess().carrier(53).overStream;
    const answer = await send(await streamServer(), message, patient());
    assert.deepEqual(Uint8Array.from(answer).reverse(), message);
  });

  test('a connection that is refused, or ended, says so by its code', async () => {
    const send = inThisProcess().carrier(53).overStream;
    await assert.rejects(send('127.0.0.1:1', Uint8Array.of(1), patient()), {
      code: 'ECONNREFUSED',
    });
    await assert.rejects(send(await streamServer(), new Uint8Array(0), patient()), {
      code: 'ECONNRESET',
    });
    await assert.rejects(send('no-such-host.invalid:53', Uint8Array.of(1), patient()), {
      code: /^E/,
    });
  });

  test('a connection ends with its signal', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    ends.push(() => silent.close());
    const to = `127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const send = inThisProcess().carrier(53).overStream;
    await assert.rejects(send(to, Uint8Array.of(1), AbortSignal.timeout(50)), {
      name: 'TimeoutError',
    });
  });

  test('silence is the server’s, and no fault of the probe', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    ends.push(() => socket.close());
    const server = ask(`127.0.0.1:${String(socket.address().port)}`, inThisProcess());
    assert.equal(await server.provoke('an answer'), false);
  });

  test('what arrives faster than it is read is lost, as on any network', async () => {
    const server = ask(await timeServer(), inThisProcess(true));
    await assert.rejects(server.ask(), { name: 'Unreachable' });
  });
});

describe('what is no probe', { concurrency: 2, timeout: 60_000 }, () => {
  const hello = `{"jsonrpc":"2.0","id":1,"result":{"version":"${probeVersion}"}}`;
  /** Says hello, then does this with each call. */
  const after = (does: string): string =>
    `const say = (frame) => console.log(JSON.stringify({ jsonrpc: '2.0', ...frame }));
     let n = 0;
     require('node:readline').createInterface(process.stdin).on('line', (line) => {
       const { id, method } = JSON.parse(line);
       if (method === 'hello') { console.log('${hello}'); return; }
       ${does}
     });`;
  const opened = `if (method === 'open') { say({ id, result: { peer: '127.0.0.1:9' } }); return; }`;
  const wrong: Readonly<Record<string, [string, RegExp]>> = {
    'ends at once': ['process.exit(3)', /the command ended \(exit code 3\)/],
    'says nothing': ['setInterval(() => {}, 1e4)', /no answer to "hello" within/],
    'says something else': [`console.log('login: ')`, /it says what no probe says: "login: "/],
    'speaks another version': [
      `console.log('${hello.replace('.v1', '.v9')}'); setInterval(() => {}, 1e4)`,
      /it does not speak nfvi-probe\.v1, but nfvi-probe\.v9/,
    ],
    'ends in the midst': [after('process.exit(4)'), /the command ended \(exit code 4\)/],
    'does not answer': [after(opened), /no answer to "send" within/],
    'answers what was not asked': [
      after(`say({ id: 99, result: {} });`),
      /it answers 99, which was not asked/,
    ],
    'does not say where it leads': [
      after(`say({ id, result: {} });`),
      /it does not say where a socket leads/,
    ],
    refuses: [
      after(`say({ id, error: { code: -32602, message: 'not today' } });`),
      /refuses: not today/,
    ],
    'sends a line without an end': [
      after(`process.stdout.write('x'.repeat(${String(longestProbeFrame + 1)}));`),
      /it sent a line of more than 131072 characters/,
    ],
    'tells without end': [
      after(
        `${opened} const all = { socket: 1, bytes: 'AAAA', from: '127.0.0.1:8' };
         setInterval(() => { for (n = 0; n < 200; n += 1) say({ method: 'arrived', params: all }); }, 1);`,
      ),
      /more than 1000 messages for one request/,
    ],
  };
  for (const [what, [script, says]] of Object.entries(wrong)) {
    test(`a program that ${what} is told from a silent server`, async (t) => {
      const command = [process.execPath, '-e', script];
      const probe = createProbe(commandLine(command, longestProbeFrame), {
        start: what === 'says nothing' ? 300 : 30_000,
        call: what === 'does not answer' ? 300 : 30_000,
      });
      t.after(() => {
        probe.close();
      });
      const server = ask('127.0.0.1:9', probe);
      const isProbes = (error: unknown): true => {
        assert.ok(error instanceof NotPrepared, String(error));
        assert.match(error.message, says);
        return true;
      };
      await assert.rejects(server.ask(), isProbes);
      // What should bring silence must not find it here.
      await assert.rejects(server.provoke('an answer'), isProbes);
    });
  }

  test('a program that is not there is named', async () => {
    const probe = createProbe(commandLine(['/no/such/probe'], longestProbeFrame));
    await assert.rejects(probe.greet(), { name: 'NotPrepared', message: /\/no\/such\/probe/ });
  });
});

test('the doctor says whether there is a probe, and goes on without one', async () => {
  const address = await timeServer();
  const common = { log: createExchangeLog(), redactor: createRedactor(), clock: realClock };
  const http = createHttp(common);
  ends.push(() => http.close());
  const look = (probe: Probe) =>
    createEnablerServices({
      ...common,
      http,
      probe,
      addresses: { ntp: [address] },
      stimuli: {},
      silence: 50,
      clockOffset: 1_000,
      random: () => 7n,
    }).look();
  const [good, server] = await look(inThisProcess());
  assert.deepEqual(good, { says: 'the probe inside answers (nfvi-probe.v1)', serves: true });
  assert.equal(server?.serves, true);
  const [bad, unknown] = await look(
    createProbe(commandLine(['/no/such/probe'], longestProbeFrame)),
  );
  assert.match(bad?.says ?? '', /^the probe inside: .*ENOENT/);
  assert.deepEqual([bad?.serves, unknown?.serves], [false, false]);
});
