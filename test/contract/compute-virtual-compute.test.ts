import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { quotaAnswer, updateQuotaRequest } from '../../src/contract/compute/quota.ts';
import { serverGroupAnswer } from '../../src/contract/compute/server-group.ts';
import {
  liveMigrateRequest,
  lockRequest,
  migrateRequest,
  rebootRequest,
  resizeRequest,
  updateServerRequest,
} from '../../src/contract/compute/virtual-compute-change.ts';
import { createServerRequest } from '../../src/contract/compute/virtual-compute-create.ts';
import {
  attachInterfaceRequest,
  interfaceAnswer,
  interfacesAnswer,
} from '../../src/contract/compute/virtual-compute-interface.ts';
import {
  attachVolumeRequest,
  volumeAttachmentAnswer,
} from '../../src/contract/compute/virtual-compute-volume.ts';
import {
  serverAcceptedAnswer,
  serverAnswer,
  serversAnswer,
  serverSummariesAnswer,
} from '../../src/contract/compute/virtual-compute.ts';
import samples from '../samples/compute/virtual-compute.json' with { type: 'json' };

const accepts = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  assert.ok(parsed.success, `${JSON.stringify(value)}: ${String(parsed.error)}`);
};
const refuses = (schema: z.ZodType, value: unknown) => {
  assert.equal(schema.safeParse(value).success, false, JSON.stringify(value));
};

test('recorded answers are read, and with fields that nobody knows', () => {
  const { created, ...shown } = samples.answers;
  accepts(serverAcceptedAnswer, created);
  for (const answer of Object.values(shown)) {
    accepts(serverAnswer, answer);
    accepts(serverAnswer, { ...answer, more: 1, server: { ...answer.server, 'x:new': true } });
  }
  accepts(serverSummariesAnswer, samples.list);
  accepts(serversAnswer, samples.detail);
  accepts(interfacesAnswer, samples.interfaces);
  accepts(interfaceAnswer, samples.interface);
  accepts(volumeAttachmentAnswer, samples.volumeAttached);
  accepts(serverGroupAnswer, samples.groupOld);
  accepts(serverGroupAnswer, samples.groupNew);
  accepts(quotaAnswer, samples.quota);
});

test('an answer without what it must say is not one', () => {
  const { server } = samples.answers.oldest;
  for (const key of ['id', 'name', 'status', 'addresses', 'flavor', 'image', 'links'] as const) {
    const { [key]: _left, ...rest } = server;
    refuses(serverAnswer, { server: rest });
  }
  refuses(serverAnswer, { server: { ...server, 'OS-EXT-STS:power_state': 'on' } });
  refuses(serversAnswer, { servers: [{ id: server.id }] });
});

test('what a server may be created with grows with the microversion', () => {
  const { oldest, newest } = samples.requests;
  accepts(createServerRequest(1), oldest);
  accepts(createServerRequest(90), newest);
  refuses(createServerRequest(89), newest);
  refuses(createServerRequest(1), newest);
  const { server } = oldest;
  refuses(createServerRequest(37), { server: { ...server, networks: undefined } });
  accepts(createServerRequest(37), { server: { ...server, networks: 'auto' } });
  refuses(createServerRequest(36), { server: { ...server, networks: 'auto' } });
  refuses(createServerRequest(18), { server: { ...server, description: 'x' } });
  accepts(createServerRequest(19), { server: { ...server, description: 'x' } });
  const { server: parsed } = createServerRequest(90).parse(newest);
  assert.equal(parsed.block_device_mapping_v2?.[0]?.volume_size, 1);
});

test('what changes a server', () => {
  refuses(updateServerRequest(18), { server: { description: null } });
  accepts(updateServerRequest(19), { server: { description: null } });
  refuses(updateServerRequest(89), { server: { hostname: 'ab' } });
  accepts(updateServerRequest(94), { server: { hostname: 'a.example' } });
  accepts(rebootRequest, { reboot: { type: 'SOFT' } });
  refuses(rebootRequest, { reboot: { type: 'sOFT' } });
  accepts(resizeRequest, { resize: { flavorRef: 7 } });
  refuses(resizeRequest, { resize: { flavorRef: '' } });
  accepts(migrateRequest(55), { migrate: null });
  accepts(migrateRequest(56), { migrate: { host: 'compute-2' } });
  refuses(migrateRequest(56), { migrate: { host: 'compute 2' } });
  refuses(migrateRequest(56), { migrate: 'compute-2' });
  const live = { host: null, block_migration: 'auto' };
  refuses(liveMigrateRequest(24), { 'os-migrateLive': live });
  accepts(liveMigrateRequest(25), { 'os-migrateLive': live });
  accepts(liveMigrateRequest(30), { 'os-migrateLive': { ...live, force: false } });
  refuses(liveMigrateRequest(68), { 'os-migrateLive': { ...live, force: false } });
  accepts(liveMigrateRequest(1), {
    'os-migrateLive': { host: 'a', block_migration: false, disk_over_commit: 'no' },
  });
  accepts(lockRequest, { lock: { locked_reason: 'x' } });
  accepts(attachInterfaceRequest(1), { interfaceAttachment: {} });
  refuses(attachInterfaceRequest(48), { interfaceAttachment: { tag: 'x' } });
  accepts(attachInterfaceRequest(49), { interfaceAttachment: { tag: 'x' } });
  const volumeId = samples.volumeAttached.volumeAttachment.volumeId;
  refuses(attachVolumeRequest(78), { volumeAttachment: { volumeId, delete_on_termination: true } });
  accepts(attachVolumeRequest(79), { volumeAttachment: { volumeId, delete_on_termination: true } });
  accepts(updateQuotaRequest(35), { quota_set: { fixed_ips: '3', force: 'on' } });
  refuses(updateQuotaRequest(36), { quota_set: { fixed_ips: '3' } });
});
