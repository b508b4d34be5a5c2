import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatAddress,
  formatBlock,
  overlap,
  parseAddress,
  parseBlock,
} from '../../../simulator/network/addresses.ts';

test('addresses are written in their shortest form', () => {
  const cases = {
    '10.42.0.7': '10.42.0.7',
    '::': '::',
    '0:0:0:0:0:0:0:1': '::1',
    'FD00:42::3AB': 'fd00:42::3ab',
    '1:0:0:2:0:0:0:3': '1:0:0:2::3',
    '1:0:2:3:4:5:6:7': '1:0:2:3:4:5:6:7',
    '::ffff:1.2.3.4': '::ffff:102:304',
  };
  for (const [text, short] of Object.entries(cases)) {
    const address = parseAddress(text);
    assert.ok(address, text);
    assert.equal(formatAddress(address), short);
  }
  for (const text of ['', '10.42.0', '300.1.1.1', '1:2', 'fe80::1%eth0', 'x']) {
    assert.equal(parseAddress(text), undefined, text);
  }
});

test('a block begins where its length says', () => {
  const normal = (text: string) => {
    const block = parseBlock(text);
    return block && formatBlock(block);
  };
  assert.equal(normal('10.42.0.7/24'), '10.42.0.0/24');
  assert.equal(normal('10.42.0.7'), '10.42.0.7/32');
  assert.equal(normal('fd00:42::9/64'), 'fd00:42::/64');
  for (const text of ['10.42.0.0/33', '10.42.0.0/', '10.42.0.0/-1', '10.42.0.0/8/8']) {
    assert.equal(normal(text), undefined, text);
  }
});

test('blocks overlap when they share an address', () => {
  const both = (a: string, b: string) => {
    const [x, y] = [parseBlock(a), parseBlock(b)];
    return x !== undefined && y !== undefined && overlap(x, y);
  };
  assert.ok(both('10.42.0.0/24', '10.42.0.128/25'));
  assert.ok(!both('10.42.0.0/24', '10.42.1.0/24'));
  assert.ok(!both('0.0.0.0/0', '::/0'));
});
