import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeDns,
  type DnsMessage,
  emptyMessage,
  encodeDns,
  reverseName,
} from '../../../src/contract/enabler-services/dns.ts';
import { simulatorTarget } from '../../../src/target/simulator-target.ts';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import {
  nameServers,
  timeKey,
  timeServers,
} from '../../../simulator/enabler-services/addresses.ts';
import { known, zone } from '../../../simulator/enabler-services/zone.ts';
import { signIn } from '../signed-in.ts';
import { captures } from '../../contract/captures.ts';

const [server] = nameServers;

function send(simulator: Simulator, message: Uint8Array, over: 'udp' | 'tcp' = 'udp') {
  const answers: Uint8Array[] = [];
  simulator.mailbox({ server, over }, message, (bytes) => answers.push(bytes));
  const [bytes] = answers;
  return bytes === undefined ? undefined : { ...decodeDns(bytes), size: bytes.length };
}
const ask = (
  name: string,
  type: string,
  change: Partial<DnsMessage> = {},
  over?: 'udp' | 'tcp',
) => {
  const query = encodeDns({ ...emptyMessage, id: 9, questions: [{ name, type }], ...change });
  const answer = send(createSimulator(), query, over);
  assert.ok(answer !== undefined);
  return answer;
};

test('the target description of the simulator names its servers, its key and what they know', () => {
  const { ntp, 'ntp-key': key, nts, dns } = simulatorTarget.enablerServices ?? {};
  assert.deepEqual(ntp, timeServers);
  assert.deepEqual(nts, { servers: [...timeServers] });
  assert.deepEqual(key, timeKey);
  assert.deepEqual(dns, { servers: [...nameServers], zone, records: known });
});

test('a name has its addresses, in the case in which it is asked for', () => {
  const { answers, authoritative, id, questions } = ask(`WwW.${zone}`, 'A');
  assert.deepEqual(answers, [{ name: `WwW.${zone}`, type: 'A', ttl: 3600, data: '192.0.2.80' }]);
  assert.deepEqual(questions, [{ name: `WwW.${zone}`, type: 'A' }]);
  assert.deepEqual([authoritative, id], [true, 9]);
});

test('an alias is followed, and is itself when asked for', () => {
  const types = (type: string) => ask(`alias.${zone}`, type).answers.map((each) => each.type);
  assert.deepEqual(types('A'), ['CNAME', 'A']);
  assert.deepEqual(types('CNAME'), ['CNAME']);
  assert.deepEqual(types('TXT'), ['CNAME']);
});

test('absence of a name and of data differ, and both have the zone’s SOA', () => {
  const told = (name: string, type: string) => {
    const { rcode, answers, authorities } = ask(name, type);
    return [rcode, answers.length, authorities.map((each) => `${each.name} ${each.type}`).join()];
  };
  assert.deepEqual(told(`none.${zone}`, 'A'), ['NXDOMAIN', 0, `${zone} SOA`]);
  assert.deepEqual(told(`www.${zone}`, 'MX'), ['NOERROR', 0, `${zone} SOA`]);
  // Something is below it.
  assert.deepEqual(told(`_udp.${zone}`, 'A'), ['NOERROR', 0, `${zone} SOA`]);
  assert.equal(told('81.2.0.192.in-addr.arpa', 'PTR')[0], 'NXDOMAIN');
});

test('how much a datagram holds depends on what the client takes', () => {
  const long = `long.${zone}`;
  const many = `many.${zone}`;
  const edns = { version: 0, udpSize: 4096 };
  const sizes = (name: string, type: string, change = {}, over?: 'tcp') => {
    const { truncated, size, answers } = ask(name, type, change, over);
    return [truncated, size <= 512, answers.length];
  };
  assert.deepEqual(sizes(many, 'A'), [true, true, 0]);
  assert.deepEqual(sizes(many, 'A', { edns }), [false, false, 20]);
  assert.deepEqual(sizes(many, 'A', { edns: { version: 0, udpSize: 100 } }), [true, true, 0]);
  assert.deepEqual(sizes(long, 'TXT', { edns }), [true, true, 0]);
  assert.deepEqual(sizes(long, 'TXT', {}, 'tcp'), [false, false, 60]);
});

test('what it does not do is refused by its name', () => {
  assert.equal(ask('www.example.org', 'A').rcode, 'REFUSED');
  assert.equal(ask('www.example.org', 'A', { recursionDesired: true }).rcode, 'REFUSED');
  assert.equal(ask(`www.${zone}`, 'A', { opcode: 5 }).rcode, 'NOTIMP');
  assert.equal(ask(`www.${zone}`, 'A', { edns: { version: 1, udpSize: 1232 } }).rcode, 'BADVERS');
  assert.equal(ask('x', 'A', { questions: [] }).rcode, 'FORMERR');
});

test('names elsewhere are found out for who asks for it', () => {
  assert.equal(ask('www.elsewhere.test', 'A').rcode, 'REFUSED');
  const found = ask('www.elsewhere.test', 'A', { recursionDesired: true });
  assert.deepEqual([found.authoritative, found.answers[0]?.data], [false, '198.51.100.80']);
});

test('whatever clients have sent to real servers is answered, as is anything else', () => {
  const simulator = createSimulator();
  for (const { name, request } of captures('dns')) {
    const answer = send(simulator, new Uint8Array(Buffer.from(request, 'hex')));
    assert.equal(answer?.response, true, name);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      send(simulator, bytes);
    }),
  );
  assert.equal(send(simulator, new Uint8Array(11)), undefined);
  assert.equal(send(simulator, encodeDns({ ...emptyMessage, response: true })), undefined);
});

test('the name of a port leads to its addresses and back, while the port is there', async () => {
  const simulator = createSimulator();
  const { token } = await signIn(simulator, 'admin');
  const call = (what: string, body?: object) => {
    const [method = '', path = ''] = what.split(' ');
    return simulator.fetch(
      new Request(`http://cloud.test${path}`, {
        method,
        headers: { 'x-auth-token': token, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  };
  const made = async (what: string, body: object): Promise<string> => {
    const answer = await call(`POST /network/v2.0/${what}s`, { [what]: body });
    return ((await answer.json()) as Record<string, { id: string }>)[what]?.id ?? '';
  };
  const network = await made('network', { name: 'n' });
  const on = { network_id: network };
  await made('subnet', { ...on, ip_version: 4, cidr: '10.42.0.0/24' });
  await made('subnet', { ...on, ip_version: 6, cidr: 'fd00:42::/64' });
  const fixed_ips = [{ ip_address: '10.42.0.9' }, { ip_address: 'fd00:42::9' }];
  const port = await made('port', { ...on, dns_name: 'vm-1', fixed_ips });
  const data = (name: string, type: string): string => {
    const query = encodeDns({ ...emptyMessage, questions: [{ name, type }] });
    const answer = send(simulator, query);
    return answer?.answers.map((each) => each.data).join() || (answer?.rcode ?? 'silence');
  };
  assert.equal(data(`vm-1.${zone}`, 'A'), '10.42.0.9');
  assert.equal(data(`vm-1.${zone}`, 'AAAA'), 'fd00:42::9');
  assert.equal(data(reverseName('10.42.0.9'), 'PTR'), `vm-1.${zone}`);
  assert.equal(data(reverseName('fd00:42::9'), 'PTR'), `vm-1.${zone}`);
  await call(`DELETE /network/v2.0/ports/${port}`);
  assert.equal(data(`vm-1.${zone}`, 'A'), 'NXDOMAIN');
  assert.equal(data(reverseName('10.42.0.9'), 'PTR'), 'NXDOMAIN');
});

test('a server that was stopped is silent until it is started', async () => {
  const simulator = createSimulator();
  const query = encodeDns({ ...emptyMessage, questions: [{ name: `www.${zone}`, type: 'A' }] });
  const turn = (name: string) =>
    simulator.fetch(
      new Request(`http://sim.test/enabler-services/stimuli/enabler-service-${name}`, {
        method: 'POST',
        body: JSON.stringify({ service: 'dns', n: '0' }),
      }),
    );
  await turn('stop');
  assert.equal(send(simulator, query), undefined);
  assert.equal(send(simulator, query, 'tcp'), undefined);
  await turn('start');
  assert.equal(send(simulator, query)?.answers.length, 1);
});
