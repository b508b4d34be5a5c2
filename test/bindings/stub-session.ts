/** A session at services that answer by a function, without a wire. */
import { createPeople } from '../../src/bindings/people.ts';
import { createSession, type Choices, type Session } from '../../src/bindings/session.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { answer, stubHttp } from './stub-http.ts';

export interface StubSession extends Session {
  /** Method and address of all that was asked, but for version documents. */
  readonly asked: () => readonly string[];
  readonly sent: () => readonly unknown[];
}

const services = ['compute', 'image', 'network', 'alarming', 'metric', 'reservation'];

const versions = answer(200, {
  version: { id: 'v2.1', status: 'CURRENT', links: [], version: '2.93', min_version: '2.1' },
});

/** @param reply gets method and path below the service, for example `GET compute/servers` */
export function stubSession(
  reply: (what: string, ask: Ask) => Answer,
  choices: Choices = {},
): StubSession {
  const http = stubHttp((ask) => {
    const { pathname, search } = new URL(ask.url);
    if (pathname.endsWith('/v2.1/')) return versions;
    const path = pathname.replace(/^\/(\w+)\/v[12](?:\.[01])?/, '$1');
    return reply(`${ask.method} ${path}${search}`, ask);
  });
  const catalogue = services.map((type) => ({
    id: type,
    type,
    name: type,
    endpoints: [
      {
        id: 'e',
        interface: 'public' as const,
        url: `http://cloud.test/${type}`,
        region: 'R',
        region_id: 'R',
      },
    ],
  }));
  const cloud = {
    http,
    endpoints: { interface: 'public' as const, overrides: {} },
    choices,
    versions: new Map(),
    found: new Map(),
    people: createPeople(() => 'a password'),
  };
  const session = createSession(cloud, 'x', { token: 't', userId: 'u', roles: [], catalogue });
  const real = () => http.asked.filter(({ url }) => !url.endsWith('/v2.1/'));
  return Object.assign(session, {
    asked: () =>
      real().map(({ method, url }) => `${method} ${url.slice('http://cloud.test/'.length)}`),
    sent: () => real().flatMap(({ json }) => (json === undefined ? [] : [json])),
  });
}
