/** What a run of the features exchanges with accelerators is what the published binding says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import { mediaTypes, type Transcript } from '../../src/evidence.ts';
import { envelopesOf, runWith } from './run-with.ts';

interface Method {
  readonly name: string;
  readonly params: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly result: { readonly schema: object };
}
interface Frame {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

const { methods } = JSON.parse(
  readFileSync(
    new URL('../../src/bindings/acceleration/vn-nf.openrpc.json', import.meta.url),
    'utf8',
  ),
) as { methods: readonly Method[] };

// Formats are the contract's business, which the harness judges itself.
const ajv = new Ajv({ strict: false, validateFormats: false });
const byName = new Map(
  methods.map(({ name, params, result }) => {
    const request = ajv.compile({
      type: 'object',
      properties: Object.fromEntries(params.map((each) => [each.name, each.schema])),
      required: params.filter(({ required }) => required).map((each) => each.name),
      additionalProperties: false,
    });
    return [name, { request, response: ajv.compile(result.schema) }] as const;
  }),
);

const frame = (body: string | undefined): Frame => JSON.parse(body ?? '{}') as Frame;

const exchanges = (await envelopesOf({}, { tags: '@needs:acceleration' }))
  .flatMap(({ attachment }) =>
    attachment?.mediaType === mediaTypes.transcript ? [attachment] : [],
  )
  .flatMap(({ body }) => (JSON.parse(body) as Transcript).exchanges)
  // Bodies that were cut are no JSON any more.
  .filter(({ request }) => request.url.startsWith('ws') && !request.body?.includes('<cut here'));

const conforms = (is: ValidateFunction | undefined, value: unknown): string =>
  is?.(value) === true ? '' : ajv.errorsText(is?.errors);

test('every call that succeeded conforms to the published document, and so does its answer', () => {
  const succeeded = exchanges.filter(({ response }) => response?.status === 0);
  assert.ok(succeeded.length > 200, String(succeeded.length));
  for (const { request, response } of succeeded) {
    const is = byName.get(request.method);
    assert.equal(conforms(is?.request, frame(request.body).params), '', request.body);
    assert.equal(conforms(is?.response, frame(response?.body).result), '', response?.body);
  }
});

test('every parameter of the table is exercised, in the direction that the table gives', async () => {
  const { requirements } = await runWith(
    {},
    { tags: '@needs:acceleration or @needs:acceleration-management' },
  );
  const parameters = requirements.flatMap(({ id, parameters: those = [] }) =>
    those.map((each) => ({ ...each, of: id })),
  );
  assert.equal(parameters.length, 52);
  assert.deepEqual(
    parameters.filter(({ exercised }) => !exercised),
    [],
  );
});

test('the infrastructure calls what is its to call, and nothing else', () => {
  for (const { actor, request } of exchanges) {
    assert.equal(actor === 'NFVI', request.method.endsWith('Notification'), request.method);
  }
});
