import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../signed-in.ts';
import { hardware, origin } from './service.ts';

interface Listed {
  readonly name: string;
  readonly state: string;
}

test('with its machine a host goes down and comes back, and its servers do not run any more', async () => {
  const { simulator, ask } = hardware();
  const { token } = await signIn(simulator, 'admin', origin);
  const advance = (ms: number): void => {
    if (simulator.clock.kind === 'virtual') simulator.clock.advance(ms);
  };
  const compute = async (path: string, json?: object): Promise<Record<string, unknown>> => {
    const answer = await simulator.fetch(
      new Request(`${origin}/compute/v2.1/${path}`, {
        method: json === undefined ? 'GET' : 'POST',
        headers: {
          'x-auth-token': token,
          'content-type': 'application/json',
          'openstack-api-version': 'compute 2.74',
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }),
    );
    return (await answer.json()) as Record<string, unknown>;
  };
  const states = async () => {
    const { services } = (await compute('os-services?binary=nova-compute')) as {
      services: (Listed & { readonly host: string })[];
    };
    return services.map(({ host, state }) => `${host} ${state}`);
  };
  const power = async (ResetType: string): Promise<void> => {
    const path = '/redfish/v1/Systems/compute-2/Actions/ComputerSystem.Reset';
    assert.equal((await ask('POST', path, { json: { ResetType } })).status, 204);
    advance(10_000);
  };
  const images = await simulator.fetch(
    new Request(`${origin}/image/v2/images`, { headers: { 'x-auth-token': token } }),
  );
  const [image] = ((await images.json()) as { images: { id: string }[] }).images;
  const server = (host: string) => ({
    server: { name: 's', flavorRef: '1', imageRef: image?.id, networks: 'none', host },
  });
  const made = (await compute('servers', server('compute-2'))) as { server?: { id: string } };
  const id = made.server?.id ?? assert.fail(JSON.stringify(made));
  const seen = async () => {
    const { server: shown } = (await compute(`servers/${id}`)) as {
      server: Record<string, unknown>;
    };
    return [shown['status'], shown['host_status']];
  };
  advance(10_000);
  assert.deepEqual(await seen(), ['ACTIVE', 'UP']);

  await power('ForceOff');
  assert.deepEqual(await states(), ['compute-1 up', 'compute-2 down', 'compute-3 up']);
  assert.deepEqual(await seen(), ['ACTIVE', 'UNKNOWN']);
  const { server: refused } = (await compute('servers', server('compute-2'))) as {
    server: { id: string };
  };
  advance(10_000);
  const { server: failed } = (await compute(`servers/${refused.id}`)) as {
    server: { status: string };
  };
  assert.equal(failed.status, 'ERROR', 'nothing is scheduled to a host that is down');

  await power('On');
  assert.deepEqual(await states(), ['compute-1 up', 'compute-2 up', 'compute-3 up']);
  assert.deepEqual(await seen(), ['SHUTOFF', 'UP']);
});
