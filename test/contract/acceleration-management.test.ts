/** The binding of IFA 019: the table's parameters, and the published document. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { managementOpenApi } from '../../src/bindings/acceleration/openapi.ts';
import { managementCalls } from '../../src/catalogue/acceleration/management-calls.ts';
import type { Parameter } from '../../src/catalogue/requirement.ts';
import {
  type ManagementCallShape,
  managementCallShapes,
  pathParameters,
} from '../../src/contract/acceleration/management-calls.ts';

const published = JSON.parse(
  readFileSync(
    new URL('../../src/bindings/acceleration/nf-vi.openapi.json', import.meta.url),
    'utf8',
  ),
) as Record<string, unknown>;

test('the calls and their parameters are those of the table; what is ours is said to be', () => {
  const named = (parameters: readonly Parameter[], outputs: boolean): string[] =>
    parameters
      .filter(({ type }) => (type === 'Output') === outputs)
      .map(({ name }) => name)
      .sort();
  const ofTheTable = Object.entries<{ parameters: readonly Parameter[] }>(managementCalls).map(
    ([name, { parameters }]) => [name, named(parameters, false), named(parameters, true)],
  );
  const ofTheContract = Object.entries<ManagementCallShape>(managementCallShapes).map(
    ([name, { path, query, body, answer, ours = [] }]) => [
      name,
      [
        ...pathParameters(path),
        ...Object.keys(query?.shape ?? {}),
        ...Object.keys(body?.shape ?? {}),
      ]
        .filter((parameter) => !ours.includes(parameter))
        .sort(),
      Object.keys(answer?.shape ?? {}),
    ],
  );
  assert.deepEqual(ofTheContract, ofTheTable);
});

test('the published document is the one that the contract gives', () => {
  assert.deepEqual(
    published,
    JSON.parse(JSON.stringify(managementOpenApi())),
    'run: node test/contract/write-openapi.ts',
  );
});

test('the published document is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(published));
  assert.ok(valid, JSON.stringify(errors));
  assert.equal(validator.version, '3.1');
});

test('no two calls share a method and a path', () => {
  const places = Object.values<ManagementCallShape>(managementCallShapes).map(
    ({ method, path }) => `${method} ${path}`,
  );
  assert.equal(new Set(places).size, places.length);
});
