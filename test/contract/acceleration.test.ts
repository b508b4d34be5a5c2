/** The binding of IFA 002: the table's parameters, the published document, the filter grammar. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import metaSchema from '@open-rpc/meta-schema';
import { Ajv } from 'ajv';
import { workloadOpenRpc } from '../../src/bindings/acceleration/openrpc.ts';
import { workloadCalls } from '../../src/catalogue/acceleration/workload-calls.ts';
import { faultCodes } from '../../src/contract/acceleration/faults.ts';
import { formatTerm, parseFilter } from '../../src/contract/acceleration/filter.ts';
import { answerFrame, requestFrame } from '../../src/contract/acceleration/frames.ts';
import {
  notificationNames,
  workloadCallShapes,
} from '../../src/contract/acceleration/workload-calls.ts';
import type { Parameter } from '../../src/catalogue/requirement.ts';

const published = JSON.parse(
  readFileSync(
    new URL('../../src/bindings/acceleration/vn-nf.openrpc.json', import.meta.url),
    'utf8',
  ),
) as unknown;

test('the calls and their parameters are those of the table, in its order', () => {
  const ofTheTable = Object.entries<{ parameters: readonly Parameter[] }>(workloadCalls).map(
    ([name, { parameters }]) => [
      name,
      parameters.filter(({ type }) => type !== 'Output').map((each) => each.name),
      parameters.filter(({ type }) => type === 'Output').map((each) => each.name),
    ],
  );
  const ofTheContract = Object.entries(workloadCallShapes).map(([name, { params, result }]) => [
    name,
    Object.keys(params.shape),
    Object.keys(result.shape),
  ]);
  assert.deepEqual(ofTheContract, ofTheTable);
});

test('the infrastructure calls what the table says that it calls', () => {
  const ofTheTable = Object.entries<object>(workloadCalls)
    .filter(([, call]) => 'calledByInfrastructure' in call)
    .map(([name]) => name);
  assert.deepEqual([...notificationNames], ofTheTable);
});

test('the published document is the one that the contract gives', () => {
  assert.deepEqual(
    published,
    JSON.parse(JSON.stringify(workloadOpenRpc())),
    'run: node test/contract/write-openrpc.ts',
  );
});

test('the published document is OpenRPC', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  const isOpenRpc = ajv.compile(metaSchema);
  assert.ok(isOpenRpc(published), ajv.errorsText(isOpenRpc.errors));
});

test('no two faults share a code', () => {
  const codes = Object.values(faultCodes);
  assert.equal(new Set(codes).size, codes.length);
});

test('a filter is read and written', () => {
  const text = "(eq,type,crypto);(in,subSystem,a,'b,''c');(gte,depth,64)";
  const terms = parseFilter(text);
  assert.deepEqual(terms, [
    { operator: 'eq', attribute: 'type', values: ['crypto'] },
    { operator: 'in', attribute: 'subSystem', values: ['a', "b,'c"] },
    { operator: 'gte', attribute: 'depth', values: ['64'] },
  ]);
  assert.equal(terms.map(formatTerm).join(';'), text);
  assert.deepEqual(parseFilter(''), []);
});

for (const text of [
  '(',
  'eq,type,a',
  '(is,type,a)',
  '(eq,type)',
  '(eq,type,a,b)',
  '(eq,a,b);',
  '(eq,a,b)(eq,c,d)',
]) {
  test(`no filter: ${text}`, () => {
    assert.equal(parseFilter(text), undefined);
  });
}

test('frames that break JSON-RPC are none', () => {
  const frame = { jsonrpc: '2.0', id: 1 };
  assert.ok(answerFrame.safeParse({ ...frame, result: {} }).success);
  assert.ok(answerFrame.safeParse({ ...frame, error: { code: 1, message: 'a' } }).success);
  const error = { code: -32001, message: 'NOT_INITIALISED' };
  for (const wrong of [
    frame,
    { ...frame, result: {}, error },
    { ...frame, result: [] },
    { ...frame, jsonrpc: '1.0', result: {} },
    { jsonrpc: '2.0', result: {} },
    { ...frame, error: 'no' },
    [{ ...frame, result: {} }],
  ]) {
    assert.ok(!answerFrame.safeParse(wrong).success, JSON.stringify(wrong));
  }
  assert.ok(requestFrame.safeParse({ ...frame, method: 'ReleaseAcc' }).success);
  assert.ok(!requestFrame.safeParse({ jsonrpc: '2.0', method: 'ReleaseAcc' }).success);
});
