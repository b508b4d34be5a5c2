/** Nobody can sign in, or somebody else answers: exit 3, and a sentence that names the key to change. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { describe, test, type TestContext } from 'node:test';
import { httpServer, rawServer, tlsServer } from '../transport/loopback.ts';
import { cloud, describeCloud } from './cloud.ts';
import { fewExamples, filesBelow, workplace } from './workplace.ts';

const certificate = (name: string) =>
  readFileSync(new URL(`../transport/certificates/${name}`, import.meta.url));
const json = { 'content-type': 'application/json' };

const answering =
  (status: number, body: string | Buffer, headers: Record<string, string> = json) =>
  (t: TestContext): Promise<string> =>
    httpServer(t, ((_request, response) => {
      response.writeHead(status, headers).end(body);
    }) satisfies RequestListener);

const token = (change: Record<string, unknown>): string =>
  JSON.stringify({
    token: {
      methods: ['password'],
      user: { id: 'u', name: 'admin', domain: { id: 'default', name: 'Default' } },
      project: { id: 'p', name: 'admin', domain: { id: 'default', name: 'Default' } },
      roles: [{ id: 'r', name: 'admin' }],
      catalog: [],
      expires_at: '2099-01-01T00:00:00.000000Z',
      issued_at: '2026-01-01T00:00:00.000000Z',
      audit_ids: ['a'],
      ...change,
    },
  });
const withToken = { ...json, 'x-subject-token': 'gAAAAAB-token-of-a-hostile-server' };

/** Each is asked by the doctor, which is the same code that a run begins with. */
const hostile: readonly {
  readonly title: string;
  readonly server: (t: TestContext) => Promise<string>;
  readonly says: RegExp;
}[] = [
  {
    title: 'nothing listens',
    server: async () => 'http://127.0.0.1:9',
    says: /vim\.openstack: POST http:\/\/127\.0\.0\.1:9\/identity\/v3\/auth\/tokens: the connection was refused.*see auth_url/,
  },
  {
    title: 'a certificate that nobody trusts',
    server: (t) =>
      tlsServer(t, { cert: certificate('loopback.pem'), key: certificate('loopback.key') }, () => {
        assert.fail('nothing may be sent');
      }),
    says: /not trusted: name the file of its authority with `cacert`/,
  },
  {
    title: 'HTML with status 200',
    server: answering(200, '<html><body>Welcome to nginx!</body></html>', {
      'content-type': 'text/html',
    }),
    says: /does not answer like an identity service \(v3\).*text\/html|does not answer like an identity service \(v3\).*status 200/s,
  },
  {
    title: 'HTML with the status of success',
    server: answering(201, '<html>Welcome</html>', { 'content-type': 'text/html' }),
    says: /does not answer like an identity service \(v3\): expected JSON.*text\/html.*Welcome.*see auth_url/s,
  },
  {
    title: 'JSON that breaks off',
    server: answering(201, '{"token": {"methods": ["pass', withToken),
    says: /expected JSON.*that begin "\{\\"token\\"/s,
  },
  {
    title: 'wrong types',
    server: answering(201, token({ user: 'admin', roles: 'admin' }), withToken),
    says: /observed .*(token\.)?user/s,
  },
  {
    title: 'no token in the header',
    server: answering(201, token({})),
    says: /expected the token in the header X-Subject-Token/,
  },
  {
    title: 'a token and an empty catalogue',
    server: answering(201, token({}), withToken),
    says: /expected the service catalogue to list identity .*it lists nothing; see project_name/s,
  },
  {
    title: '10 MB of garbage',
    server: answering(201, Buffer.alloc(10_000_000, 'x'), json),
    says: /a body of more than 8388608 bytes; the rest was not read/,
  },
  {
    title: 'what is no HTTP',
    server: (t) => rawServer(t, 'SSH-2.0-OpenSSH_9.6\r\n'),
    says: /what came is no HTTP|not HTTP|malformed/i,
  },
  {
    title: 'a connection that is reset',
    server: (t) => rawServer(t, '', 'reset'),
    says: /reset/,
  },
  {
    title: 'a redirect to another host',
    server: answering(307, '', { location: 'https://evil.test/v3/auth/tokens' }),
    says: /a redirect \(307\) to https:\/\/evil\.test\/v3\/auth\/tokens; it was not followed/,
  },
  {
    title: 'no answer at all',
    server: (t) => rawServer(t, '', 'hold'),
    says: /no complete answer within 8 s; see auth_url/,
  },
];

describe('sign-in', { concurrency: 4, timeout: 600_000 }, () => {
  for (const { title, server, says } of hostile) {
    test(`exit 3: ${title}`, async (t) => {
      const place = workplace(t);
      describeCloud(place, await server(t));
      const { code, stderr } = await place.call('doctor', '--cloud', 'acme');
      assert.match(stderr, says);
      assert.match(stderr, /^nfvi-conformance: --cloud acme: /);
      assert.doesNotMatch(stderr, / at .*\.ts:\d+/, 'no stack');
      assert.ok(stderr.length < 2_000, 'a sentence, not a page');
      assert.equal(code, 3, stderr);
    });
  }

  test('exit 3 of a run: a wrong password, with reports and nothing made', async (t) => {
    const place = workplace(t);
    const { url, things } = await cloud(t);
    const before = await things();
    describeCloud(place, url, (yaml) =>
      yaml.replace('password: simulator', 'password: forgotten1'),
    );
    const { code, stdout } = await place.call('run', '--cloud', 'acme');
    const sentence =
      /--cloud acme: .* refuses the credentials of vim\.openstack .*see username, password, project_name/;
    assert.match(stdout, sentence);
    assert.equal(code, 3);

    const { verdict, exitCode, scenarios, totals } = place.conformance();
    assert.deepEqual([verdict, exitCode], ['incomplete', 3]);
    assert.deepEqual(
      scenarios.map(({ id, verdict: of }) => [id, of]),
      [['run/sign-in', 'inconclusive']],
    );
    assert.match(scenarios[0]?.reason ?? '', sentence);
    assert.equal(totals.requirements.pass, 0);
    const [run = ''] = place.runs();
    const files = filesBelow(run);
    for (const file of ['junit.xml', 'requirements.md', 'allure-report/index.html']) {
      assert.ok(files.includes(file), file);
    }
    assert.match(readFileSync(`${run}/junit.xml`, 'utf8'), /run\/sign-in/);
    assert.deepEqual(await things(), before);
  });

  test('exit 3: a persona that is refused, named by its key', async (t) => {
    const place = workplace(t);
    const { url } = await cloud(t);
    describeCloud(place, url);
    place.write(
      'target.yaml',
      `target: acme
vim: { openstack: { cloud: acme } }
personas:
  reader:
    username: reader
    password: forgotten1
    project_name: demo
    user_domain_id: default
    project_domain_id: default
`,
    );
    const { code, stderr } = await place.call('doctor', '--target', 'target.yaml');
    assert.match(stderr, /refuses the credentials of personas\.reader /);
    assert.equal(code, 3);
  });

  test('a token that expires in mid-run is renewed', async (t) => {
    const place = workplace(t);
    const ended: string[] = [];
    const used = new Map<string, number>();
    const { url, things } = await cloud(t, {
      wrap: (next) => async (request) => {
        const mine = request.headers.get('x-auth-token');
        if (mine === null) return next(request);
        const times = (used.get(mine) ?? 0) + 1;
        used.set(mine, times);
        if (times <= 15) return next(request);
        ended.push(mine);
        return Response.json(
          { error: { code: 401, title: 'Unauthorized', message: 'expired' } },
          {
            status: 401,
            headers: { 'www-authenticate': 'Keystone uri="/identity"' },
          },
        );
      },
    });
    const before = await things();
    describeCloud(place, url);
    const { code, stdout } = await place.call('run', '--cloud', 'acme', ...fewExamples);
    assert.equal(code, 0, stdout);
    assert.equal(place.conformance().verdict, 'partial');
    assert.equal(place.conformance().totals.scenarios.pass, place.conformance().scenarios.length);
    assert.ok(ended.length > 5, 'tokens did end');
    assert.equal(new Set(ended).size, ended.length, 'none was used again after its end');
    assert.deepEqual(await things(), before);
  });
});
