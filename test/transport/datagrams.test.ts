/** Datagrams over real sockets: to the simulator's time servers, and to sockets that are wrong. */
import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { createEnablerServices } from '../../src/bindings/enabler-services-access.ts';
import { openTimeServer, type TimeServer } from '../../src/bindings/enabler-services/ntp.ts';
import { Unreachable, Violation } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { socketDatagrams } from '../../src/transport/datagram-socket.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { hostPort, written } from '../../src/transport/host-port.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listenForMessages } from '../../simulator/enabler-services/listen.ts';
import { enablerServicesText } from '../../simulator/enabler-services/target-text.ts';
import { listen } from '../../simulator/listen.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});

const log = createExchangeLog();
const common = { log, redactor: createRedactor(), clock: realClock, silence: 100 };
const carrier = socketDatagrams(123);
const timeServer = (address: string): TimeServer =>
  openTimeServer(address, { ...common, carrier, random: () => 7n });

async function socketThat(does: (socket: Socket, bytes: Buffer, port: number) => void) {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, { port }) => {
    does(socket, bytes, port);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  ends.push(() => socket.close());
  return `127.0.0.1:${String(socket.address().port)}`;
}

test('the simulator on sockets is asked, stopped and started as its own text says', async () => {
  const simulator = createSimulator({ clock: 'real' });
  const listening = await listen(simulator, { port: 0 });
  const servers = await listenForMessages(simulator.mailbox, simulator.doors, '127.0.0.1');
  ends.push(
    () => listening.close(),
    () => servers.close(),
  );
  const text = parse(enablerServicesText(listening.url, servers.addresses)) as {
    'enabler-services': { ntp: string[] };
    stimuli: Record<string, { url: string }>;
  };
  const http = createHttp(common);
  ends.push(() => http.close());
  const services = createEnablerServices({
    ...common,
    addresses: text['enabler-services'],
    stimuli: text.stimuli,
    clockOffset: 1_000,
    http,
    random: () => BigInt(log.exchanges.length + 1),
  });
  const [first] = services.time;
  assert.ok(first !== undefined && services.time.length === 2);

  const samples = [];
  for (let n = 0; n < 10; n += 1) samples.push(await first.ask());
  const [best] = samples.toSorted((one, other) => one.roundTrip - other.roundTrip);
  // The simulator's clock counts whole milliseconds.
  assert.ok(Math.abs(best?.offset ?? 9) <= 1.5, `offset ${String(best?.offset)} ms`);

  const looks = await services.look();
  assert.match(looks[0]?.says ?? '', /answers: stratum 2, 0\.0\d\d s (ahead|behind)$/);
  assert.ok(looks.some(({ says }) => says.endsWith('offers 2001:db8:0:67::100 for 3600 s')));
  await services.turn('ntp', 0, false);
  const [stopped, other] = await services.look();
  assert.match(stopped?.says ?? '', /does not serve us: NTP .*: no answer, asked 3 times/);
  assert.equal(other?.serves, true);
  await services.turn('ntp', 0, true);
  assert.equal((await first.ask()).kiss, 'INIT');
});

test('an answer from another port is told from silence', async () => {
  const other = createSocket('udp4').bind(0, '127.0.0.1');
  ends.push(() => other.close());
  const address = await socketThat((_socket, bytes, port) => {
    other.send(bytes, port, '127.0.0.1');
  });
  await assert.rejects(timeServer(address).ask(), (error: unknown) => {
    assert.ok(error instanceof Violation);
    assert.match(error.observed, /it came from 127\.0\.0\.1:\d+, and 127\.0\.0\.1:\d+ was asked/);
    return true;
  });
});

test('garbage of any size, over and over, ends in a verdict', async () => {
  const address = await socketThat((socket, _bytes, port) => {
    for (const size of [0, 1, 47, 49, 1_000, 60_000]) {
      socket.send(Buffer.alloc(size, 0xff), port, '127.0.0.1');
    }
  });
  await assert.rejects(timeServer(address).ask(), (error) => error instanceof Violation);
});

test('a host that is not known is unreachable, by name', async () => {
  await assert.rejects(timeServer('no-such-host.invalid:123').ask(), (error: unknown) => {
    assert.ok(error instanceof Unreachable);
    assert.match(error.message, /^NTP no-such-host\.invalid:123: the host name/);
    return true;
  });
});

test('an interruption ends the wait', async () => {
  const address = await socketThat(() => undefined);
  const signal = AbortSignal.timeout(50);
  const server = openTimeServer(address, { ...common, carrier, random: () => 7n, signal });
  const began = performance.now();
  await assert.rejects(server.ask(), /the run was interrupted/);
  assert.ok(performance.now() - began < 1_000);
});

test('addresses are read with and without port, and IPv6 in brackets', () => {
  assert.deepEqual(hostPort('a.test', 123), { host: 'a.test', port: 123 });
  assert.deepEqual(hostPort('a.test:5', 123), { host: 'a.test', port: 5 });
  assert.deepEqual(hostPort('[::1]:5', 123), { host: '::1', port: 5 });
  assert.equal(written({ host: '::1', port: 5 }), '[::1]:5');
});
