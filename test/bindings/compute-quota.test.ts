import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  leaveRoomForKeyPairs,
  leaveRoomForVirtualComputes,
} from '../../src/bindings/compute/quota.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const detail = (limit: number, used: number) => ({ limit, in_use: used, reserved: 0 });
const quota = {
  quota_set: {
    id: 'tenant',
    instances: detail(10, 1),
    cores: detail(20, 4),
    ram: detail(51200, 64),
    key_pairs: detail(100, 0),
  },
};
const changed = {
  cores: 1,
  instances: 1,
  ram: 1,
  key_pairs: 1,
  metadata_items: 1,
  server_groups: 1,
  server_group_members: 1,
};
const key = (name: string) => ({ keypair: { name, public_key: 'x', fingerprint: 'y' } });
const flavor = {
  id: 'f',
  name: 'f',
  links: [],
  ram: 64,
  vcpus: 2,
  disk: 1,
  'OS-FLV-EXT-DATA:ephemeral': 0,
  swap: 0,
  'OS-FLV-DISABLED:disabled': false,
  'os-flavor-access:is_public': true,
  rxtx_factor: 1,
};

const cloud = () =>
  stubSession((what) => {
    if (what.startsWith('PUT')) return answer(200, { quota_set: changed });
    if (what.includes('/flavors')) return answer(200, { flavors: [flavor] });
    if (what.includes('/os-keypairs')) return answer(200, { keypairs: [key('a'), key('b')] });
    return answer(200, quota);
  });

test('room for virtual computes is room for the smallest ones', async () => {
  const session = cloud();
  await session.once('image', () => Promise.resolve({ min_ram: 0, min_disk: 0 }));
  const undo = await leaveRoomForVirtualComputes(session, 'tenant', 2);
  await undo();
  assert.deepEqual(session.sent(), [
    { quota_set: { instances: 3, cores: 8 } },
    { quota_set: { instances: 10, cores: 20 } },
  ]);
});

test('room for key pairs is counted by those of the user', async () => {
  const session = cloud();
  const undo = await leaveRoomForKeyPairs(session, 'tenant', 1, 'somebody');
  await undo();
  assert.ok(session.asked().includes('GET compute/v2.1/os-keypairs?user_id=somebody'));
  assert.deepEqual(session.sent(), [
    { quota_set: { key_pairs: 3 } },
    { quota_set: { key_pairs: 100 } },
  ]);
});
