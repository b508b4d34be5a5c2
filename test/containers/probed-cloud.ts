/** A cloud that answers probes: who its people are, and where its services. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from './probe-file.ts';

export interface ProbedCloud {
  /** Service → address of its root, without a slash at the end. */
  readonly at: Readonly<Record<string, string>>;
  readonly password: string;
  /** Names of users and tenants that are called otherwise in the probes. */
  readonly names: Readonly<Record<string, string>>;
  /** What stands for more placeholders from the start. */
  readonly known?: Readonly<Record<string, string>>;
}

interface SignedIn {
  readonly token: string;
  readonly userId: string;
  readonly projectId: string;
}

export interface Answered {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How long a cloud may take to become what a probe waits for: a busy machine's volumes take minutes. */
const patienceMs = 300_000;

const nothing: Answered = { status: 0, headers: new Headers(), text: '' };

/** Person → user, and tenant where they act; no tenant: the system. */
const cast: Readonly<Record<string, readonly [user: string, tenant?: string]>> = {
  admin: ['admin', 'admin'],
  system: ['admin'],
  demo: ['demo', 'demo'],
  alt: ['alt', 'alt'],
  reader: ['reader', 'demo'],
};

/**
 * @param run makes names unique; the same for each cloud that is compared
 * @returns sends a probe, after filling in its placeholders
 */
export function openProbedCloud(cloud: ProbedCloud, run: string) {
  const kept = new Map([
    ['run', run],
    ['password', cloud.password],
    ...Object.entries(cloud.known ?? {}),
  ]);
  const people = new Map<string, Promise<SignedIn>>();

  const signIn = async (who: string): Promise<SignedIn> => {
    const [user = '', tenant] = cast[who] ?? [];
    assert.notEqual(user, '', `there is nobody called ${who}`);
    const called = (name: string) => ({
      name: cloud.names[name] ?? name,
      domain: { id: 'default' },
    });
    const scope = tenant === undefined ? { system: { all: true } } : { project: called(tenant) };
    const password = { user: { ...called(user), password: cloud.password } };
    const answer = await fetch(`${cloud.at['identity'] ?? ''}/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: { identity: { methods: ['password'], password }, scope } }),
    });
    assert.equal(answer.status, 201);
    type Token = { user: { id: string }; project?: { id: string } };
    const { token } = (await answer.json()) as { token: Token };
    return {
      token: answer.headers.get('x-subject-token') ?? '',
      userId: token.user.id,
      projectId: token.project?.id ?? '',
    };
  };
  const person = (who: string): Promise<SignedIn> => {
    const found = people.get(who) ?? signIn(who);
    people.set(who, found);
    return found;
  };

  const roleId = async (name: string): Promise<string> => {
    const { token } = await person('admin');
    const answer = await fetch(`${cloud.at['identity'] ?? ''}/v3/roles?name=${name}`, {
      headers: { 'x-auth-token': token },
    });
    const { roles } = (await answer.json()) as { roles: { id: string }[] };
    return roles[0]?.id ?? '';
  };

  const valueOf = async (placeholder: string): Promise<string> => {
    const known = kept.get(placeholder);
    if (known !== undefined) return known;
    const [, role] = /^role (\w+)$/.exec(placeholder) ?? [];
    if (role !== undefined) return roleId(role);
    const [, what, who = ''] = /^(token|user|project) of (\w+)$/.exec(placeholder) ?? [];
    assert.ok(what, `nothing was kept as <${placeholder}>`);
    const { token, userId, projectId } = await person(who);
    return what === 'token' ? token : what === 'user' ? userId : projectId;
  };

  const fill = async (template: string): Promise<string> => {
    let filled = template;
    for (const [all, placeholder = ''] of template.matchAll(/<([a-z ]+)>/g)) {
      filled = filled.replaceAll(all, await valueOf(placeholder));
    }
    return filled;
  };

  const tokenOf = async (who: string): Promise<string> => {
    if (who === 'bogus') return 'bogus';
    return who.startsWith('<') ? fill(who) : (await person(who)).token;
  };

  const send = async (probe: Probe): Promise<Answered> => {
    const [, method = '', path = ''] = /^(\S+) (.*)$/.exec(probe.ask) ?? [];
    const [service = ''] = path.slice(1).split('/');
    const headers = new Headers();
    const { body } = probe;
    if (body !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(probe.headers ?? {})) {
      headers.set(name, await fill(value));
    }
    if (probe.as !== undefined) headers.set('x-auth-token', await tokenOf(probe.as));
    const below = await fill(path.slice(service.length + 1));
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${cloud.at[service] ?? ''}${below}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: await fill(sent) }),
    }).catch(() => undefined);
    if (answer === undefined) return nothing;
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  /** Sends it, again where it says until when. */
  return async (probe: Probe): Promise<Answered> => {
    const deadline = Date.now() + patienceMs;
    let answer = await send(probe);
    const wanted = Object.entries(
      JSON.parse(await fill(JSON.stringify(probe.until ?? {}))) as Record<string, string>,
    );
    while (!wanted.every(([path, value]) => dig(answer.text, path) === value)) {
      assert.ok(Date.now() < deadline, `${probe.name}: still ${answer.text}`);
      await sleep(200);
      answer = await send(probe);
    }
    const { status, headers, text } = answer;
    for (const [placeholder, where] of Object.entries(probe.keep ?? {})) {
      const [, header] = /^header (.+)$/.exec(where) ?? [];
      const value = header === undefined ? dig(text, where) : headers.get(header);
      assert.ok(value, `${probe.name}: ${String(status)} ${text} has no ${where}`);
      kept.set(placeholder, value);
    }
    return answer;
  };
}

const dig = (text: string, path: string): string | undefined => {
  let value: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return typeof value === 'string' ? value : undefined;
};
