/** The error bodies of the OpenStack services, as far as a client must read them. */
import { z } from 'zod';
import { acceleratorError, acceleratorFaultText } from './accelerator/errors.ts';
import { alarmingError, alarmingFaultText } from './alarming/errors.ts';
import { metricsRefusal } from './metrics/wire-types.ts';
import { reservationError } from './reservation/errors.ts';

/** Identity, and every service's answer to a missing or invalid token: `{"error": {…}}`. */
const underError = z.looseObject({ error: z.looseObject({ message: z.string() }) });
/** Network: `{"NeutronError": {…}}`. */
const underNeutronError = z.looseObject({
  NeutronError: z.looseObject({ type: z.string(), message: z.string() }),
});
/** Placement: `{"errors": [{…}]}`. */
const underErrors = z.looseObject({
  errors: z.array(z.looseObject({ detail: z.string() })).min(1),
});
/** Image (asked for JSON): `{"message", "code", "title"}`. */
const flat = z.looseObject({ message: z.string(), title: z.string() });
/** Orchestration: `{"code", "title", "explanation", "error": {…}}`. */
const explained = z.looseObject({
  explanation: z.string(),
  title: z.string(),
  error: z.looseObject({ message: z.string().optional() }).optional(),
});
/** Load balancer: `{"faultcode", "faultstring"}`. */
const fault = z.looseObject({ faultcode: z.string(), faultstring: z.string() });
/** Compute and block storage: a key that names the kind, `{"itemNotFound": {…}}`. */
const kind = z.looseObject({ code: z.int(), message: z.string() });
const underKind = z
  .record(z.string(), z.unknown())
  .transform((kinds) => Object.values(kinds).find((value) => kind.safeParse(value).success))
  .pipe(kind);

/**
 * What a refusal says.
 * @returns the message, or undefined when the body has none of the services' error formats
 */
export function refusalText(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const read = <T>(schema: z.ZodType<T>, text: (value: T) => string | undefined) => {
    const parsed = schema.safeParse(json);
    return parsed.success ? text(parsed.data) : undefined;
  };
  return (
    read(explained, (e) => e.error?.message ?? e.explanation) ??
    read(underError, (e) => e.error.message) ??
    read(underNeutronError, (e) => e.NeutronError.message) ??
    read(underErrors, (e) => e.errors[0]?.detail) ??
    read(fault, (e) => e.faultstring) ??
    read(acceleratorError, (e) => acceleratorFaultText(e.error_message)) ??
    read(alarmingError, alarmingFaultText) ??
    read(metricsRefusal, ({ description: said, title }) => {
      const text = typeof said === 'string' ? said : said.cause;
      return text || title;
    }) ??
    read(reservationError, (e) => e.error_message) ??
    read(flat, (e) => e.message) ??
    read(underKind, (e) => e.message)
  );
}
