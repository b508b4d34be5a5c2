import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import {
  acceleratorRequest,
  acceleratorRequestsAnswer,
} from '../../src/contract/accelerator/accelerator-request.ts';
import { attribute, attributesAnswer } from '../../src/contract/accelerator/attribute.ts';
import {
  attributesList,
  deployable,
  deployablesAnswer,
} from '../../src/contract/accelerator/deployable.ts';
import {
  createDeviceProfileRequest,
  deviceProfile,
  deviceProfilesAnswer,
  shownDeviceProfileAnswer,
} from '../../src/contract/accelerator/device-profile.ts';
import { device, devicesAnswer } from '../../src/contract/accelerator/device.ts';
import { acceleratorVersion } from '../../src/contract/accelerator/version.ts';
import { refusalText } from '../../src/contract/refusal.ts';

const text = (name: string): string =>
  readFileSync(new URL(`../samples/accelerator/${name}.json`, import.meta.url), 'utf8');
const sample = (name: string): unknown => JSON.parse(text(name)) as unknown;

/** What a real one answered → the schema, and a field without which it is none. */
const cases: Readonly<Record<string, readonly [z.ZodType, string]>> = {
  version: [acceleratorVersion, 'max_version'],
  device: [device, 'hostname'],
  deployable: [deployable, 'rp_uuid'],
  attribute: [attribute, 'deployable_id'],
  'device-profile': [deviceProfile, 'groups'],
  'accelerator-request': [acceleratorRequest, 'state'],
};

for (const [name, [schema, field]] of Object.entries(cases)) {
  test(`the sample of a ${name} is read, with fields that the contract does not know`, () => {
    const body = { ...(sample(name) as Record<string, unknown>), more: 1 };
    assert.deepEqual(schema.parse(body), body);
    const { [field]: _left, ...rest } = body as Record<string, unknown>;
    assert.equal(schema.safeParse(rest).success, false);
    assert.equal(schema.safeParse({ ...rest, [field]: {} }).success, false);
  });
}

test('the samples of lists are read', () => {
  assert.equal(devicesAnswer.parse(sample('devices')).devices.length, 1);
  assert.equal(deployablesAnswer.parse(sample('deployables')).deployables.length, 1);
  assert.equal(attributesAnswer.parse(sample('attributes')).attributes.length, 2);
  assert.equal(deviceProfilesAnswer.parse(sample('device-profiles')).device_profiles.length, 2);
  const [bound] = acceleratorRequestsAnswer.parse(sample('accelerator-requests')).arqs;
  assert.equal(bound?.state, 'Bound');
  assert.equal(bound.attach_handle_info['bus'], '0c');
});

test('a profile that is shown has a key around it', () => {
  const { device_profile } = shownDeviceProfileAnswer.parse(sample('device-profile-by-name'));
  assert.equal(device_profile.name, 'fpga-1');
});

test('a status that the service does not have is no state of a request', () => {
  const body = { ...(sample('accelerator-request') as object), state: 'bound' };
  assert.equal(acceleratorRequest.safeParse(body).success, false);
});

test('attributes of a deployable are JSON in JSON', () => {
  const { attributes_list } = deployable.parse(sample('deployable'));
  assert.deepEqual(attributesList.parse(attributes_list), [
    { traits1: 'CUSTOM_FAKE_DEVICE' },
    { rc: 'FPGA' },
  ]);
  for (const wrong of ['', 'nonsense', '{}', '[1]']) {
    assert.equal(attributesList.safeParse(wrong).success, false, wrong);
  }
});

test('a profile is created in a list of one', () => {
  const profile = { name: 'a-1', groups: [{ 'resources:FPGA': '1' }] };
  assert.ok(createDeviceProfileRequest.safeParse([profile]).success);
  for (const wrong of [profile, [], [profile, profile], [{ ...profile, name: 'a b' }], [{}]]) {
    assert.equal(createDeviceProfileRequest.safeParse(wrong).success, false);
  }
});

test('what a refusal says is found in JSON in JSON, without its traceback', () => {
  assert.equal(
    refusalText(text('refusal')),
    'Device not found with uuid=00000000-dead-4bad-8bad-000000000000',
  );
  assert.match(refusalText(text('refusal-of-framework')) ?? '', /^Version 2\.4 was requested/);
  assert.match(
    refusalText(text('refusal-with-traceback')) ?? '',
    /^ExtArq not found with uuid=\S+$/,
  );
  assert.equal(refusalText(text('locked')), '');
  const unknownPath = '{"code": 404, "title": "Not Found", "description": ""}';
  assert.equal(refusalText(JSON.stringify({ error_message: unknownPath })), 'Not Found');
  for (const wrong of ['nonsense', '[]', '{"faultcode": 5}', '']) {
    assert.equal(refusalText(JSON.stringify({ error_message: wrong })), undefined, wrong);
  }
});
