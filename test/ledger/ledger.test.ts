import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ConfigurationError } from '../../src/failures.ts';
import { openLedger, readLedger } from '../../src/ledger.ts';

const file = (): string => join(mkdtempSync(join(tmpdir(), 'ledger-')), 'ledger.ndjson');
const counter = () => {
  let n = 0;
  return () => (n += 1);
};

test('a thing is in the file before the request that makes it, and open until it is gone', () => {
  const path = file();
  const ledger = openLedger(path, 'http://id', counter());
  const entry = ledger.asked({
    resource: 'compute/flavour',
    name: 'cft-x-1',
    scenario: 'an-example',
  });
  assert.deepEqual(readLedger(path), [entry]);
  const made = ledger.made(entry, 'id-1');
  assert.equal(readLedger(path)[0]?.id, 'id-1');
  assert.deepEqual(ledger.open('an-example'), [made]);
  ledger.gone(entry);
  assert.deepEqual(readLedger(path), []);
  assert.deepEqual(ledger.open('an-example'), []);
});

test('what is open is told newest first, and apart from what the run itself made', () => {
  const ledger = openLedger(file(), 'http://id', counter());
  ledger.asked({ resource: 'identity/user', name: 'cft-x-1' });
  const first = ledger.asked({ resource: 'compute/flavour', name: 'cft-x-2', scenario: 'a' });
  const second = ledger.asked({ resource: 'compute/flavour', name: 'cft-x-3', scenario: 'a' });
  assert.deepEqual(ledger.open('a'), [second, first]);
  assert.equal(ledger.open(undefined).length, 1);
});

test('gone keeps the id that became known later than the entry at hand', () => {
  const path = file();
  const ledger = openLedger(path, 'http://id', counter());
  const entry = ledger.asked({ resource: 'compute/flavour', name: 'cft-x-1' });
  ledger.made(entry, 'id-1');
  ledger.gone(entry);
  assert.match(
    readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '',
    /"id":"id-1","gone":true/,
  );
});

test('what a janitor appends to a line that was cut off is not lost with it', () => {
  const path = file();
  const killed = openLedger(path, 'http://id', counter());
  const entry = killed.made(killed.asked({ resource: 'compute/flavour', name: 'cft-x-1' }), 'id-1');
  killed.asked({ resource: 'compute/flavour', name: 'cft-x-2' });
  appendFileSync(path, '{"n":3,"at":"http://id","resour');
  openLedger(path, 'http://id', counter()).gone(entry);
  assert.deepEqual(
    readLedger(path).map(({ name }) => name),
    ['cft-x-2'],
  );
});

test('a last line that a kill cut off is passed over, a broken line before it is an error', () => {
  const path = file();
  const ledger = openLedger(path, 'http://id', counter());
  ledger.asked({ resource: 'compute/flavour', name: 'cft-x-1' });
  appendFileSync(path, '{"n":2,"resour');
  assert.equal(readLedger(path).length, 1);
  appendFileSync(path, '\n{"n":3,"at":"x","resource":"compute/flavour","name":"cft-x-3"}\n');
  assert.throws(
    () => readLedger(path),
    (error: unknown) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, /ledger\.ndjson:2: not an entry/);
      return true;
    },
  );
});

test('what becomes of a thing is known also when it can no longer be written down', () => {
  const path = file();
  const ledger = openLedger(path, 'http://id', counter());
  const [one, two] = [
    ledger.asked({ resource: 'a/b', name: 'one', scenario: 'x' }),
    ledger.asked({ resource: 'a/b', name: 'two', scenario: 'x' }),
  ];
  rmSync(dirname(path), { recursive: true });
  ledger.made(one, 'id-1');
  ledger.stays(one, 'in use');
  ledger.gone(two);
  assert.deepEqual(ledger.open('x'), [{ ...one, id: 'id-1', stays: 'in use' }]);
  assert.throws(() => ledger.asked({ resource: 'a/b', name: 'three' }), ConfigurationError);
});

test('a ledger that cannot be read or written says so', () => {
  assert.throws(() => readLedger('/nowhere/ledger.ndjson'), /cannot read the ledger \/nowhere/);
  const path = join(file(), 'below-a-file');
  writeFileSync(path.slice(0, path.lastIndexOf('/')), '');
  assert.throws(
    () => openLedger(path, 'http://id', counter()).asked({ resource: 'a/b', name: 'c' }),
    ConfigurationError,
  );
});
