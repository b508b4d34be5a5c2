/** The simulator as a cloud: on a socket, on real time, with faults around it. */
import type { TestContext } from 'node:test';
import { accounts, cloudsYaml } from '../../simulator/clouds-yaml.ts';
import { createSimulator, type SimulatorOptions } from '../../simulator/create-simulator.ts';
import type { Fetch } from '../../simulator/defects/defect.ts';
import { listen } from '../../simulator/listen.ts';
import type { Workplace } from './workplace.ts';

export interface Cloud {
  /** Without a slash at the end. */
  readonly url: string;
  /** Asks as the administrator, without going through socket, faults and latency. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: unknown }>;
  /** The names of all flavours, users, tenants and domains, in order. */
  readonly things: () => Promise<readonly string[]>;
  /** Hangs up, and refuses whoever comes from now on. */
  readonly close: () => Promise<void>;
}

export interface CloudOptions extends Omit<SimulatorOptions, 'latency' | 'clock'> {
  /** What is put around the simulator. */
  readonly wrap?: (next: Fetch) => Fetch;
  /** The administrator's, instead of the one that everybody knows. */
  readonly password?: string;
}

/** A fresh cloud; it is closed after the test. */
export async function cloud(t: TestContext, options: CloudOptions = {}): Promise<Cloud> {
  const { wrap = (next) => next, password, ...rest } = options;
  const simulator = createSimulator({ ...rest, clock: 'real' });
  const own: Fetch = async (request) => simulator.fetch(request);
  const listening = await listen({ fetch: wrap(own) }, { port: 0 });
  const { url } = listening;
  const close = () => listening.close();
  t.after(close);

  const send = async (method: string, path: string, body?: unknown, token?: string) =>
    own(
      new Request(url + path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { 'x-auth-token': token }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const signIn = async (known: string): Promise<string> => {
    const user = { name: 'admin', domain: { id: 'default' }, password: known };
    const scope = { project: { name: 'admin', domain: { id: 'default' } } };
    const identity = { methods: ['password'], password: { user } };
    const answer = await send('POST', '/identity/v3/auth/tokens', { auth: { identity, scope } });
    return answer.headers.get('x-subject-token') ?? '';
  };
  let token = await signIn(accounts.admin.password);
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await send(method, path, body, token);
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  if (password !== undefined) {
    const { body } = await ask('GET', '/identity/v3/users?name=admin');
    const [user] = (body as { users: { id: string }[] }).users;
    const change = { original_password: accounts.admin.password, password };
    await ask('POST', `/identity/v3/users/${user?.id ?? ''}/password`, { user: change });
    token = await signIn(password);
  }
  const names = async (path: string, key: string): Promise<readonly string[]> => {
    const { body } = (await ask('GET', path)) as { body: Record<string, { name: string }[]> };
    return (body[key] ?? []).map(({ name }) => `${key} ${name}`);
  };
  return {
    url,
    ask,
    async things() {
      const all = await Promise.all([
        names('/compute/v2.1/flavors?is_public=None', 'flavors'),
        names('/identity/v3/users', 'users'),
        names('/identity/v3/projects', 'projects'),
        names('/identity/v3/domains', 'domains'),
      ]);
      return all.flat().sort();
    },
    close,
  };
}

/** Writes a clouds.yaml in which the cloud is called `acme`; `change` edits its text. */
export const describeCloud = (
  place: Workplace,
  url: string,
  change: (yaml: string) => string = (yaml) => yaml,
): string => place.write('clouds.yaml', change(cloudsYaml(url, 'acme')));
