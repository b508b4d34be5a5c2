import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLoadBalancerTraffic } from '../../src/bindings/load-balancer-traffic.ts';
import { partFromWire, partToWire } from '../../src/bindings/load-balancer-parts.ts';
import { NotPrepared, Unreachable, Violation } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

const parts = () => ({
  log: createExchangeLog(),
  redactor: createRedactor(),
  clock: realClock,
});
const traffic = (members: readonly string[]) => {
  const rest = parts();
  return { log: rest.log, ...createLoadBalancerTraffic({ place: { members }, ...rest }) };
};

/** A server that sends this to whoever asks. */
async function serving(answer: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => {
        answer(socket);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { at: { host: '127.0.0.1', port }, text: `127.0.0.1:${String(port)}`, server };
}
const saying = (body: string) => (socket: Socket) =>
  socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`);

test('members are told apart by what they say, and are not used when they cannot be', async () => {
  const one = await serving(saying('one'));
  const other = await serving(saying('other'));
  const between = traffic([one.text, other.text]);
  assert.deepEqual(
    (await between.members()).map(({ says }) => says),
    ['one', 'other'],
  );
  assert.equal((await between.ask(other.at)).by?.says, 'other');
  assert.equal(between.log.exchanges.length, 3);
  const alike = await serving(saying('one'));
  await assert.rejects(traffic([one.text, alike.text]).members(), NotPrepared);
  assert.equal((await between.look())?.serves, true);
  assert.match((await traffic([one.text, alike.text]).look())?.says ?? '', /cannot be told apart/);
  assert.equal(await createLoadBalancerTraffic({ place: {}, ...parts() }).look(), undefined);
  for (const { server } of [one, other, alike]) server.close();
});

test('what is no answer of a server ends in a sentence that says why', async () => {
  const silent = await serving((socket) => socket.destroy());
  await assert.rejects(traffic([]).ask(silent.at), Unreachable);
  const babbling = await serving((socket) => socket.end('no HTTP at all\r\n\r\n'));
  await assert.rejects(traffic([]).ask(babbling.at), Violation);
  const endless = await serving(saying('x'.repeat(70_000)));
  await assert.rejects(traffic([]).ask(endless.at), /more than 65536 bytes/);
  const { at } = silent;
  for (const { server } of [silent, babbling, endless]) server.close();
  await assert.rejects(traffic([]).ask(at), /nothing listens there/);
});

test('attributes are written for the wire and read from it, none included', () => {
  const pool = { algorithm: 'round robin', session: 'cookie', protocol: 'HTTP' };
  const wire = partToWire('pool', pool);
  assert.deepEqual(wire, {
    lb_algorithm: 'ROUND_ROBIN',
    session_persistence: { type: 'HTTP_COOKIE' },
    protocol: 'HTTP',
  });
  assert.deepEqual(partFromWire('pool', wire), pool);
  assert.deepEqual(partToWire('member', { weight: '0', 'checked at port': 'none' }), {
    weight: 0,
    monitor_port: null,
  });
  assert.equal(partFromWire('member', { monitor_port: null })['checked at port'], 'none');
  assert.throws(() => partToWire('member', { colour: 'red' }), /no attribute "colour"/);
});

const certificate = (name: string) =>
  readFileSync(new URL(`../transport/certificates/${name}`, import.meta.url));
const ofTests = (name: string, cacert?: string) => ({
  place: { certificate: { reference: 'any', name, ...(cacert === undefined ? {} : { cacert }) } },
  ...parts(),
});
const authority = fileURLToPath(new URL('../transport/certificates/ca.pem', import.meta.url));

test('who terminates TLS must be who it says, and what it is not is told', async () => {
  const tls = { cert: certificate('loopback.pem'), key: certificate('loopback.key') };
  const server = createTlsServer(tls, (request, response) => {
    response.setHeader('x-member', 'one').end(request.url);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  const { log, ...rest } = ofTests('localhost', authority);
  const served = await createLoadBalancerTraffic({ log, ...rest }).askOverTls(at);
  assert.equal(served.status, 200);
  assert.match(log.exchanges[0]?.request.url ?? '', /^https:/);
  const wrongly = [
    [ofTests('www.elsewhere.test', authority), /for www\.elsewhere\.test.*another host name/s],
    [ofTests('localhost'), /is not trusted/],
  ] as const;
  for (const [options, says] of wrongly) {
    await assert.rejects(createLoadBalancerTraffic(options).askOverTls(at), (error) => {
      assert.ok(error instanceof Violation, String(error));
      assert.match(error.message, says);
      return true;
    });
  }
  server.close();
});

test('no TLS is a violation, nobody is silence, and without a certificate nothing is asked', async () => {
  const plain = await serving(saying('one'));
  const balanced = createLoadBalancerTraffic(ofTests('localhost', authority));
  await assert.rejects(balanced.askOverTls(plain.at), (error) => {
    plain.server.close();
    assert.ok(error instanceof Violation, String(error));
    assert.match(error.message, /does not speak TLS there.*\(EPROTO\)/s);
    return true;
  });
  await once(plain.server, 'close');
  await assert.rejects(balanced.askOverTls(plain.at), Unreachable);
  await assert.rejects(traffic([]).askOverTls(plain.at), NotPrepared);
});
