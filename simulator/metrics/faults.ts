/** How the metrics service refuses. Source: Gnocchi 4.7, rest/api and its functional tests. */
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import { badRequest, conflict, Fault, forbidden, notFound } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

const refusal = (code: number, description: string | object): Reply => ({
  status: code,
  body: { code, title: STATUS_CODES[code] ?? '', description },
});

export const writeMetricsFault = ({ status, message }: Fault): Reply => refusal(status, message);

/** One whose description says cause and detail. */
interface Detailed {
  readonly cause: string;
  readonly reason?: string;
  readonly detail?: unknown;
}
const detailed = (status: number, description: Detailed): Fault =>
  new Fault(status, description.cause, { verbatim: refusal(status, description) });

export const noSuchMetric = (id: string) => notFound(`Metric ${id} does not exist`);
export const noSuchResource = (id: string) => notFound(`Resource ${id} does not exist`);
export const noSuchType = (name: string) => notFound(`Resource type ${name} does not exist`);
export const noSuchPolicy = (name: string) => notFound(`Archive policy ${name} does not exist`);
/** Of what a body refers to. */
export const noSuchPolicyHere = (name: string) =>
  badRequest(`Archive policy ${name} does not exist`);
export const alreadyExists = (what: string, name: string) =>
  conflict(`${what} ${name} already exists`);
export const resourceExists = (id: string) => alreadyExists('Resource', id);
export const metricExists = (name: string) => alreadyExists('Named metric', name);
export const stillInUse = (what: string, name: string) =>
  badRequest(`${what} ${name} is still in use`);
export const metricExistsHere = (name: string) =>
  detailed(400, { cause: 'Named metric already exists', detail: name });
export const noSuchAggregation = (metric: string, aggregation_method: string) =>
  detailed(404, {
    cause: 'Aggregation method does not exist for this metric',
    detail: { metric, aggregation_method },
  });
export const noSuchGranularity = (metric: string, method: string, seconds: number) =>
  notFound(
    `Aggregation method '${method}' at granularity '${String(seconds)}' for metric ${metric} does not exist`,
  );
export const unknownMetrics = (ids: readonly string[]) =>
  detailed(404, {
    cause: 'Unknown metrics',
    reason: "Provided metrics don't exists",
    detail: ids,
  });
export const invalidOperations = (reason: string) =>
  detailed(400, { cause: 'Invalid operations', reason, detail: reason });
export const invalidArgument = (reason: string) =>
  detailed(400, { cause: 'Argument value error', reason });
export const disallowed = () => forbidden('Access was denied to this resource.');
export const unknownPath = () => notFound('The resource could not be found.');

/** What the schema makes of a body. @throws Fault 400 that names the field */
export function validInput<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const detail = [
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys : []),
  ].map(String);
  const where = detail.map((part) => `['${part}']`).join('');
  const reason = `${issue?.message ?? 'invalid'} @ data${where}`;
  throw detailed(400, { cause: 'Invalid input', reason, detail });
}

export const metricsBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'Request Entity Too Large'),
  otherType: () => new Fault(415, 'The request media type is not supported by this server.'),
  notJson: () => detailed(400, { cause: 'Unable to decode body', reason: 'it is no JSON' }),
  missing: () => undefined,
};
