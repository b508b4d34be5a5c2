import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import {
  createKeyPairRequest,
  createKeyPairRequest210,
  createKeyPairRequest22,
  createKeyPairRequest292,
  keyPair,
  keyPairAnswer,
  keyPairsAnswer,
  newKeyPairAnswer,
} from '../../src/contract/compute/key-pair.ts';
import samples from '../samples/compute/key-pair.json' with { type: 'json' };

const accepts = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  assert.ok(parsed.success, `${JSON.stringify(value)}: ${String(parsed.error)}`);
};
const refuses = (schema: z.ZodType, value: unknown) => {
  assert.equal(schema.safeParse(value).success, false, JSON.stringify(value));
};

test('answers of the API reference are read, and with fields that nobody knows', () => {
  for (const answer of Object.values(samples.shown)) {
    accepts(keyPairAnswer, answer);
    accepts(keyPairAnswer, { more: 1, keypair: { ...answer.keypair, 'x:new': true } });
  }
  for (const answer of Object.values(samples.made)) accepts(newKeyPairAnswer, answer);
  for (const list of Object.values(samples.lists)) accepts(keyPairsAnswer, list);
});

test('an answer without one of its fields, or with another type, is refused', () => {
  const whole = samples.shown['at 2.2'].keypair;
  for (const key of Object.keys(whole)) {
    const { [key as keyof typeof whole]: _left, ...rest } = whole;
    (key === 'type' ? accepts : refuses)(keyPair, rest);
    refuses(keyPair, { ...whole, [key]: [null] });
  }
  refuses(keyPairsAnswer, { keypairs: [samples.lists['at 2.1'].keypairs[0]?.keypair] });
  refuses(newKeyPairAnswer, samples.lists['at 2.1'].keypairs[0]);
});

test('each microversion takes what it knows', () => {
  const { requests } = samples;
  const schemas = [
    createKeyPairRequest,
    createKeyPairRequest22,
    createKeyPairRequest210,
    createKeyPairRequest292,
  ];
  const taken = (request: unknown) => schemas.map((schema) => schema.safeParse(request).success);
  assert.deepEqual(taken(requests.generate), [true, true, true, false]);
  assert.deepEqual(taken(requests['of a type']), [false, true, true, true]);
  assert.deepEqual(taken(requests['of a user']), [false, false, true, true]);
  assert.deepEqual(taken(requests['of a new name']), [false, false, false, true]);
  for (const name of ['', ' k', 'k ', 'a/b', 'a+b', 'ä', 'k'.repeat(256), 7]) {
    refuses(createKeyPairRequest292, { keypair: { name, public_key: 'x' } });
  }
  refuses(createKeyPairRequest292, { keypair: { name: 'k', public_key: 'x', more: 1 } });
});
