/** The contract of reservations on what a real Blazar answered. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import { refusalText } from '../../src/contract/refusal.ts';
import {
  reservableFloatingIpAnswer,
  reservableFloatingIpsAnswer,
} from '../../src/contract/reservation/floating-ip.ts';
import {
  allocationAnswer,
  allocationsAnswer,
  hostAnswer,
  hostsAnswer,
} from '../../src/contract/reservation/host.ts';
import { lease, leaseAnswer, leasesAnswer } from '../../src/contract/reservation/lease.ts';
import {
  readInstant,
  readMinute,
  writeInstant,
  writeMinute,
} from '../../src/contract/reservation/wire-types.ts';

interface Recorded {
  readonly name: string;
  readonly request: { readonly path: string };
  readonly response?: { readonly status: number; readonly body?: Record<string, unknown> };
}
const file = new URL('../samples/recorded/blazar/reservation.json', import.meta.url);
const { probes } = JSON.parse(readFileSync(file, 'utf8')) as { probes: readonly Recorded[] };
const answers = probes.flatMap(({ name, request, response }) =>
  response?.body === undefined || !request.path.startsWith('/reservation/v1/')
    ? []
    : [{ name, status: response.status, body: response.body }],
);

/** By the key at the top of an answer. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  lease: leaseAnswer,
  leases: leasesAnswer,
  host: hostAnswer,
  hosts: hostsAnswer,
  allocation: allocationAnswer,
  allocations: allocationsAnswer,
  floatingip: reservableFloatingIpAnswer,
  floatingips: reservableFloatingIpsAnswer,
};

test('every recorded answer is read, with all that it has', () => {
  const seen = new Set<string>();
  for (const { name, status, body } of answers.filter(({ status }) => status < 300)) {
    const [key = ''] = Object.keys(body);
    const schema = schemas[key];
    if (schema === undefined) continue;
    seen.add(key);
    assert.deepEqual(schema.parse(body), body, `${name} (${String(status)})`);
  }
  assert.deepEqual([...seen].toSorted(), Object.keys(schemas).toSorted());
});

test('every recorded refusal is understood', () => {
  const refusals = answers.filter(({ status }) => status >= 400);
  assert.ok(refusals.length > 60, String(refusals.length));
  for (const { name, body } of refusals) {
    const said = refusalText(JSON.stringify(body));
    const { error, error_message: message } = body;
    const wanted = message ?? (error as { message: string }).message;
    assert.equal(said, wanted, name);
  }
});

test('a lease without one of its fields, or of another type, is none', () => {
  const shown = answers.find(({ name }) => name === 'lease, active, virtual:instance')?.body[
    'lease'
  ];
  const body = lease.parse(shown);
  for (const field of ['id', 'name', 'start_date', 'end_date', 'status', 'reservations']) {
    assert.equal(lease.safeParse({ ...body, [field]: undefined }).success, false, field);
    assert.equal(lease.safeParse({ ...body, [field]: 7 }).success, false, field);
  }
  const [first] = body.reservations;
  const wrong = (change: object) =>
    lease.safeParse({ ...body, reservations: [{ ...first, ...change }] }).success;
  assert.equal(wrong({}), true);
  assert.equal(wrong({ amount: '1' }), false);
  assert.equal(wrong({ flavor_id: undefined }), false);
  assert.equal(wrong({ resource_type: 'device', amount: undefined }), true);
});

test('minutes and instants are written as they are read', () => {
  const at = Date.UTC(2026, 10, 23, 9, 2);
  assert.equal(writeMinute(at + 59_999), '2026-11-23 09:02');
  assert.equal(readMinute('2026-11-23 09:02'), at);
  assert.equal(writeInstant(at), '2026-11-23T09:02:00.000000');
  assert.equal(readInstant('2026-11-23T09:02:00.000000'), at);
  for (const text of ['tomorrow', '2026-02-30 10:00', '2026-11-23 24:01', '2031-01-01T00:00:00Z']) {
    assert.equal(readMinute(text), undefined, text);
  }
});
