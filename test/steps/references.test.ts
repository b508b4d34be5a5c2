import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withReferences } from '../../steps/references.ts';

const found = (resource: string, other: boolean) => ({
  id: `${other ? 'other ' : ''}${resource}`,
  name: 'x',
  attributes: {},
});

test('a value that names a thing of the example becomes its id', () => {
  const wish = {
    network: 'the virtual network',
    storage: 'the other virtual storage',
    image: 'an image',
    note: 'see the flavour',
  };
  assert.deepEqual(withReferences(wish, found), {
    network: 'virtual network',
    storage: 'other virtual storage',
    image: 'an image',
    note: 'see the flavour',
  });
});

test('a thing that the example has not made is an error of the example', () => {
  assert.throws(
    () =>
      withReferences({ image: 'the image' }, () => {
        throw new Error('the example has not made an image');
      }),
    /has not made an image/,
  );
});
