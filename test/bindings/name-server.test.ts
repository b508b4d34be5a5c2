/** A client of name servers, against servers that are made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type NameServer,
  openNameServer,
  questionFor,
} from '../../src/bindings/enabler-services/dns.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import { decodeDns, type DnsMessage, encodeDns } from '../../src/contract/enabler-services/dns.ts';
import { Unreachable, Violation } from '../../src/failures.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';

function around(mailbox: Mailbox): { server: NameServer; log: ExchangeLog } {
  const clock = createVirtualClock();
  const log = createExchangeLog();
  let count = 40n;
  const server = openNameServer('names.test:53', {
    carrier: inProcessDatagrams(mailbox, clock),
    log,
    redactor: createRedactor(),
    clock,
    random: () => (count += 1n),
  });
  return { server, log };
}

/** A proper answer with changes. */
const answer = (message: Uint8Array, change: Partial<DnsMessage> = {}): Uint8Array => {
  const query = decodeDns(message);
  const [{ name, type } = { name: '', type: '' }] = query.questions;
  const answers = [{ name, type, ttl: 60, data: '192.0.2.80' }];
  return encodeDns({ ...query, response: true, authoritative: true, answers, ...change });
};
const www = { name: 'www.test', type: 'A' };

test('an answer is had with one datagram, and stands in the transcript in words', async () => {
  const { server, log } = around((_door, message, send) => {
    send(answer(message));
  });
  const { answers, over, rcode } = await server.ask(www);
  assert.deepEqual([over, rcode, answers[0]?.data], ['udp', 'NOERROR', '192.0.2.80']);
  const [exchange] = log.exchanges;
  assert.equal(exchange?.request.url, 'udp://names.test:53');
  assert.match(exchange.request.body ?? '', /^id 41, query, flags RD\nquestion www\.test A$/);
  assert.match(
    exchange.response?.body ?? '',
    /^id 41, NOERROR, flags AA RD\n.*\nanswer www\.test 60 A/,
  );
  assert.equal(exchange.curl, 'dig @names.test -p 53 www.test A +noedns');
});

test('an answer that is cut is had over TCP, unless the cut one is wanted', async () => {
  const { server, log } = around(({ over }, message, send) => {
    send(answer(message, over === 'udp' ? { truncated: true, answers: [] } : {}));
  });
  assert.equal((await server.ask(www)).over, 'tcp');
  assert.deepEqual(
    log.exchanges.map(({ request }) => request.url.slice(0, 3)),
    ['udp', 'tcp'],
  );
  assert.equal((await server.ask(www, { cut: true })).truncated, true);
});

test('who says that an answer is cut and takes no connection breaks its word', async () => {
  const { server } = around(({ over }, message, send) => {
    if (over === 'udp') send(answer(message, { truncated: true, answers: [] }));
  });
  await assert.rejects(server.ask(www), (error: unknown) => {
    assert.ok(error instanceof Violation);
    assert.match(
      error.message,
      /the whole answer for www\.test over TCP .*\n.*over TCP: the connection/,
    );
    return true;
  });
});

test('no connection is no verdict when nobody has said that there is one', async () => {
  const { server } = around(() => undefined);
  await assert.rejects(server.ask(www, { overTcp: true }), (error) => error instanceof Unreachable);
});

test('silence is asked three times, each time under another id', async () => {
  const ids: number[] = [];
  const { server } = around((_door, message) => {
    ids.push(decodeDns(message).id);
  });
  await assert.rejects(server.ask(www), { name: 'Unreachable', message: /asked 3 times/ });
  assert.equal(new Set(ids).size, 3);
});

const strays: Readonly<Record<string, [Partial<DnsMessage>, RegExp]>> = {
  'another id': [{ id: 7 }, /it answers another question \(its id is 7\)/],
  'a question': [{ response: false }, /it is a question itself/],
  'another name': [
    { questions: [{ name: 'other.test', type: 'A' }] },
    /it repeats the question as "other\.test A"/,
  ],
  'another case': [
    { questions: [{ name: 'WWW.test', type: 'A' }] },
    /it repeats the question as "WWW\.test A"/,
  ],
};
for (const [name, [change, says]] of Object.entries(strays)) {
  test(`what is no answer is a violation when nothing else comes: ${name}`, async () => {
    const { server } = around((_door, message, send) => {
      send(answer(message, change));
    });
    await assert.rejects(server.ask(www), (error: unknown) => {
      assert.ok(error instanceof Violation);
      assert.match(error.message, says);
      return true;
    });
  });
  test(`what is no answer is passed over when the answer comes after it: ${name}`, async () => {
    const { server, log } = around((_door, message, send) => {
      send(answer(message, { ...change, rcode: 'NXDOMAIN', answers: [] }));
      send(answer(message));
    });
    assert.equal((await server.ask(www)).rcode, 'NOERROR');
    assert.match(log.exchanges[0]?.error ?? '', says);
  });
}

test('what the network does is done once, and the client copes with it', async () => {
  for (const trouble of [
    'request lost',
    'answer lost',
    'answer late',
    'answer to another',
    'answer from elsewhere',
  ] as const) {
    const { server } = around((_door, message, send) => {
      send(answer(message));
    });
    assert.equal((await server.ask(www, { trouble })).rcode, 'NOERROR', trouble);
  }
});

test('a name with its last dot is the same name', async () => {
  const { server } = around((_door, message, send) => {
    send(answer(message));
  });
  assert.equal((await server.ask({ name: 'www.test.', type: 'A' })).answers.length, 1);
});

test('addresses are asked for under their names', () => {
  assert.deepEqual(questionFor({ name: '192.0.2.80', type: 'PTR' }), {
    name: '80.2.0.192.in-addr.arpa',
    type: 'PTR',
  });
  assert.deepEqual(questionFor({ name: 'www.test', type: 'A' }), www);
});
