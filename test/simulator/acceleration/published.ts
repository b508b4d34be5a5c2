/** The published document of IFA 019, as a judge of what is exchanged. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Content {
  readonly [type: string]: { readonly schema: object } | undefined;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
const document = JSON.parse(
  readFileSync(
    new URL('../../../src/bindings/acceleration/nf-vi.openapi.json', import.meta.url),
    'utf8',
  ),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: { readonly Notify: { readonly post: Operation } };
  readonly components: { readonly responses: { readonly Problem: { readonly content: Content } } };
};

// Formats are the contract's business.
const ajv = new Ajv({ strict: false, validateFormats: false });
const compiled = new Map<object, ValidateFunction>();

function mustConform(schema: object | undefined, value: unknown, what: string): void {
  assert.ok(schema, `${what}: the document has nothing like that`);
  const is = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, is);
  assert.ok(is(value), `${what}: ${ajv.errorsText(is.errors)} in ${JSON.stringify(value)}`);
}

export interface Exchange {
  readonly method: string;
  /** Behind `/nf-vi`, with its query. */
  readonly path: string;
  /** JSON. */
  readonly body?: unknown;
  readonly status: number;
  readonly type: string;
  readonly answer: unknown;
}

/** An answer of a success is that of the document, and so was what it was asked; all others are problems. */
export function conforms({ method, path, body, status, type, answer }: Exchange): void {
  const [place = '', query = ''] = path.split('?');
  const operation = Object.entries(document.paths).find(
    ([template, operations]) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(place) &&
      method.toLowerCase() in operations,
  )?.[1][method.toLowerCase()];
  const what = `${method} ${path}`;
  if (status >= 400) {
    const { content } = document.components.responses.Problem;
    mustConform(content[type]?.schema, answer, what);
    return;
  }
  assert.ok(operation, `${what}: the document has no such operation`);
  const response = operation.responses[String(status)];
  assert.ok(response, `${what}: the document has no status ${String(status)}`);
  if (response.content === undefined) assert.equal(answer, undefined, what);
  else mustConform(response.content[type]?.schema, answer, what);
  for (const name of new URLSearchParams(query).keys()) {
    const known = operation.parameters?.some((each) => each.name === name && each.in === 'query');
    assert.ok(known, `${what}: the document has no parameter ${name}`);
  }
  const asked = operation.requestBody?.content['application/json'];
  if (asked !== undefined) mustConform(asked.schema, body, `${what}, its body`);
}

/** A notification is that of the document. */
export const notificationConforms = (body: unknown): void => {
  mustConform(
    document.webhooks.Notify.post.requestBody?.content['application/json']?.schema,
    body,
    'Notify',
  );
};
