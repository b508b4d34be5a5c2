/**
 * The simulator's answers beside those that a real OpenStack Zed gave: status, headers that matter,
 * keys and types of the body, and what errors say. Each exemption carries its reason in the data.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { createSimulator, type Simulator } from '../../simulator/create-simulator.ts';
import { type Cast, createCast } from './recorded-cast.ts';
import { condensed, formDifferences, messageOf, neutral } from './recorded.ts';

const text = z.record(z.string(), z.string());
const reason = z.string().min(20);
const recording = z.strictObject({
  source: z.string(),
  note: z.string(),
  probes: z.array(
    z.strictObject({
      name: z.string(),
      request: z.strictObject({
        as: z.string().nullable(),
        method: z.string(),
        path: z.string().startsWith('/'),
        headers: text.optional(),
        body: z.unknown().optional(),
      }),
      /** What is sent instead, where the recorded resource is not simulated. */
      replay: z
        .strictObject({
          method: z.string().optional(),
          path: z.string().optional(),
          body: z.unknown().optional(),
          /** Keys of the recorded body that have another name with the other resource. */
          rename: text.optional(),
          reason,
        })
        .optional(),
      response: z.strictObject({
        status: z.int(),
        headers: text.optional(),
        body: z.unknown().optional(),
      }),
      /** `message`, `header <name>` or a difference as this test prints it → why it is accepted. */
      exempt: z.record(z.string(), reason).optional(),
    }),
  ),
});
type Probe = z.infer<typeof recording>['probes'][number];

const origin = 'http://cloud.test';

async function send(simulator: Simulator, cast: Cast, probe: Probe): Promise<Response> {
  const { as, ...request } = probe.request;
  const { headers = {} } = request;
  const method = probe.replay?.method ?? request.method;
  const path = probe.replay?.path ?? request.path;
  const body = probe.replay?.body ?? request.body;
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) all.set(name, await cast.fill(value));
  if (as !== null) all.set('x-auth-token', await cast.token(as));
  if (body !== undefined) all.set('content-type', 'application/json');
  const sent =
    body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  return simulator.fetch(
    new Request(`${origin}${path}`, {
      method,
      headers: all,
      ...(sent === undefined ? {} : { body: await cast.fill(sent) }),
    }),
  );
}

const renamed = (body: unknown, names: Readonly<Record<string, string>> = {}): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).map(([key, value]) => [names[key] ?? key, value]))
    : body;

/** Every way in which the answer is not the recorded one. */
async function differences(probe: Probe, answer: Response): Promise<string[]> {
  const { status, headers = {}, body: recorded } = probe.response;
  const found: string[] = [];
  if (answer.status !== status) found.push(`status ${String(answer.status)} was ${String(status)}`);
  for (const [name, was] of Object.entries(headers)) {
    const is = answer.headers.get(name);
    // A token is what it is: only that there is one can be compared.
    const same = was === '<token>' ? is !== null : neutral(is ?? '') === neutral(was);
    if (!same) found.push(`header ${name}: ${JSON.stringify(is)} was ${JSON.stringify(was)}`);
  }
  const seen = await answer.text();
  if (recorded === undefined) return found;
  if (typeof recorded === 'string') {
    if (condensed(seen) !== condensed(recorded)) found.push(`body: ${seen}`);
    return found;
  }
  const body = JSON.parse(seen) as unknown;
  const expected = renamed(recorded, probe.replay?.rename);
  const said = [messageOf(body), messageOf(expected)];
  if (said[0] !== said[1]) found.push(`message: ${said[0] ?? 'none'}`);
  return [...found, ...formDifferences(expected, body)];
}

for (const service of ['compute', 'identity']) {
  const file = new URL(`../samples/recorded/zed/${service}.json`, import.meta.url);
  const { probes } = recording.parse(JSON.parse(readFileSync(file, 'utf8')));

  test(`the ${service} service answers ${String(probes.length)} probes as OpenStack Zed did`, async () => {
    assert.ok(probes.length >= 25);
    const simulator = createSimulator({ release: 'zed' });
    const cast = createCast(simulator);
    const wrong: string[] = [];
    for (const probe of probes) {
      const exempt = Object.keys(probe.exempt ?? {});
      const found = await differences(probe, await send(simulator, cast, probe));
      const left = found.filter((one) => !exempt.some((key) => one.startsWith(key)));
      const idle = exempt.filter((key) => !found.some((one) => one.startsWith(key)));
      wrong.push(...left.map((one) => `${probe.name}: ${one}`));
      wrong.push(...idle.map((key) => `${probe.name}: nothing needs the exemption "${key}"`));
    }
    assert.deepEqual(wrong, []);
  });
}

test('the comparison sees a missing key, a surplus key, another type and an empty list', () => {
  const recorded = { a: 1, b: { c: ['x'] }, d: null };
  assert.deepEqual(formDifferences(recorded, { a: 2, b: { c: ['y', 'z'] }, d: null }), []);
  assert.deepEqual(formDifferences(recorded, { a: '1', b: { c: [], e: 1 } }), [
    'body.d is missing',
    'body.a is string and was number',
    'body.b.e was not there',
    'body.b.c is empty and was not',
  ]);
  assert.equal(messageOf({ itemNotFound: { code: 404, message: 'no' } }), 'no');
});
