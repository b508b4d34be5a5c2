import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { contentOf, judgeContent } from '../../src/bindings/image-content.ts';
import { imageRoom } from '../../src/bindings/image/image.ts';
import type { ServiceAsk, Session } from '../../src/bindings/session.ts';
import type { Answer } from '../../src/transport/http.ts';
import { Refusal } from '../../src/failures.ts';
import { image } from '../../src/contract/image/image.ts';
import samples from '../samples/image/image.json' with { type: 'json' };
import { answer } from './stub-http.ts';

const sum = (algorithm: string, bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest('hex');
const active = image.parse(samples.active);

test('sums are computed again from the data, by whatever algorithm the cloud names', () => {
  const data = contentOf(1000);
  const right = {
    ...active,
    size: 1000,
    checksum: sum('md5', data),
    os_hash_algo: 'sha256',
    os_hash_value: sum('sha256', data),
  };
  assert.equal(judgeContent(right), 'as it was given');
  assert.equal(judgeContent({ ...right, checksum: null }), 'as it was given');
  const damaged = 'other than it was given';
  assert.equal(judgeContent({ ...right, checksum: sum('md5', data.slice(1)) }), damaged);
  assert.equal(judgeContent({ ...right, os_hash_value: right.checksum }), damaged);
  assert.equal(judgeContent({ ...right, checksum: null, os_hash_value: null }), damaged);
  assert.equal(judgeContent({ ...right, size: 999 }), damaged);
  assert.equal(judgeContent({ ...right, size: null }), undefined);
  assert.equal(judgeContent({ ...right, size: 1e12 }), undefined);
});

const sessionOf = (reply: (ask: ServiceAsk) => Answer) => {
  const asked: string[] = [];
  const session = {
    address: () => 'http://image.test/v2',
    ask: (_service: string, ask: ServiceAsk) => {
      asked.push(`${ask.method} ${ask.path}`);
      return Promise.resolve(reply(ask));
    },
  } as unknown as Session;
  return { asked, session };
};

test('data is had again only where the example asks how it is', async () => {
  const { asked, session } = sessionOf(({ method, path }) => {
    if (method === 'POST') return answer(201, samples.queued);
    if (method === 'PUT') return answer(204, '');
    if (!path.endsWith('/file')) return answer(200, samples.active);
    return { ...answer(200, ''), bytes: contentOf(1024 * 1024) };
  });
  const room = imageRoom(session);
  await room.create('p-1', room.smallest);
  assert.equal(asked.length, 3);
  const wish = { ...room.smallest, content: 'as it was given' };
  assert.equal((await room.create('p-1', wish)).attributes['content'], 'as it was given');
  assert.equal(asked.at(-1), `GET /images/${samples.active.id}/file`);
});

test('an image whose data is refused does not stay', async () => {
  const { asked, session } = sessionOf(({ method }) => {
    if (method === 'POST') return answer(201, samples.queued);
    if (method === 'PUT') return answer(400, { message: 'no format', title: 'Bad Request' });
    return method === 'GET' ? answer(200, samples.queued) : answer(204, '');
  });
  const room = imageRoom(session);
  await assert.rejects(room.create('p-1', room.smallest), Refusal);
  const one = `/images/${samples.queued.id}`;
  assert.deepEqual(asked, ['POST /images', `PUT ${one}/file`, `GET ${one}`, `DELETE ${one}`]);
});

test('the keeper protects an image no more before it removes it', async () => {
  const { asked, session } = sessionOf(({ method }) =>
    method === 'DELETE'
      ? answer(204, '')
      : answer(200, { ...samples.active, protected: method === 'GET' }),
  );
  await imageRoom(session).remove('x', {});
  assert.deepEqual(asked, ['GET /images/x', 'PATCH /images/x', 'DELETE /images/x']);
});
