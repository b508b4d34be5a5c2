/** Load balancers whose work an HAProxy does: one that is played here, by the sockets of a folder. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { certificateText } from '../../../simulator/load-balancer/certificates.ts';
import { balanced, type Balanced, type Part } from './balanced.ts';

/** It works by what it has read, refuses what has a certain word in it, and counts what it is told to have counted. */
class PlayedHaproxy {
  readonly folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
  /** What it works by. */
  read = '';
  counted = 0;
  down: string | undefined;
  private refused = 0;
  private readonly servers: readonly Server[];

  constructor() {
    const serve = (socket: string, answer: (command: string) => string) =>
      createServer({ allowHalfOpen: true }, (line) => {
        void text(line).then((command) => line.end(answer(command.trim())));
      }).listen(join(this.folder, socket));
    this.servers = [
      serve('master', (command) => this.command(command)),
      serve('stats', () => this.statistics()),
    ];
  }
  private command(command: string): string {
    if (command === 'show proc') return `1 master 0 [failed: ${String(this.refused)}]\n`;
    const told = readFileSync(join(this.folder, 'haproxy.cfg'), 'utf8');
    if (told.includes('refuse-this')) this.refused += 1;
    else Object.assign(this, { read: told, refused: 0, counted: 0 });
    return '';
  }
  private statistics(): string {
    const rows: string[] = [];
    let section = '';
    for (const [, word = '', name = ''] of this.read.matchAll(
      /^ *(frontend|backend|server) (\S+)/gm,
    )) {
      if (word !== 'server') section = name;
      const row = word === 'server' ? name : `${word.toUpperCase()}`;
      const status = name === this.down ? 'DOWN' : 'UP';
      const n = String(this.counted);
      rows.push([section, row, n, n, n, '0', '0', status, 'L7OK'].join(','));
    }
    return `# pxname,svname,stot,bin,bout,ereq,scur,status,check_status\n${rows.join('\n')}\n\n`;
  }
  close(): void {
    for (const server of this.servers) server.close();
    rmSync(this.folder, { recursive: true });
  }
}

describe('a load balancer by HAProxy', () => {
  let haproxy: PlayedHaproxy;
  let at: Balanced;
  let pool: Part;
  let listener: Part;
  before(async () => {
    haproxy = new PlayedHaproxy();
    at = await balanced(createSimulator({ haproxy: haproxy.folder }), '127.64.0.0/24');
    pool = await at.pool({ session_persistence: { type: 'HTTP_COOKIE' } });
    listener = await at.listener(8080, {
      default_pool_id: pool.id,
      insert_headers: { 'X-Forwarded-For': 'true' },
    });
  });
  after(() => {
    haproxy.close();
  });
  const shown = async (what: string, word: string) =>
    (await at.ask(`GET ${what}`)).body[word] as Part;

  test('it reads what was made, once the service says that it is there', async () => {
    const member = await at.member(pool.id, 0, { weight: 3 });
    await shown(`/loadbalancers/${at.loadBalancer.id}`, 'loadbalancer');
    const wanted = [
      `frontend ${listener.id}\n  mode http\n  bind ${String(at.loadBalancer['vip_address'])}:8080\n`,
      'http-request set-header X-Forwarded-For %[src]',
      `server ${member.id} 127.64.255.1:8080 weight 3 cookie ${member.id}`,
    ];
    assert.deepEqual(
      wanted.filter((line) => !haproxy.read.includes(line)),
      [],
      haproxy.read,
    );
  });
  test('it tells how members fare, and what it has counted before and after a change', async () => {
    const stats = async () =>
      (await at.ask(`GET /listeners/${listener.id}/stats`)).body['stats'] as {
        total_connections: number;
      };
    const member = await at.member(pool.id, 1);
    await at.made('/healthmonitors', 'healthmonitor', {
      pool_id: pool.id,
      type: 'HTTP',
      delay: 2,
      timeout: 1,
      max_retries: 1,
    });
    const path = `/pools/${pool.id}/members/${member.id}`;
    assert.equal((await shown(path, 'member')).operating_status, 'ONLINE');
    haproxy.down = member.id;
    assert.equal((await shown(path, 'member')).operating_status, 'ERROR');
    assert.match(haproxy.read, /check inter 2s fall 3 rise 1 addr 127\.64\.255\.2/);
    haproxy.counted = 4;
    assert.equal((await stats()).total_connections, 4);
    await at.member(pool.id, 2);
    assert.equal((await stats()).total_connections, 4);
    haproxy.counted = 2;
    assert.equal((await stats()).total_connections, 6);
  });
  test('members that are not of this machine are asked for nothing', async () => {
    const { id } = await at.member(pool.id, 0, { address: '192.0.2.10' });
    await shown(`/pools/${pool.id}`, 'pool');
    assert.match(haproxy.read, new RegExp(`server ${id} 192\\.0\\.2\\.10:8080 weight 1 disabled`));
  });

  test('a listener that terminates TLS has its certificate and key from a file', async () => {
    const { id } = await at.listener(8443, {
      protocol: 'TERMINATED_HTTPS',
      default_tls_container_ref: certificateText.reference,
    });
    await shown(`/listeners/${id}`, 'listener');
    assert.match(haproxy.read, new RegExp(`:8443 ssl crt ${id}\\.pem\n`));
    const held = readFileSync(join(haproxy.folder, `${id}.pem`), 'utf8');
    assert.match(held, /BEGIN CERTIFICATE.*BEGIN PRIVATE KEY/s);
  });

  const rule = async (value: string): Promise<Part> => {
    const of = { listener_id: listener.id, action: 'REJECT' };
    const policy = await at.made('/l7policies', 'l7policy', of);
    await at.made(`/l7policies/${policy.id}/rules`, 'rule', {
      type: 'PATH',
      compare_type: 'STARTS_WITH',
      value,
    });
    return shown(`/loadbalancers/${at.loadBalancer.id}`, 'loadbalancer');
  };
  test('words of tenants stay words', async () => {
    assert.equal((await rule(`/it's "new" #1 \\`)).provisioning_status, 'ACTIVE');
    const quoted = String.raw`path -m beg -- '/it'\''s "new" #1 \'`;
    assert.ok(haproxy.read.includes(quoted), haproxy.read);
  });
  test('what cannot be said to it is an error of the load balancer', async () => {
    assert.equal((await rule('/\n  bind 0.0.0.0:80')).provisioning_status, 'ERROR');
    assert.doesNotMatch(haproxy.read, /0\.0\.0\.0/);
  });
});

test('a load balancer whose configuration HAProxy refuses is in error, and others go on', async () => {
  const haproxy = new PlayedHaproxy();
  try {
    const at = await balanced(createSimulator({ haproxy: haproxy.folder }), '127.64.0.0/24');
    const pool = await at.pool();
    const first = await at.listener(8080, { default_pool_id: pool.id });
    const { body } = await at.ask('POST /loadbalancers', {
      loadbalancer: { vip_subnet_id: at.subnetId },
    });
    const other = body['loadbalancer'] as Part;
    await at.settle();
    const wish = { loadbalancer_id: other.id, protocol: 'HTTP', protocol_port: 8081 };
    const listener = await at.made('/listeners', 'listener', wish);
    const policy = await at.made('/l7policies', 'l7policy', {
      listener_id: listener.id,
      action: 'REJECT',
    });
    await at.made(`/l7policies/${policy.id}/rules`, 'rule', {
      type: 'PATH',
      compare_type: 'EQUAL_TO',
      value: '/refuse-this',
    });
    const of = async (id: string) =>
      ((await at.ask(`GET /loadbalancers/${id}`)).body['loadbalancer'] as Part).provisioning_status;
    assert.equal(await of(other.id), 'ERROR');
    assert.equal(await of(at.loadBalancer.id), 'ACTIVE');
    assert.ok(haproxy.read.includes(first.id) && !haproxy.read.includes(listener.id));
  } finally {
    haproxy.close();
  }
});
