/** Sending a recorded probe to a simulator on a virtual clock. */
import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator/create-simulator.ts';
import type { Cast } from './recorded-cast.ts';
import type { Probe } from './recorded-file.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const origin = 'http://cloud.test';

/** How often the clock is moved while something is awaited, and for how long at most. */
const step = 50;
const longest = 600_000;

/** Sends it, again where it says until when, and remembers what it says. */
export async function send(simulator: Simulator, cast: Cast, probe: Probe): Promise<Answered> {
  advance(simulator, 1000 * (probe.wait ?? 0));
  let answer = await sendOnce(simulator, cast, probe);
  const reached = ([path, value]: readonly [string, string | null]) =>
    dig(answer.text, path) === value;
  const until = Object.entries(probe.until ?? {});
  for (let waited = 0; !until.every(reached); waited += step) {
    assert.ok(waited < longest, `${probe.name}: still ${answer.text}`);
    advance(simulator, step);
    answer = await sendOnce(simulator, cast, probe);
  }
  for (const [placeholder, where] of Object.entries(probe.remember ?? {})) {
    const [, header] = /^header (.+)$/.exec(where) ?? [];
    const value = header === undefined ? dig(answer.text, where) : answer.headers.get(header);
    assert.ok(typeof value === 'string', `${probe.name}: ${answer.text} has no ${where}`);
    cast.remember(placeholder, value);
  }
  return answer;
}

function advance({ clock }: Simulator, ms: number): void {
  assert.ok(clock.kind === 'virtual');
  clock.advance(ms);
}

async function sendOnce(simulator: Simulator, cast: Cast, { request }: Probe): Promise<Answered> {
  const { as, method, path, headers = {}, body } = request;
  // As curl does, with which most was recorded.
  const all = new Headers({ accept: '*/*' });
  if (body !== undefined) all.set('content-type', 'application/json');
  if (as !== null) all.set('x-auth-token', await cast.token(as));
  for (const [name, value] of Object.entries(headers)) all.set(name, await cast.fill(value));
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await simulator.fetch(
    new Request(origin + (await cast.fill(path)), {
      method,
      headers: all,
      ...(body === undefined ? {} : { body: await cast.fill(sent) }),
    }),
  );
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The value at a dotted path of a JSON text. */
function dig(text: string, path: string): unknown {
  let value: unknown = /^[{[]/.test(text) ? JSON.parse(text) : undefined;
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}
