import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { generateKeyPair } from '../../../simulator/compute/key-pair-generation.ts';
import { fingerprintOf } from '../../../simulator/compute/public-key.ts';
import { createIds } from '../../../simulator/kernel/ids.ts';

const ed25519 = 'AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC';
const fingerprint = fingerprintOf(`ssh-ed25519 ${ed25519}`) ?? '';

const text = (part: string | Buffer) => {
  const bytes = Buffer.from(part);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const point = (curve: string, name: string, size: number) => {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: curve }).publicKey.export({
    format: 'jwk',
  });
  const [a, b] = [x, y].map((part) => Buffer.from(part, 'base64url'));
  assert.equal(a?.length, size);
  const type = `ecdsa-sha2-${name}`;
  const at = Buffer.concat([Buffer.from([4]), a, b ?? Buffer.alloc(0)]);
  return { type, at, line: (bytes: Buffer) => line(type, [text(name), text(bytes)]) };
};
const line = (type: string, parts: readonly Buffer[]) =>
  `${type} ${Buffer.concat([text(type), ...parts]).toString('base64')}`;

test('what follows a key is no part of it', () => {
  assert.match(fingerprint, /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  for (const more of ['', ' me@home', '\n', ' many words of ä', ' me\nssh-rsa AAAA']) {
    assert.equal(fingerprintOf(`ssh-ed25519 ${ed25519}${more}`), fingerprint, more);
  }
});

test('keys of every curve are known', () => {
  for (const [curve, name, size] of [
    ['P-256', 'nistp256', 32],
    ['P-384', 'nistp384', 48],
    ['P-521', 'nistp521', 66],
  ] as const) {
    const { at, line: of } = point(curve, name, size);
    assert.notEqual(fingerprintOf(of(at)), undefined, curve);
    const off = Buffer.from(at);
    off[off.length - 1] = (off.at(-1) ?? 0) ^ 1;
    assert.equal(fingerprintOf(of(off)), undefined, `${curve}: no point of the curve`);
    assert.equal(fingerprintOf(of(at.subarray(1))), undefined, `${curve}: compressed`);
  }
});

test('what is no key is refused', () => {
  for (const wrong of [
    '',
    'x',
    'ssh-rsa',
    'ssh-rsa AAAA',
    `ssh-rsa ${ed25519}`,
    ed25519,
    `ssh-ed25519 ${ed25519.slice(0, -4)}`,
    `ssh-ed25519 ${ed25519}AAAA`,
    ` ssh-ed25519 ${ed25519}`,
    `ssh-ed25519\t${ed25519}\tme`,
    `none ${ed25519}`,
    `constructor ${ed25519}`,
    'ssh-ed25519 !!!!',
    `no-pty ssh-ed25519 ${ed25519}`,
    '-----BEGIN RSA PUBLIC KEY-----',
  ]) {
    assert.equal(fingerprintOf(wrong), undefined, wrong);
  }
});

test('a pair that is made has halves that belong together, and is the same for one seed', () => {
  const { publicKey, privateKey } = generateKeyPair(createIds(3));
  assert.deepEqual(generateKeyPair(createIds(3)), { publicKey, privateKey });
  assert.notEqual(generateKeyPair(createIds(4)).publicKey, publicKey);
  const encoded = privateKey.split('\n').slice(1, -2).join('');
  const bytes = Buffer.from(encoded, 'base64');
  assert.equal(bytes.subarray(0, 14).toString(), 'openssh-key-v1');
  // The private half ends with its seed and point, before the comment and the padding.
  const seedAt = bytes.lastIndexOf(text('Generated-by-Nova')) - 64;
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([head, bytes.subarray(seedAt, seedAt + 32)]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const point = Buffer.from(x, 'base64url');
  assert.equal(
    publicKey,
    `ssh-ed25519 ${Buffer.concat([text('ssh-ed25519'), text(point)]).toString('base64')} Generated-by-Nova`,
  );
  assert.notEqual(fingerprintOf(publicKey), undefined);
});
