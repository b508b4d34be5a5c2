/** A client of key servers: over real TLS, and against servers that are made up. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEnablerServices } from '../../src/bindings/enabler-services-access.ts';
import { openKeyServer } from '../../src/bindings/enabler-services/nts.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import {
  encodeRecords,
  endRecord,
  type KeyRecord,
  numbered,
  recordTypes,
} from '../../src/contract/enabler-services/nts-records.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import type { OpenLine } from '../../src/transport/frame-line.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createProbe } from '../../src/transport/probe.ts';
import { createProbeServer } from '../../src/transport/probe-server.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { timeServers } from '../../simulator/enabler-services/addresses.ts';
import { listenForMessages } from '../../simulator/enabler-services/listen.ts';
import { certificatePath } from '../../simulator/enabler-services/tls-connections.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});
const common = { log: createExchangeLog(), redactor: createRedactor(), clock: realClock };

const throughProbe: OpenLine = (end) => {
  const server = createProbeServer(
    (frame) => {
      queueMicrotask(() => {
        end.frame(frame);
      });
    },
    () => false,
  );
  const line = { address: 'this process', again: 'cat' };
  const send = (frame: string): void => {
    server.receive(frame);
  };
  return Promise.resolve({ ...line, send, close: () => undefined });
};

test('keys are agreed upon over TLS, from here and through a probe, and then used', async () => {
  const simulator = createSimulator({ clock: 'real' });
  const servers = await listenForMessages(simulator.mailbox, simulator.doors, '127.0.0.1');
  ends.push(() => servers.close());
  const http = createHttp(common);
  ends.push(() => http.close());
  const probe = createProbe(throughProbe);
  const address = servers.addresses.get(timeServers[0]) ?? '';
  let count = 0n;
  const services = (how: object, cacert?: string) =>
    createEnablerServices({
      ...common,
      ...how,
      http,
      addresses: { nts: { servers: [address], cacert } },
      stimuli: {},
      silence: 100,
      clockOffset: 1_000,
      random: () => (count += 1n),
    });
  for (const how of [{}, { probe }]) {
    const inside = services(how, certificatePath);
    const agreement = await inside.keys[0]?.agree();
    assert.ok(agreement);
    assert.deepEqual([agreement.timeServer, agreement.cookies.length], [address, 8]);
    const [cookie = new Uint8Array()] = agreement.cookies;
    const answer = await inside.timeServerAt(address).ask({ agreed: { ...agreement, cookie } });
    assert.deepEqual([answer.stratum, answer.cookies.length], [2, 1]);
  }
  const [unknown] = services({}).keys;
  await assert.rejects(unknown?.agree() ?? Promise.resolve(), {
    name: 'Unreachable',
    message: /not trusted: name the file of its authority with `cacert`/,
  });
  probe.close();
});

const { protocols, algorithms, cookie, error } = recordTypes;
const right = [numbered(protocols, [0]), numbered(algorithms, [15])];
const aCookie = { type: cookie, critical: false, body: new Uint8Array(64) };
const answers: Readonly<Record<string, [readonly KeyRecord[], string, RegExp]>> = {
  'no cookie': [right, 'Violation', /it has no cookie/],
  'no protocol': [
    [...right.slice(1), aCookie],
    'Violation',
    /does not say once for which protocol/,
  ],
  'another algorithm': [
    [...right.slice(0, 1), numbered(algorithms, [30]), aCookie],
    'Violation',
    /it chooses algorithm 30, which was not offered/,
  ],
  'an error': [[numbered(error, [2])], 'Refusal', /the server says error 2/],
  'no common protocol': [[numbered(protocols, [])], 'Refusal', /none of the protocols/],
  'no common algorithm': [
    [...right.slice(0, 1), numbered(algorithms, [])],
    'Refusal',
    /none of the algorithms/,
  ],
};
const madeUp = (bytes: Uint8Array) => {
  const clock = createVirtualClock();
  return openKeyServer('keys.test:4460', {
    ...common,
    clock,
    tls: {},
    carrier: inProcessDatagrams((_door, _message, answer) => {
      answer(bytes);
    }, clock),
  });
};
for (const [what, [records, name, message]] of Object.entries(answers)) {
  test(`an answer with ${what} is no agreement`, async () => {
    await assert.rejects(madeUp(encodeRecords([...records, endRecord])).agree(), { name, message });
  });
}

test('what is no row of records is a violation, and a time server may be named', async () => {
  await assert.rejects(madeUp(Uint8Array.of(1)).agree(), {
    name: 'Violation',
    message: /it is no row of records/,
  });
  const named = { type: recordTypes.server, critical: true, body: Buffer.from('time.test') };
  const port = numbered(recordTypes.port, [1123]);
  const bytes = encodeRecords([...right, named, port, aCookie, endRecord]);
  assert.equal((await madeUp(bytes).agree()).timeServer, 'time.test:1123');
});
