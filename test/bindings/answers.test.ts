import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { mustShow, mustSucceed } from '../../src/bindings/openstack-answers.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';

const reading = { doing: 'create a flavour', success: [200], conflict: 'duplicate' } as const;
const refused = (status: number, body: unknown) => {
  try {
    mustSucceed(answer(status, body), reading);
  } catch (error) {
    return error;
  }
  return undefined;
};

test('each error format of the services is read', () => {
  const bodies: readonly unknown[] = [
    { itemNotFound: { code: 404, message: 'said' } },
    { error: { code: 404, title: 'Not Found', message: 'said' } },
    { NeutronError: { type: 'NotFound', message: 'said', detail: '' } },
    { errors: [{ status: 404, title: 'Not Found', detail: 'said' }] },
    { message: 'said', code: '404 Not Found', title: 'Not Found' },
    { code: 404, title: 'Not Found', explanation: 'no', error: { type: 'X', message: 'said' } },
    { code: 404, title: 'Not Found', explanation: 'said', error: { type: 'X', traceback: null } },
    { faultcode: 'Client', faultstring: 'said', debuginfo: null },
  ];
  for (const body of bodies) {
    const error = refused(404, body);
    assert.ok(error instanceof Refusal, JSON.stringify(body));
    assert.equal(error.reason, 'unknown');
    assert.equal(error.said, 'said');
  }
});

test('the reason depends on status, call and words', () => {
  const body = (message: string) => ({ forbidden: { code: 403, message } });
  assert.equal((refused(403, body("Policy doesn't allow it")) as Refusal).reason, 'forbidden');
  const policy = "Policy doesn't allow os_compute_api:os-quota-sets:update to be performed.";
  assert.equal((refused(403, body(policy)) as Refusal).reason, 'forbidden');
  assert.equal((refused(403, body('Quota exceeded for cores')) as Refusal).reason, 'over quota');
  const full = "Quota exceeded for resources: ['network'].";
  assert.equal((refused(409, body(full)) as Refusal).reason, 'over quota');
  assert.equal((refused(409, body('taken')) as Refusal).reason, 'duplicate');
  assert.equal((refused(400, body('bad')) as Refusal).reason, 'invalid');
  assert.equal((refused(401, body('who?')) as Refusal).reason, 'unauthenticated');
});

test('a refusal that says nothing in the error format, a 5xx and an odd success are violations', () => {
  for (const [status, body] of [
    [404, '<html>Not Found</html>'],
    [404, ''],
    [404, { a: 1, b: 2 }],
    [500, { computeFault: { code: 500, message: 'oops' } }],
    [201, {}],
    [418, { teapot: { code: 418, message: 'short and stout' } }],
  ] as const) {
    assert.ok(
      refused(status, body) instanceof Violation,
      `${String(status)} ${JSON.stringify(body)}`,
    );
  }
});

test('a body that departs from the contract is a violation that names the field', () => {
  const schema = z.looseObject({ flavor: z.looseObject({ ram: z.number() }) });
  assert.deepEqual(mustShow(answer(200, { flavor: { ram: 1, more: 2 } }), schema, reading), {
    flavor: { ram: 1, more: 2 },
  });
  assert.throws(
    () => mustShow(answer(200, { flavor: { ram: '1' } }), schema, reading),
    (error: unknown) => error instanceof Violation && error.observed.startsWith('at flavor.ram:'),
  );
});
