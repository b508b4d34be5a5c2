/** What a run exchanges with whoever manages accelerators is what the published binding says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { managementCalls } from '../../src/catalogue/acceleration/management-calls.ts';
import type { Parameter } from '../../src/catalogue/requirement.ts';
import { type Exchange, mediaTypes, type Transcript } from '../../src/evidence.ts';
import { envelopesOf } from './run-with.ts';

type Json = Record<string, unknown>;
interface Content {
  readonly content: Readonly<Record<string, { readonly schema: Json }>>;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Partial<Content>>>;
}
const { paths, webhooks, components } = JSON.parse(
  readFileSync(
    new URL('../../src/bindings/acceleration/nf-vi.openapi.json', import.meta.url),
    'utf8',
  ),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: { readonly Notify: { readonly post: Operation } };
  readonly components: { readonly responses: { readonly Problem: Content } };
};

const root = 'http://simulator.test/acceleration/nf-vi';
const routes = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    operation,
  })),
);

/** One exchange, with the call that it is and all its parameters by name. */
interface Call {
  readonly operation: Operation;
  readonly parameters: Json;
  readonly exchange: Exchange;
}
const json = (body: string | undefined): Json => {
  try {
    return JSON.parse(body ?? '{}') as Json;
  } catch {
    // A form: its parts have names.
    const names = [...(body ?? '').matchAll(/form-data; name="(\w+)"/g)];
    return Object.fromEntries(names.map(([, name = '']) => [name, '']));
  }
};
function callOf(exchange: Exchange): Call | undefined {
  const { method, url, body } = exchange.request;
  if (exchange.actor === 'NFVI') {
    return url.startsWith('http://callbacks.test/')
      ? { operation: webhooks.Notify.post, parameters: json(body), exchange }
      : undefined;
  }
  if (!url.startsWith(root)) return undefined;
  const { pathname, searchParams } = new URL(url);
  const below = pathname.slice(new URL(root).pathname.length);
  const route = routes.find((each) => each.method === method && each.path.test(below));
  if (route === undefined) return undefined;
  const named = route.path.exec(below)?.groups ?? {};
  const parameters = { ...named, ...Object.fromEntries(searchParams), ...json(body) };
  return { operation: route.operation, parameters, exchange };
}

const calls = (await envelopesOf({}, { tags: '@needs:acceleration-management' }))
  .flatMap(({ attachment }) =>
    attachment?.mediaType === mediaTypes.transcript ? [attachment] : [],
  )
  .flatMap(({ body }) => (JSON.parse(body) as Transcript).exchanges)
  .flatMap((exchange) => callOf(exchange) ?? []);
const succeeded = calls.filter(({ exchange }) => (exchange.response?.status ?? 500) < 300);

// Formats are the contract's business, which the harness judges itself.
const ajv = new Ajv({ strict: false, validateFormats: false });
const schemas = new Map<Json, ReturnType<typeof ajv.compile>>();
const conforms = (schema: Json | undefined, value: unknown): string => {
  if (schema === undefined) return '';
  const is = schemas.get(schema) ?? ajv.compile(schema);
  schemas.set(schema, is);
  return is(value) ? '' : ajv.errorsText(is.errors);
};

test('every call that succeeded conforms to the published document, and so does its answer', () => {
  assert.ok(succeeded.length > 200, String(succeeded.length));
  for (const { operation, exchange } of succeeded) {
    const { request, response } = exchange;
    const sent = operation.requestBody?.content['application/json']?.schema;
    assert.equal(conforms(sent, json(request.body)), '', request.body);
    const told = operation.responses[String(response?.status)];
    assert.ok(told, `${operation.operationId}: ${String(response?.status)}`);
    const answer = told.content?.['application/json']?.schema;
    assert.equal(conforms(answer, json(response?.body)), '', response?.body);
  }
});

test('every refusal has the details of a problem', () => {
  const problem = components.responses.Problem.content['application/problem+json']?.schema;
  assert.ok(problem);
  const refused = calls.filter(({ exchange: { actor, response } }) => {
    return actor !== 'NFVI' && (response?.status ?? 0) >= 400;
  });
  assert.ok(refused.length > 60, String(refused.length));
  for (const { exchange } of refused) {
    assert.equal(conforms(problem, json(exchange.response?.body)), '', exchange.response?.body);
  }
});

test('every parameter of the table is exchanged, in the direction that the table gives', () => {
  const unseen = Object.entries<{ parameters: readonly Parameter[] }>(managementCalls).flatMap(
    ([name, { parameters }]) => {
      const ofCall = succeeded.filter(({ operation }) => operation.operationId === name);
      if (ofCall.length === 0) return [name];
      return parameters
        .filter(({ name: parameter, type }) =>
          ofCall.every(({ parameters: sent, exchange }) => {
            const where = type === 'Output' ? json(exchange.response?.body) : sent;
            return !(parameter in where);
          }),
        )
        .map((parameter) => `${name}.${parameter.name}`);
    },
  );
  assert.deepEqual(unseen, []);
});

test('the infrastructure notifies, and the VIM makes all other calls', () => {
  for (const { operation, exchange } of calls) {
    assert.equal(exchange.actor === 'NFVI', operation.operationId === 'Notify');
  }
});
