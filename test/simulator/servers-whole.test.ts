/** Servers with the real neighbours of compute: networks, volumes and images of the same simulator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { signIn } from './signed-in.ts';

const origin = 'http://cloud.test';

/** What answers are read for, as deep as this test looks. */
interface Answer {
  readonly status: number;
  readonly body: {
    readonly server?: {
      readonly id: string;
      readonly status: string;
      readonly image: unknown;
      readonly addresses: Readonly<Record<string, readonly { readonly addr: string }[]>>;
      readonly security_groups?: readonly { readonly name: string }[];
      readonly 'os-extended-volumes:volumes_attached': readonly { readonly id: string }[];
    };
    readonly images?: readonly { readonly id: string }[];
    readonly networks?: readonly { readonly id: string }[];
    readonly ports?: readonly { readonly id: string; readonly device_owner: string }[];
    readonly volume?: { readonly id: string; readonly status: string };
    readonly volumes?: readonly { readonly id: string }[];
  };
}

async function world() {
  const simulator = createSimulator();
  const { token, projectId = '' } = await signIn(simulator, 'demo', origin);
  const ask = async (what: string, body?: object): Promise<Answer> => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await simulator.fetch(
      new Request(origin + path, {
        method,
        headers: {
          'x-auth-token': token,
          'content-type': 'application/json',
          'openstack-api-version': 'compute 2.67',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: answer.status, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
  };
  const wait = (ms: number) => simulator.clock.sleep(ms);
  const image = (await ask('GET /image/v2/images?name=cirros')).body.images?.[0]?.id ?? '';
  const network = (await ask('GET /network/v2.0/networks?name=private')).body.networks?.[0]?.id;
  const boot = async (server: object): Promise<string> => {
    const answer = await ask('POST /compute/v2.1/servers', {
      server: { name: 's', flavorRef: '42', ...server },
    });
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    await wait(20_000);
    return answer.body.server?.id ?? '';
  };
  const volumes = `/volume/v3/${projectId}/volumes`;
  return { ask, wait, boot, image, network: network ?? '', volumes };
}

test('a server has a port of the network, which goes with it', async () => {
  const { ask, wait, boot, image, network } = await world();
  const id = await boot({ imageRef: image, networks: [{ uuid: network }] });
  const { server } = (await ask(`GET /compute/v2.1/servers/${id}`)).body;
  assert.equal(server?.status, 'ACTIVE');
  assert.match(server.addresses['private']?.[0]?.addr ?? '', /^10\.1\.0\./);
  assert.deepEqual(server.security_groups, [{ name: 'default' }]);
  const ports = async () => (await ask(`GET /network/v2.0/ports?device_id=${id}`)).body.ports ?? [];
  assert.deepEqual(
    (await ports()).map((port) => port.device_owner),
    ['compute:nova'],
  );
  assert.equal((await ask(`DELETE /network/v2.0/networks/${network}`)).status, 409);
  await ask(`DELETE /compute/v2.1/servers/${id}`);
  await wait(5000);
  assert.deepEqual(await ports(), []);
});

test('a port that its owner made outlives the server', async () => {
  const { ask, wait, boot, image, network } = await world();
  const made = await ask('POST /network/v2.0/ports', { port: { network_id: network } });
  const port = (made.body as { port: { id: string } }).port.id;
  const id = await boot({ imageRef: image, networks: [{ port }] });
  const owner = async () =>
    ((await ask(`GET /network/v2.0/ports/${port}`)).body as { port: { device_id: string } }).port
      .device_id;
  assert.equal(await owner(), id);
  await ask(`DELETE /compute/v2.1/servers/${id}`);
  await wait(5000);
  assert.equal(await owner(), '');
});

test('a volume is attached and detached, and cannot be deleted meanwhile', async () => {
  const { ask, wait, boot, image, volumes } = await world();
  const id = await boot({ imageRef: image, networks: 'none' });
  const made = await ask(`POST ${volumes}`, { volume: { size: 1 } });
  const volume = made.body.volume?.id ?? '';
  await wait(10_000);
  const status = async () => (await ask(`GET ${volumes}/${volume}`)).body.volume?.status;
  const attachments = `/compute/v2.1/servers/${id}/os-volume_attachments`;
  assert.equal(
    (await ask(`POST ${attachments}`, { volumeAttachment: { volumeId: volume } })).status,
    200,
  );
  assert.equal(await status(), 'reserved');
  await wait(5000);
  assert.equal(await status(), 'in-use');
  assert.equal((await ask(`DELETE ${volumes}/${volume}`)).status, 400);
  assert.equal((await ask(`DELETE ${attachments}/${volume}`)).status, 202);
  assert.equal(await status(), 'detaching');
  await wait(5000);
  assert.equal(await status(), 'available');
});

test('a server starts from a volume that is made of an image, and takes it along when it ends', async () => {
  const { ask, wait, boot, image, volumes } = await world();
  const id = await boot({
    networks: 'none',
    block_device_mapping_v2: [
      {
        boot_index: 0,
        uuid: image,
        source_type: 'image',
        destination_type: 'volume',
        volume_size: 1,
        delete_on_termination: true,
      },
    ],
  });
  const { server } = (await ask(`GET /compute/v2.1/servers/${id}`)).body;
  assert.deepEqual([server?.status, server?.image], ['ACTIVE', '']);
  assert.equal(server?.['os-extended-volumes:volumes_attached'].length, 1);
  assert.equal((await ask(`GET ${volumes}`)).body.volumes?.length, 1);
  await ask(`DELETE /compute/v2.1/servers/${id}`);
  await wait(20_000);
  assert.deepEqual((await ask(`GET ${volumes}`)).body.volumes, []);
});
