/** No artefact and no output of a run holds a secret, in whatever form. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import type { Fetch } from '../../simulator/defects/defect.ts';
import { httpServer } from '../transport/loopback.ts';
import { cloud } from '../cli/cloud.ts';
import { fewExamples, filesBelow, workplace, type Workplace } from '../cli/workplace.ts';

/** Letters that are written differently in JSON, addresses, YAML, HTML and shells. */
const awkward = 'cAnary p@ss/"w0rd"+\\é&<%41>=\'$x';
/** What a target may put where no client asked for it. */
const planted = {
  adminPass: 'cAnary-adminPass-7Hq2',
  cookie: 'cAnary-session-9Zx4Kw',
  signature: 'cAnarySignature5Tb8',
  privateKey: '-----BEGIN PRIVATE KEY-----\ncAnaryPrivateKey6Rm3\n-----END PRIVATE KEY-----',
  userData: Buffer.from('#cloud-config password: cAnary-user-data').toString('base64'),
};

/** What went over the wire and is as secret as the password: every token, every user's password. */
interface Seen {
  readonly secrets: Set<string>;
  /** Fields and headers of secrets in each answer, and a refusal that repeats the request. */
  readonly wrap: (next: Fetch) => Fetch;
}

function spying(): Seen {
  const secrets = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && /^(?:password|secret)$/.test(name)) secrets.add(inner);
      else collect(inner);
    }
  };
  const wrap =
    (next: Fetch): Fetch =>
    async (request) => {
      const sent = await request.clone().text();
      if (sent.startsWith('{')) collect(JSON.parse(sent));
      const answer = await next(request);
      const token = answer.headers.get('x-subject-token');
      if (token !== null) secrets.add(token);
      const { pathname, origin } = new URL(request.url);
      if (request.method === 'POST' && pathname.endsWith('/flavors') && !answer.ok) {
        // A careless service repeats what it was sent.
        const said = `bad: ${JSON.stringify(Object.fromEntries(request.headers))}`;
        return Response.json({ badRequest: { code: 400, message: said } }, { status: 400 });
      }
      const text = await answer.text();
      const headers = new Headers(answer.headers);
      headers.set('set-cookie', `session=${planted.cookie}; HttpOnly`);
      headers.delete('content-length');
      if (!text.startsWith('{')) {
        return new Response(text === '' ? null : text, { status: answer.status, headers });
      }
      const body = {
        ...(JSON.parse(text) as object),
        adminPass: planted.adminPass,
        private_key: planted.privateKey,
        user_data: planted.userData,
        console: `${origin}/console?token=${planted.cookie}&path=x`,
        image: `https://store.test/i?X-Amz-Signature=${planted.signature}&temp_url_sig=${planted.signature}`,
      };
      return new Response(JSON.stringify(body), { status: answer.status, headers });
    };
  return { secrets, wrap };
}

/** The letters of base64 that are the same, whatever stands before and behind. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)];
    return text.slice(from, to);
  });
}

const formsOf = (secret: string): ReadonlySet<string> =>
  new Set(
    [
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      encodeURIComponent(secret),
      encodeURI(secret),
      new URLSearchParams({ a: secret }).toString().slice(2),
      stringify(secret).trim(),
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
      Buffer.from(secret).toString('hex'),
      ...inBase64(secret),
      ...inBase64(secret).map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
      ...inBase64(JSON.stringify(secret).slice(1, -1)),
    ].filter((form) => form.length >= 8),
  );

/** All text, and what is in it as base64 (the page holds its data so), as far as it goes. */
function* layers(text: string, depth = 0): Generator<string> {
  yield text;
  if (depth === 2) return;
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{200,}={0,2}/g)) {
    yield* layers(Buffer.from(run, 'base64').toString('utf8'), depth + 1);
  }
}

/** @returns how many files were looked at */
function mustNotHold(
  place: Workplace,
  outputs: readonly string[],
  secrets: Iterable<string>,
): number {
  const [run = ''] = place.runs();
  const files = filesBelow(run);
  const texts = new Map<string, string>([
    ['output', outputs.join('\n')],
    ...files.map((file) => [file, readFileSync(join(run, file), 'utf8')] as const),
  ]);
  const wanted = [...secrets].flatMap((secret) =>
    [...formsOf(secret)].map((form) => [secret, form] as const),
  );
  for (const [file, text] of texts) {
    for (const layer of layers(text)) {
      for (const [secret, form] of wanted) {
        const at = layer.indexOf(form);
        if (at === -1) continue;
        assert.fail(
          `${file} holds ${JSON.stringify(secret)} as ${JSON.stringify(form)}: …${layer.slice(Math.max(0, at - 120), at + 120)}…`,
        );
      }
    }
  }
  return files.length;
}

const defaults = { user_domain_id: 'default', project_domain_id: 'default' };

describe('secrets', { concurrency: 2, timeout: 600_000 }, () => {
  test('of a password, and of whatever the target sends', async (t) => {
    const published: unknown[] = [];
    const elsewhere = await httpServer(t, ({ url: asked }, response) => {
      published.push(asked);
      response.end();
    });
    // Variables by which Cucumber would send all messages to a service on the internet.
    const place = workplace(t, {
      CUCUMBER_PUBLISH_TOKEN: 'token-of-the-publisher',
      CUCUMBER_PUBLISH_ENABLED: 'true',
      CUCUMBER_PUBLISH_URL: elsewhere,
    });
    const { secrets, wrap } = spying();
    const { url } = await cloud(t, { wrap, password: awkward });
    const auth = {
      auth_url: `${url}/identity/v3`,
      username: 'admin',
      password: awkward,
      project_name: 'admin',
      ...defaults,
    };
    place.write('clouds.yaml', stringify({ clouds: { acme: { auth } } }));
    const { code, stdout, stderr } = await place.call('run', '--cloud', 'acme', ...fewExamples);
    assert.ok(code === 0 || code === 1, stderr);
    const { scenarios } = place.conformance();
    assert.ok(scenarios.some(({ verdict }) => verdict === 'pass'));
    assert.ok(
      scenarios.some(({ verdict }) => verdict === 'fail'),
      'failures are explained too',
    );
    assert.ok(
      secrets.has(awkward) && secrets.size > 10,
      'there were tokens and passwords of users',
    );
    const all = [
      ...secrets,
      planted.adminPass,
      planted.cookie,
      planted.signature,
      'cAnaryPrivateKey6Rm3',
      planted.userData,
    ];
    assert.ok(mustNotHold(place, [stdout, stderr], all) > 20);
    const [run = ''] = place.runs();
    assert.match(readFileSync(join(run, 'messages.ndjson'), 'utf8'), /<redacted>/);
    assert.deepEqual(published, []);

    const doctor = await place.call('doctor', '--cloud', 'acme');
    assert.equal(doctor.code, 0, doctor.stderr);
    mustNotHold(place, [doctor.stdout, doctor.stderr], all);
  });

  test('the search finds a secret in each of its forms', (t) => {
    const place = workplace(t);
    mkdirSync(join(place.folder, 'reports/run'), { recursive: true });
    const page = `<script>d("${Buffer.from(JSON.stringify({ pad: 'x'.repeat(300), said: awkward })).toString('base64')}")</script>`;
    for (const text of [`${page}`, ...formsOf(awkward)]) {
      place.write('reports/run/file', `before ${text} behind`);
      assert.throws(() => mustNotHold(place, [], [awkward]), /file holds/, text);
    }
  });

  test('of an application credential, and of a token that is handed in', async (t) => {
    const { secrets, wrap } = spying();
    const { url, ask } = await cloud(t, { wrap });
    const { body: found } = await ask('GET', '/identity/v3/users?name=admin');
    const [admin] = (found as { users: { id: string }[] }).users;
    const made = await ask(
      'POST',
      `/identity/v3/users/${admin?.id ?? ''}/application_credentials`,
      {
        application_credential: { name: 'run', secret: awkward, unrestricted: true },
      },
    );
    assert.equal(made.status, 201);
    const { id } = (made.body as { application_credential: { id: string } }).application_credential;
    const place = workplace(t);
    place.write(
      'clouds.yaml',
      stringify({
        clouds: {
          acme: {
            auth_type: 'v3applicationcredential',
            auth: {
              auth_url: `${url}/identity/v3`,
              application_credential_id: id,
              application_credential_secret: awkward,
            },
          },
        },
      }),
    );
    const args = ['--tags', '@id:flavour-list-many or @id:flavour-create-invalid'];
    const { stdout, stderr } = await place.call('run', '--cloud', 'acme', ...args);
    assert.ok(
      place.conformance().scenarios.some(({ verdict }) => verdict === 'pass'),
      stdout,
    );
    assert.ok(secrets.has(awkward));
    mustNotHold(place, [stdout, stderr], secrets);

    const answer = await fetch(`${url}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: { id, secret: awkward },
          },
        },
      }),
    });
    const token = answer.headers.get('x-subject-token') ?? '';
    assert.ok(token.length > 20);
    const other = workplace(t, {
      OS_AUTH_URL: `${url}/identity/v3`,
      OS_AUTH_TYPE: 'token',
      OS_TOKEN: token,
      OS_PROJECT_NAME: 'admin',
      OS_PROJECT_DOMAIN_ID: 'default',
    });
    const second = await other.call('run', '--cloud', 'envvars', ...args);
    assert.ok(other.runs().length === 1, second.stderr);
    mustNotHold(other, [second.stdout, second.stderr], [...secrets, token]);
  });
});
