/** Messages over TCP: whole, byte by byte, too short, and not at all. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { openNameServer } from '../../src/bindings/enabler-services/dns.ts';
import { Unreachable } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { socketDatagrams } from '../../src/transport/datagram-socket.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { framed, framedOverTcp, unframer } from '../../src/transport/framed-stream.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { nameServers } from '../../simulator/enabler-services/addresses.ts';
import { listenForMessages } from '../../simulator/enabler-services/listen.ts';
import { zone } from '../../simulator/enabler-services/zone.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});

async function listenerThat(does: (socket: Socket) => void): Promise<string> {
  const listener = createServer((socket) => {
    socket.on('error', () => undefined);
    does(socket);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  ends.push(() => listener.close());
  return `127.0.0.1:${String((listener.address() as AddressInfo).port)}`;
}
const send = framedOverTcp(53);
const patient = () => AbortSignal.timeout(5_000);

test('messages come out of a stream as they went in, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (messages, step) => {
        const bytes = Buffer.concat(messages.map(framed));
        const seen: Uint8Array[] = [];
        const take = unframer((message) => seen.push(Uint8Array.from(message)));
        for (let at = 0; at < bytes.length; at += step) take(bytes.subarray(at, at + step));
        assert.deepEqual(seen, messages);
      },
    ),
  );
});

test('an answer that comes byte by byte is an answer, and so is one of 64 KiB', async () => {
  const slow = await listenerThat((socket) => {
    socket.on('data', (bytes) => {
      void (async () => {
        for (const byte of bytes) {
          socket.write(Buffer.of(byte));
          await delay(1);
        }
      })();
    });
  });
  const message = new Uint8Array([1, 2, 3, 4, 5]);
  assert.deepEqual(Uint8Array.from(await send(slow, message, patient())), message);
  const large = new Uint8Array(65_535).fill(7);
  const echo = await listenerThat((socket) => socket.pipe(socket));
  assert.equal((await send(echo, large, patient())).length, 65_535);
});

test('a connection that ends early, or that nobody takes, ends the wait', async () => {
  const early = await listenerThat((socket) => {
    socket.end(Buffer.of(0, 9, 1));
  });
  await assert.rejects(send(early, new Uint8Array(3), patient()), /before the answer was complete/);
  const endless = await listenerThat((socket) => socket.resume());
  await assert.rejects(send(endless, new Uint8Array(3), AbortSignal.timeout(50)), {
    name: 'TimeoutError',
  });
});

test('the simulator’s name server is asked over both, on one port', async () => {
  const simulator = createSimulator({ clock: 'real' });
  const servers = await listenForMessages(simulator.mailbox, simulator.doors, '127.0.0.1');
  ends.push(() => servers.close());
  const address = servers.addresses.get(nameServers[0]) ?? '';
  let id = 0n;
  const server = openNameServer(address, {
    carrier: socketDatagrams(53),
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: realClock,
    random: () => (id += 1n),
  });
  const long = await server.ask({ name: `long.${zone}`, type: 'TXT' });
  assert.deepEqual([long.over, long.answers.length], ['tcp', 60]);
  const www = await server.ask({ name: `www.${zone}`, type: 'A' });
  assert.deepEqual([www.over, www.answers[0]?.data], ['udp', '192.0.2.80']);
});

test('a port where nothing listens is unreachable over TCP, with the reason', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  const server = openNameServer(`127.0.0.1:${String(port)}`, {
    carrier: socketDatagrams(53),
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: realClock,
    random: () => 1n,
  });
  await assert.rejects(server.ask({ name: 'x.test', type: 'A' }, { overTcp: true }), (error) => {
    assert.ok(error instanceof Unreachable);
    assert.match(error.message, /over TCP: the connection was refused/);
    return true;
  });
});
