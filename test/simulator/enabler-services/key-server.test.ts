/** The simulator's key servers, and its time servers when they are asked with such keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  kissCodeOf,
} from '../../../src/contract/enabler-services/ntp.ts';
import { secured, securedAnswer } from '../../../src/contract/enabler-services/nts-exchange.ts';
import {
  decodeRecords,
  encodeRecords,
  endRecord,
  type KeyRecord,
  numbered,
  recordsText,
  recordTypes,
} from '../../../src/contract/enabler-services/nts-records.ts';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { timeServers } from '../../../simulator/enabler-services/addresses.ts';

const [server, other] = timeServers;
const clientKey = new Uint8Array(32).fill(1);
const serverKey = new Uint8Array(32).fill(2);
const { protocols, algorithms, cookie } = recordTypes;
const usual = [numbered(protocols, [0]), numbered(algorithms, [15]), endRecord];

function send(simulator: Simulator, over: 'udp' | 'tls', message: Uint8Array, to: string = server) {
  const answers: Uint8Array[] = [];
  simulator.mailbox({ server: to, over }, message, (bytes) => answers.push(bytes));
  return answers[0];
}
const agree = (simulator: Simulator, records: readonly KeyRecord[]) =>
  decodeRecords(
    send(
      simulator,
      'tls',
      Buffer.concat([clientKey, serverKey, Buffer.of(4, 210), encodeRecords(records)]),
    ) ?? new Uint8Array(),
  );
const told = (records: readonly KeyRecord[]): string =>
  recordsText(records).replace(/(\ncookie of \d+ bytes)+/, '\ncookies');

test('what is offered is agreed upon, or said to be unknown', () => {
  const simulator = createSimulator();
  const asked = (...records: KeyRecord[]) => told(agree(simulator, [...records, endRecord]));
  assert.equal(
    told(agree(simulator, usual)),
    'protocols 0\nalgorithms 15\nport 1234\ncookies\nend',
  );
  const protocol = numbered(protocols, [0]);
  assert.equal(asked(protocol, numbered(algorithms, [30])), 'protocols 0\nalgorithms\nend');
  assert.equal(asked(numbered(protocols, [9])), 'protocols\nend');
  assert.equal(asked(), 'error 1\nend');
});

test('a cookie is good with its server alone, for who knows its key', () => {
  const simulator = createSimulator();
  const cookies = agree(simulator, usual).filter(({ type }) => type === cookie);
  const keys = { clientKey, serverKey, cookie: cookies[0]?.body ?? new Uint8Array() };
  let count = 0n;
  const ask = (change: object, to?: string) => {
    const agreed = { ...keys, ...change };
    const request = secured({ ...emptyPacket, transmit: 9n }, agreed, () => (count += 1n));
    const bytes = send(simulator, 'udp', encodeNtp(request), to);
    assert.ok(bytes);
    return { packet: decodeNtp(bytes), seen: securedAnswer(decodeNtp(bytes), request, agreed) };
  };
  const right = ask({});
  assert.deepEqual([right.packet.stratum, right.packet.origin], [2, 9n]);
  const [next = new Uint8Array()] = 'cookies' in right.seen ? right.seen.cookies : [];
  assert.equal(ask({ cookie: next }).packet.stratum, 2);
  for (const [change, to] of [
    [{ clientKey: serverKey }, server],
    [{ cookie: new Uint8Array(96) }, server],
    [{}, other],
  ] as const) {
    const { packet, seen } = ask(change, to);
    assert.deepEqual([kissCodeOf(packet), seen], ['NTSN', { refused: true }]);
  }
});

test('whatever is sent over TLS has an answer, or none', () => {
  const simulator = createSimulator();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const answer = send(simulator, 'tls', bytes);
      assert.equal(answer === undefined, bytes.length < 66);
      if (answer !== undefined) decodeRecords(answer);
    }),
  );
});
