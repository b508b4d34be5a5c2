import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  kissCodeOf,
  type NtpPacket,
} from '../../../src/contract/enabler-services/ntp.ts';
import { provesKey, withMac } from '../../../src/contract/enabler-services/ntp-mac.ts';
import { millisecondsOf } from '../../../src/contract/enabler-services/ntp-time.ts';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { timeKey, timeServers } from '../../../simulator/enabler-services/addresses.ts';
import { captures } from '../../contract/captures.ts';

const [server, other] = timeServers;
const key = { ...timeKey, secret: Buffer.from(timeKey.secret, 'hex') };

function send(simulator: Simulator, message: Uint8Array, to: string = server) {
  const answers: Uint8Array[] = [];
  simulator.mailbox({ server: to, over: 'udp' }, message, (bytes) => answers.push(bytes));
  assert.ok(answers.length < 2);
  return answers[0] === undefined ? undefined : decodeNtp(answers[0]);
}
const ask = (simulator: Simulator, change: Partial<NtpPacket> = {}, to?: string) =>
  send(simulator, encodeNtp({ ...emptyPacket, transmit: 99n, ...change }), to);

const turn = (simulator: Simulator, name: 'start' | 'stop', body: object) =>
  simulator.fetch(
    new Request(`http://sim.test/enabler-services/stimuli/enabler-service-${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  );

test('a time server tells the time of the world, in the version of the request', () => {
  const simulator = createSimulator();
  for (const version of [1, 2, 3, 4]) {
    const answer = ask(simulator, { version });
    assert.equal(answer?.version, version);
    assert.equal(answer.origin, 99n);
    assert.equal(answer.stratum, 2);
    const now = simulator.clock.now();
    assert.ok(Math.abs(millisecondsOf(answer.transmit, now) - now) < 0.001);
  }
  assert.equal(ask(simulator, {}, other)?.stratum, 3);
  assert.equal(ask(simulator, {}, 'no.such.server:123'), undefined);
});

test('what is no request of a client gets no answer', () => {
  const simulator = createSimulator();
  for (const mode of [0, 1, 2, 4, 5, 6, 7]) assert.equal(ask(simulator, { mode }), undefined);
  for (const version of [0, 5, 7]) assert.equal(ask(simulator, { version }), undefined);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 47 }), (bytes) => {
      assert.equal(send(simulator, bytes), undefined);
    }),
  );
});

test('requests that clients have sent to real servers are answered', () => {
  const simulator = createSimulator();
  const plain = captures('ntp').filter(({ request }) => request.length === 96);
  assert.ok(plain.length > 15);
  for (const { request } of plain) {
    assert.ok(send(simulator, new Uint8Array(Buffer.from(request, 'hex'))));
  }
});

test('who proves the key gets proof, and who does not gets nothing', () => {
  const simulator = createSimulator();
  const asked = (by: typeof key) =>
    send(simulator, encodeNtp(withMac({ ...emptyPacket, transmit: 3n }, by)));
  const answer = asked(key);
  assert.ok(answer !== undefined && provesKey(answer, key));
  assert.equal(asked({ ...key, secret: Buffer.from('other') }), undefined);
  assert.equal(asked({ ...key, id: 2 as 1 }), undefined);
});

test('a server that was stopped is silent, and not synchronised when it has just been started', async () => {
  const simulator = createSimulator();
  const before = simulator.snapshot();
  assert.equal((await turn(simulator, 'stop', { service: 'ntp', n: '0' })).status, 204);
  assert.equal(ask(simulator), undefined);
  assert.ok(ask(simulator, {}, other));
  assert.equal((await turn(simulator, 'start', { service: 'ntp', n: '0' })).status, 204);
  const fresh = ask(simulator);
  assert.equal(fresh?.leap, 3);
  assert.equal(kissCodeOf(fresh), 'INIT');
  await simulator.clock.sleep(6_000);
  assert.equal(ask(simulator)?.stratum, 2);
  simulator.restore(before);
  assert.equal(ask(simulator)?.stratum, 2);
});

test('a stimulus that makes no sense is refused', async () => {
  const simulator = createSimulator();
  assert.equal((await turn(simulator, 'stop', { service: 'ntp', n: '2' })).status, 404);
  assert.equal((await turn(simulator, 'stop', { service: 'www', n: '0' })).status, 400);
  assert.equal((await turn(simulator, 'stop', {})).status, 400);
});
