import assert from 'node:assert/strict';
import { test } from 'node:test';
import { virtualComputeRoom } from '../../src/bindings/compute/virtual-compute.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const server = (more: object = {}) => ({
  id: 's',
  name: 'n',
  status: 'ACTIVE',
  tenant_id: 't',
  user_id: 'u',
  metadata: {},
  hostId: '',
  image: '',
  flavor: { vcpus: 2, ram: 1024, disk: 1, ephemeral: 0, swap: 0, original_name: 'f' },
  created: '2026-01-01T00:00:00Z',
  updated: '2026-01-01T00:00:00Z',
  addresses: {},
  accessIPv4: '',
  accessIPv6: '',
  links: [],
  'OS-DCF:diskConfig': 'MANUAL',
  ...more,
});
const shown = (more: object) =>
  virtualComputeRoom(stubSession(() => answer(200, { server: server(more) }))).show('s');

test('a server is shown with its capacity, addresses, key and fault', async () => {
  const addresses = { a: [{ version: 4, addr: '10.0.0.1' }], b: [{ version: 6, addr: '::1' }] };
  const seen = await shown({ addresses, key_name: 'k', image: { id: 'i', links: [] } });
  assert.equal(seen?.state, 'active');
  assert.deepEqual(seen.attributes, {
    vCPUs: '2',
    memory: '1 GiB',
    'local storage': '1 GiB',
    image: 'i',
    addresses: '10.0.0.1, ::1',
    'key pair': 'k',
  });
  const fault = { code: 500, message: 'No valid host was found.', created: 'x' };
  const broken = await shown({ status: 'ERROR', fault });
  assert.equal(broken?.state, 'error');
  assert.equal(broken.fault, 'No valid host was found.');
});

test('its state is that of the service, and deleting as soon as that began', async () => {
  const states = {
    BUILD: 'building',
    SUSPENDED: 'suspended',
    SHUTOFF: 'stopped',
    PAUSED: 'paused',
    RESIZE: 'changing',
    VERIFY_RESIZE: 'unconfirmed',
    RESCUE: 'other',
  };
  for (const [status, state] of Object.entries(states)) {
    assert.equal((await shown({ status }))?.state, state);
  }
  assert.equal((await shown({ 'OS-EXT-STS:task_state': 'deleting' }))?.state, 'deleting');
});

test('what is launched from storage needs no image', async () => {
  const session = stubSession(() => answer(202, { server: accepted }));
  await virtualComputeRoom(session).create('n', { flavour: 'f', 'virtual storage': 'v' });
  assert.deepEqual(session.sent(), [
    {
      server: {
        name: 'n',
        flavorRef: 'f',
        block_device_mapping_v2: [
          {
            boot_index: 0,
            source_type: 'volume',
            destination_type: 'volume',
            uuid: 'v',
            delete_on_termination: false,
          },
        ],
        networks: 'none',
      },
    },
  ]);
});
const accepted = { id: 's', links: [], 'OS-DCF:diskConfig': 'MANUAL', security_groups: [] };

const port = (id: string, network: string) => ({ port_id: id, net_id: network });
const thing = (id: string) => ({ id, name: id, attributes: {} });

test('a network goes with all its interfaces, storage by its id', async () => {
  const session = stubSession((what) =>
    what.startsWith('GET')
      ? answer(200, { interfaceAttachments: [port('p1', 'a'), port('p2', 'b'), port('p3', 'a')] })
      : answer(202, ''),
  );
  const room = virtualComputeRoom(session);
  await room.detach('s', thing('a'), 'virtual network');
  await room.detach('s', thing('v'), 'virtual storage');
  assert.deepEqual(
    session.asked().filter((what) => what.startsWith('DELETE')),
    [
      'DELETE compute/v2.1/servers/s/os-interface/p1',
      'DELETE compute/v2.1/servers/s/os-interface/p3',
      'DELETE compute/v2.1/servers/s/os-volume_attachments/v',
    ],
  );
});

test('where no interface is shown, nothing is sent that would prove something else', async () => {
  const session = stubSession(() => answer(200, { interfaceAttachments: [port('p2', 'b')] }));
  const room = virtualComputeRoom(session);
  await assert.rejects(room.detach('s', thing('a'), 'virtual network'), Violation);
  assert.deepEqual(session.asked(), ['GET compute/v2.1/servers/s/os-interface']);
});

test('who may not look tries to detach what others have seen', async () => {
  let refusing = false;
  const session = stubSession((what) => {
    if (refusing) return answer(404, { itemNotFound: { code: 404, message: 'no' } });
    return answer(200, {
      interfaceAttachments: what.endsWith('os-interface') ? [port('p1', 'a')] : [],
      volumeAttachments: [],
      security_groups: [],
    });
  });
  const room = virtualComputeRoom(session);
  assert.deepEqual(await room.attachedTo?.('s'), ['a']);
  refusing = true;
  await assert.rejects(room.detach('s', thing('a'), 'virtual network'), Refusal);
  assert.equal(session.asked().at(-1), 'DELETE compute/v2.1/servers/s/os-interface/p1');
});
