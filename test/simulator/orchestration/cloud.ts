/** A whole simulator, of which tests ask the orchestration service. */
import { setImmediate } from 'node:timers/promises';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { seededPassword } from '../../../simulator/identity/seed.ts';
import type { ReleaseName } from '../../../simulator/release.ts';
import { stackAnswer, stackCreatedAnswer } from '../../../src/contract/orchestration/stack.ts';

export const origin = 'http://cloud.test';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** User → tenant where they act. */
const tenants: Readonly<Record<string, string>> = {
  admin: 'admin',
  demo: 'demo',
  alt: 'alt',
  reader: 'demo',
};

export interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function orchestrationCloud(release: ReleaseName = 'zed') {
  const simulator = createSimulator({ release });
  const send = async (method: string, path: string, headers: object, body?: unknown) => {
    const answer = await simulator.fetch(
      new Request(origin + path, {
        method,
        redirect: 'manual',
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    return { status: answer.status, headers: answer.headers, text, body: parsed };
  };
  const signIn = async (name: string) => {
    const domain = { id: 'default' };
    const user = { name, domain, password: seededPassword };
    const answer = await send(
      'POST',
      '/identity/v3/auth/tokens',
      {},
      {
        auth: {
          identity: { methods: ['password'], password: { user } },
          scope: { project: { name: tenants[name], domain } },
        },
      },
    );
    const { token } = answer.body as { token: { project: { id: string } } };
    return { token: answer.headers.get('x-subject-token') ?? '', projectId: token.project.id };
  };
  const people = new Map<string, Awaited<ReturnType<typeof signIn>>>();
  const signInAll = async () => {
    for (const name of Object.keys(tenants)) people.set(name, await signIn(name));
  };
  await signInAll();

  /** @param what method and path; a path of another service begins with `/compute` and the like */
  const ask = (what: string, { as = 'demo', body, headers = {} }: Asked = {}) => {
    const [method = '', path = ''] = what.split(' ');
    const person = people.get(as);
    const whole = /^\/(?:compute|network|volume|image|identity|orchestration)/.test(path)
      ? path
      : `/orchestration/v1/${person?.projectId ?? people.get('demo')?.projectId ?? ''}${path}`;
    const token = person === undefined ? {} : { 'x-auth-token': person.token };
    return send(method, whole, { ...token, ...headers }, body);
  };
  /** Lets time pass, and what happens in it. */
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds * 4; i += 1) {
      if (simulator.clock.kind === 'virtual') simulator.clock.advance(250);
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    }
  };
  /** Makes a stack, and waits until it is made. */
  const built = async (name: string, template: object, more: object = {}, seconds = 3) => {
    const made = await ask('POST /stacks', { body: { stack_name: name, template, ...more } });
    if (made.status !== 201) throw new Error(made.text);
    const { id } = stackCreatedAnswer.parse(made.body).stack;
    await pass(seconds);
    const path = `/stacks/${name}/${id}`;
    return { id, path, stack: await shown(path) };
  };
  const shown = async (path: string) => stackAnswer.parse((await ask(`GET ${path}`)).body).stack;
  const projectOf = (who: string) => people.get(who)?.projectId;
  return { simulator, ask, pass, built, shown, projectOf, signInAll };
}

/** What a refusal says: its status, type and message. */
export function refusal({ status, body }: Answered): readonly [number, string, string] {
  const { error } = body as { error: { type: string; message?: string } };
  return [status, error.type, error.message ?? ''];
}

export const hot = (sections: object) => ({ heat_template_version: '2018-08-31', ...sections });
