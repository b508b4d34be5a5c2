/** A fresh simulator as people use its accelerator service, over the wire. */
import assert from 'node:assert/strict';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { signIn } from '../signed-in.ts';

export interface Cloud {
  readonly simulator: Simulator;
  /** Of a user with the role of services. */
  readonly serviceToken: string;
  /** @returns the body; asserts the status. `path` begins with the service's. */
  readonly ask: (
    who: string,
    method: string,
    path: string,
    status: number,
    body?: unknown,
  ) => Promise<never>;
  /** The same for a service that vouches for who asks. */
  readonly asService: (
    method: string,
    path: string,
    status: number,
    body?: unknown,
  ) => Promise<never>;
  pass(ms: number): void;
}

export async function openCloud(): Promise<Cloud> {
  const simulator = createSimulator();
  const { clock } = simulator;
  assert.ok(clock.kind === 'virtual');
  const people = new Map<string, string>();
  const tokenOf = async (who: string): Promise<string> => {
    const known = people.get(who) ?? (await signIn(simulator, who)).token;
    people.set(who, known);
    return known;
  };
  const send = async (
    headers: Record<string, string>,
    method: string,
    path: string,
    body: unknown,
  ): Promise<Response> =>
    simulator.fetch(
      new Request(`http://cloud.test${path}`, {
        method,
        headers: {
          ...headers,
          'content-type':
            body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
        },
        ...(body === undefined
          ? {}
          : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
      }),
    );
  const judged = async (answer: Response, status: number, what: string): Promise<never> => {
    const text = await answer.text();
    assert.equal(answer.status, status, `${what}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };

  const ask: Cloud['ask'] = async (who, method, path, status, body) => {
    const headers = { 'x-auth-token': await tokenOf(who), 'openstack-api-version': '2.3' };
    const compute = path.startsWith('/compute') ? { 'openstack-api-version': 'compute 2.90' } : {};
    return judged(await send({ ...headers, ...compute }, method, path, body), status, path);
  };
  const { roles } = (await ask('admin', 'GET', '/identity/v3/roles?name=service', 200)) as {
    roles: { id: string }[];
  };
  const password = 'a service';
  const { user } = (await ask('admin', 'POST', '/identity/v3/users', 201, {
    user: { name: 'a service', password, domain_id: 'default' },
  })) as { user: { id: string } };
  const { projectId = '' } = await signIn(simulator, 'admin');
  const role = `/identity/v3/projects/${projectId}/users/${user.id}/roles/${roles[0]?.id ?? ''}`;
  await ask('admin', 'PUT', role, 204);
  const signedIn = await send({}, 'POST', '/identity/v3/auth/tokens', {
    auth: {
      identity: { methods: ['password'], password: { user: { id: user.id, password } } },
      scope: { project: { id: projectId } },
    },
  });
  const serviceToken = signedIn.headers.get('x-subject-token') ?? '';
  return {
    simulator,
    serviceToken,
    ask,
    asService: async (method, path, status, body) =>
      judged(
        await send(
          { 'x-auth-token': await tokenOf('admin'), 'x-service-token': serviceToken },
          method,
          path,
          body,
        ),
        status,
        path,
      ),
    pass: (ms) => {
      clock.advance(ms);
    },
  };
}

type Listed = {
  devices: { uuid: string; hostname: string; type: string; status: string }[];
  deployables: { uuid: string; rp_uuid: string; name: string; num_accelerators: number }[];
  arqs: { uuid: string; state: string; instance_uuid: string | null }[];
  device_profiles: { uuid: string; name: string }[];
};

export const list = async <K extends keyof Listed>(
  { ask }: Cloud,
  key: K,
  query = '',
): Promise<Listed[K]> => {
  const path = key === 'arqs' ? 'accelerator_requests' : key;
  return ((await ask('admin', 'GET', `/accelerator/v2/${path}${query}`, 200)) as Listed)[key];
};

/** Makes a profile of one accelerator. */
export const makeProfile = (
  { ask }: Cloud,
  name: string,
  group: Readonly<Record<string, string>>,
): Promise<unknown> =>
  ask('admin', 'POST', '/accelerator/v2/device_profiles', 201, [{ name, groups: [group] }]);

/** Boots a server of demo's with a flavour that names the profile; @returns its id. */
export async function boot({ ask }: Cloud, profile: string | undefined, status = 202) {
  const { flavor } = (await ask('admin', 'POST', '/compute/v2.1/flavors', 200, {
    flavor: { name: `f-${String(count++)}`, ram: 64, vcpus: 1, disk: 1 },
  })) as { flavor: { id: string } };
  if (profile !== undefined) {
    await ask('admin', 'POST', `/compute/v2.1/flavors/${flavor.id}/os-extra_specs`, 200, {
      extra_specs: { 'accel:device_profile': profile },
    });
  }
  const { images } = (await ask('demo', 'GET', '/image/v2/images', 200)) as {
    images: { id: string }[];
  };
  const answer = (await ask('demo', 'POST', '/compute/v2.1/servers', status, {
    server: {
      name: 'accelerated',
      flavorRef: flavor.id,
      imageRef: images[0]?.id,
      networks: 'none',
    },
  })) as { server?: { id: string }; badRequest?: { message: string } };
  return answer.server?.id ?? answer.badRequest?.message ?? '';
}
let count = 0;

export const statusOf = async ({ ask }: Cloud, id: string): Promise<string> => {
  const { server } = (await ask('demo', 'GET', `/compute/v2.1/servers/${id}`, 200)) as {
    server: { status: string };
  };
  return server.status;
};

/** What a bind asks for. */
export const bindTo = (host: string, provider: string, server: string) => [
  { path: '/hostname', op: 'add', value: host },
  { path: '/device_rp_uuid', op: 'add', value: provider },
  { path: '/instance_uuid', op: 'add', value: server },
];
