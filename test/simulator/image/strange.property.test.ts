/** Whatever is asked of the image service, it refuses; it never breaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { imageFields, imagePatchType } from '../../../src/contract/image/image.ts';
import { imageAlone } from './image-alone.ts';

const fields = [...Object.keys(imageFields), 'status', 'locations', 'colour', 'os_glance_x'];
const word = fc.oneof(fc.constantFrom(...fields), fc.string());
const body = fc.oneof(fc.dictionary(word, fc.jsonValue()), fc.jsonValue());
const pointer = fc.oneof(
  fc.constantFrom(...fields).map((field) => `/${field}`),
  fc.string(),
);
const change = fc.oneof(
  fc.record(
    {
      op: fc.oneof(fc.constantFrom('add', 'replace', 'remove'), fc.jsonValue()),
      path: fc.oneof(pointer, fc.jsonValue()),
      value: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);
const parameters = [
  ...fields,
  ...['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'size_min', 'created_at', 'tag'],
  ...['member_status', 'changes-since', '__proto__', 'constructor'],
];
const query = fc.array(fc.tuple(fc.constantFrom(...parameters), fc.string()), { maxLength: 4 });

test('a new image', async () => {
  const { ask } = imageAlone();
  await fc.assert(
    fc.asyncProperty(body, async (wish) => {
      const { status } = await ask('POST /images', { as: 'member', body: JSON.stringify(wish) });
      assert.ok([201, 400, 403, 409].includes(status), String(status));
    }),
  );
});

test('changes of an image', async () => {
  const { ask, create, show } = imageAlone();
  const { id } = await create({ name: 'one' });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
      const { status } = await ask(`PATCH /images/${id}`, {
        as: 'member',
        body: JSON.stringify(changes),
        type: imagePatchType,
      });
      assert.ok([200, 400, 403, 409].includes(status), String(status));
      assert.equal((await show(id)).id, id);
    }),
  );
});

test('a member of an image', async () => {
  const { ask, create } = imageAlone();
  const { id } = await create({ name: 'one' });
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (whole, member) => {
      for (const wish of [whole, { member }]) {
        const { status } = await ask(`POST /images/${id}/members`, {
          as: 'member',
          body: JSON.stringify(wish),
        });
        assert.ok([200, 400, 403, 409].includes(status), String(status));
      }
    }),
  );
});

test('a list of images', async () => {
  const { ask, create } = imageAlone();
  await create({ name: 'one', tags: ['a'], colour: 'red' });
  await fc.assert(
    fc.asyncProperty(query, async (wishes) => {
      const search = new URLSearchParams(wishes).toString();
      const { status } = await ask(`GET /images?${search}`, { as: 'member' });
      assert.ok([200, 400].includes(status), String(status));
    }),
  );
});

test('a part of the data', async () => {
  const { ask, create, upload } = imageAlone();
  const { id } = await create({ disk_format: 'raw', container_format: 'bare' });
  await upload(id, 'the data');
  const bound = fc.oneof(fc.nat(20).map(String), fc.constant(''), fc.constant('x'));
  await fc.assert(
    fc.asyncProperty(bound, bound, async (from, to) => {
      const headers = { range: `bytes=${from}-${to}` };
      const { status, text } = await ask(`GET /images/${id}/file`, { as: 'member', headers });
      assert.ok([200, 206, 416].includes(status), String(status));
      if (status === 206)
        assert.equal(text, 'the data'.slice(Number(from), to === '' ? undefined : Number(to) + 1));
    }),
  );
});
