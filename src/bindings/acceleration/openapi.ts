/**
 * The binding of IFA 019 as an OpenAPI 3.1 document. `nf-vi.openapi.json` beside this file is generated
 * from it (`node test/contract/write-openapi.ts`); a test keeps them equal.
 */
import { z } from 'zod';
import { managementCalls } from '../../catalogue/acceleration/management-calls.ts';
import type { Parameter } from '../../catalogue/requirement.ts';
import {
  type ManagementCallName,
  type ManagementCallShape,
  managementCallShapes,
  pathParameters,
} from '../../contract/acceleration/management-calls.ts';
import {
  problemDetails,
  problemMediaType,
  problemStatuses,
} from '../../contract/acceleration/problems.ts';

type Json = Record<string, unknown>;
interface CallInWords {
  readonly statement: string;
  readonly parameters: readonly Parameter[];
  readonly reading?: string;
}

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
};
const json = (schema: z.ZodType): Json => ({ 'application/json': { schema: schemaOf(schema) } });

function operation(name: ManagementCallName): Json {
  const call: CallInWords = managementCalls[name];
  const {
    path,
    query,
    body,
    binary,
    status,
    answer,
    ours = [],
  }: ManagementCallShape = managementCallShapes[name];
  const told = (parameter: string): string =>
    ours.includes(parameter)
      ? 'Not in the table: ours.'
      : (call.parameters.find((each) => each.name === parameter)?.description ?? '');
  const added = ours.length === 0 ? '' : `Not in the table, but ours: ${ours.join(', ')}.`;
  const parameters = [
    ...pathParameters(path).map((parameter) => ({
      name: parameter,
      in: 'path',
      required: true,
      description: told(parameter),
      schema: { type: 'string' },
    })),
    ...Object.entries<z.core.$ZodType>(query?.shape ?? {}).map(([parameter, schema]) => ({
      name: parameter,
      in: 'query',
      required: false,
      description: told(parameter),
      schema: schemaOf(schema as z.ZodType),
    })),
  ];
  return {
    operationId: name,
    summary: call.statement,
    description: [call.reading, added].filter(Boolean).join(' '),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(body, binary) } }),
    responses: {
      [String(status)]: {
        description: status === 204 ? 'It is done.' : 'The response of the table.',
        ...(answer === undefined ? {} : { content: json(answer) }),
        ...(status === 201
          ? { headers: { Location: { required: true, schema: { type: 'string' } } } }
          : {}),
      },
      ...(path === '' ? {} : { default: { $ref: '#/components/responses/Problem' } }),
    },
  };
}

/** A body of JSON, or a form with a part that is binary. */
function contentOf(body: z.ZodObject, binary: string | undefined): Json {
  if (binary === undefined) return json(body);
  const { properties, ...schema } = schemaOf(body);
  const parts = { ...(properties as Json), [binary]: {} };
  const encoding = { [binary]: { contentType: 'application/octet-stream' } };
  return { 'multipart/form-data': { schema: { ...schema, properties: parts }, encoding } };
}

/** The document. */
export function managementOpenApi(): Json {
  const paths: Record<string, Json> = {};
  const names = Object.keys(managementCallShapes) as ManagementCallName[];
  for (const name of names) {
    const { method, path }: ManagementCallShape = managementCallShapes[name];
    if (path !== '') paths[path] = { ...paths[path], [method]: operation(name) };
  }
  const words = Object.entries(problemStatuses).map(([word, code]) => `${word} (${String(code)})`);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Table 6-3, ETSI GS NFV-IFA 019: the VIM and the accelerators of the infrastructure',
      version: '1.0.0',
      description:
        'ETSI defines no wire format: names of calls and parameters are those of the table, everything else is ours. The version changes when a request or answer that was right becomes wrong.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ token: [] }, { certificate: [] }],
    paths,
    webhooks: { Notify: { post: operation('Notify') } },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        certificate: { type: 'mutualTLS' },
      },
      responses: {
        Problem: {
          description: `The type ends in one of: ${words.join(', ')}.`,
          content: { [problemMediaType]: { schema: schemaOf(problemDetails) } },
        },
      },
    },
  };
}
