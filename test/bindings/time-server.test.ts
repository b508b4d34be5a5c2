/** A client of time servers, against servers that are made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTimeServer, type TimeServer } from '../../src/bindings/enabler-services/ntp.ts';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  type NtpPacket,
  referenceIdOf,
} from '../../src/contract/enabler-services/ntp.ts';
import { timestampOf } from '../../src/contract/enabler-services/ntp-time.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/kernel/clock.ts';

interface Around {
  readonly server: TimeServer;
  readonly clock: VirtualClock;
  readonly log: ExchangeLog;
}

const around = (mailbox: (clock: VirtualClock) => Mailbox): Around => {
  const clock = createVirtualClock();
  const log = createExchangeLog();
  let count = 0n;
  const server = openTimeServer('time.test:123', {
    carrier: inProcessDatagrams(mailbox(clock), clock),
    log,
    redactor: createRedactor(),
    clock,
    silence: 1_000,
    random: () => (count += 1n),
  });
  return { server, clock, log };
};

/** A proper answer with changes. */
const answer = (message: Uint8Array, now: number, change: Partial<NtpPacket> = {}): Uint8Array => {
  const { version, transmit } = decodeNtp(message);
  const time = timestampOf(now);
  const times = { origin: transmit, receive: time, transmit: time, reference: time };
  return encodeNtp({ ...emptyPacket, version, mode: 4, stratum: 2, ...times, ...change });
};

test('offset and delay follow from the four times', async () => {
  const { server, clock } = around((time) => (_door, message, send) => {
    // The clock is 700 ms ahead; 200 ms on the way back, none on the way there.
    send(answer(message, time.now() + 700), { afterMs: 200 });
  });
  const began = clock.now();
  const { offset, delay, roundTrip, sent } = await server.ask();
  assert.ok(Math.abs(offset - 600) < 0.01, String(offset));
  assert.ok(Math.abs(delay - 200) < 0.01, String(delay));
  assert.equal(roundTrip, 200);
  assert.ok(Math.abs(sent - began - 700) < 0.01);
});

test('a server that follows itself does not say when it was set', async () => {
  const { server } = around((time) => (_door, message, send) => {
    send(answer(message, time.now(), { reference: 0n }));
  });
  assert.equal((await server.ask()).set, undefined);
});

test('a kiss RATE is honoured: the server is left alone, and asked once more', async () => {
  const asked: number[] = [];
  const kiss = { stratum: 0, leap: 3, referenceId: referenceIdOf('RATE'), poll: 6 };
  const { server } = around((time) => (_door, message, send) => {
    asked.push(time.now());
    send(answer(message, time.now(), asked.length < 2 ? kiss : {}));
  });
  assert.equal((await server.ask()).stratum, 2);
  assert.ok((asked[1] ?? 0) - (asked[0] ?? 0) >= 64_000, asked.join());
});

test('a server that goes on asking for patience is not asked for ever', async () => {
  let count = 0;
  const kiss = { stratum: 0, leap: 3, referenceId: referenceIdOf('RATE') };
  const { server } = around((time) => (_door, message, send) => {
    count += 1;
    send(answer(message, time.now(), kiss));
  });
  await assert.rejects(server.ask(), (error) => error instanceof Unreachable);
  assert.equal(count, 2);
});

test('a kiss DENY is a refusal, and nobody insists', async () => {
  let count = 0;
  const kiss = { stratum: 0, leap: 3, referenceId: referenceIdOf('DENY') };
  const { server } = around((time) => (_door, message, send) => {
    count += 1;
    send(answer(message, time.now(), kiss));
  });
  await assert.rejects(server.ask(), (error: unknown) => error instanceof Refusal);
  assert.equal(count, 1);
});

test('silence is asked three times, and says so', async () => {
  const { server, log } = around(() => () => undefined);
  await assert.rejects(server.ask(), {
    name: 'Unreachable',
    message: 'NTP time.test:123: no answer, asked 3 times and waited 1.5 s each time',
  });
  assert.equal(log.exchanges.length, 3);
});

const strays: Readonly<Record<string, [(bytes: Uint8Array) => Uint8Array, RegExp]>> = {
  'too short': [(bytes) => bytes.slice(0, 47), /47 bytes, where a header has 48/],
  'another origin': [
    (bytes) => encodeNtp({ ...decodeNtp(bytes), origin: 5n }),
    /it answers another request/,
  ],
  'another mode': [(bytes) => encodeNtp({ ...decodeNtp(bytes), mode: 5 }), /it has mode 5/],
  'another version': [
    (bytes) => encodeNtp({ ...decodeNtp(bytes), version: 3 }),
    /it has version 3, and was asked in 4/,
  ],
};
for (const [name, [spoil, says]] of Object.entries(strays)) {
  test(`what is no answer is a violation when nothing else comes: ${name}`, async () => {
    const { server, log } = around((time) => (_door, message, send) => {
      send(spoil(answer(message, time.now())));
    });
    await assert.rejects(server.ask(), (error: unknown) => {
      assert.ok(error instanceof Violation);
      assert.match(error.message, says);
      return true;
    });
    assert.match(log.exchanges[0]?.error ?? '', /^not taken: /);
  });
  test(`what is no answer is passed over when the answer comes after it: ${name}`, async () => {
    const { server } = around((time) => (_door, message, send) => {
      send(spoil(answer(message, time.now() + 3_600_000)));
      send(answer(message, time.now()));
    });
    assert.ok(Math.abs((await server.ask()).offset) < 1);
  });
}

test('a forged answer from elsewhere is not taken, and the transcript tells of it', async () => {
  const { server, log } = around((time) => (_door, message, send) => {
    send(answer(message, time.now() + 3_600_000), { elsewhere: true });
    send(answer(message, time.now()));
  });
  assert.ok(Math.abs((await server.ask()).offset) < 1);
  assert.match(log.exchanges[0]?.error ?? '', /it came from another port of time\.test:123/);
});

test('what the network does is done once, and the client copes with it', async () => {
  for (const trouble of [
    'request lost',
    'answer lost',
    'answer late',
    'answer to another',
    'answer from elsewhere',
  ] as const) {
    let count = 0;
    const { server } = around((time) => (_door, message, send) => {
      count += 1;
      send(answer(message, time.now()));
    });
    const { offset } = await server.ask({ trouble });
    assert.ok(Math.abs(offset) < 1, `${trouble}: ${String(offset)}`);
    assert.equal(count, trouble.startsWith('answer l') ? 2 : 1, trouble);
  }
});

test('a request that is not authentic is refused in words (crypto-NAK)', async () => {
  const { server } = around((time) => (_door, message, send) => {
    send(answer(message, time.now(), { mac: { keyId: 0, digest: new Uint8Array() } }));
  });
  const key = { id: 1, algorithm: 'sha1', secret: new Uint8Array(4) } as const;
  await assert.rejects(server.ask({ key }), { name: 'Refusal', reason: 'unauthenticated' });
});
