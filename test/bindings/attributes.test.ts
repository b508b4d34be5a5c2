import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amount, canonicalAmounts, inUnit, type Unit } from '../../src/bindings/attributes.ts';

test('amounts go to the unit of the wire', () => {
  assert.equal(inUnit('4 GiB', 'MiB'), 4096);
  assert.equal(inUnit('512 MiB', 'GiB'), 0.5);
  assert.equal(inUnit('2', ''), 2);
  assert.equal(inUnit('-1', ''), -1);
  assert.equal(inUnit('-64 MiB', 'MiB'), -64);
});

test('what is no amount is sent as it is', () => {
  for (const text of ['many', '', '4 GB', '4GiB', '1e3', 'NaN', '٣']) {
    assert.equal(inUnit(text, 'MiB'), text);
  }
});

test('amounts come back in the largest unit that leaves them whole', () => {
  assert.equal(amount(4096, 'MiB'), '4 GiB');
  assert.equal(amount(1536, 'MiB'), '1536 MiB');
  assert.equal(amount(2048, 'GiB'), '2 TiB');
  assert.equal(amount(0, 'GiB'), '0 MiB');
});

test('a word that the resource does not know is a slip in a feature', () => {
  const quantities = { memory: { field: 'ram', unit: 'MiB' } } as const;
  const known = { memory: '1024 MiB', visibility: 'private' };
  assert.deepEqual(canonicalAmounts(known, quantities, ['visibility']), {
    memory: '1 GiB',
    visibility: 'private',
  });
  assert.throws(() => canonicalAmounts({ memorie: '1 GiB' }, quantities), /"memorie".*memory/);
});

test('canonical text is the same before and after the wire', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e7 }),
      fc.constantFrom<Unit>('MiB', 'GiB', 'TiB'),
      (value, unit) => {
        const quantities = { memory: { field: 'ram', unit: 'MiB' } } as const;
        const { memory = '' } = canonicalAmounts(
          { memory: `${String(value)} ${unit}` },
          quantities,
        );
        assert.equal(amount(Number(inUnit(memory, 'MiB')), 'MiB'), memory);
      },
    ),
  );
});
