/**
 * How the accelerator service refuses: JSON in JSON. Some refusals come from its framework and have a
 * description, which may be empty; a status alone (423) is the text `null`.
 * Source: Cyborg 16.0.1 (2026.1), recorded; the API reference says nothing of it.
 */
import { z } from 'zod';

/** The outer object. */
export const acceleratorError = z.looseObject({ error_message: z.string() });

/** What the text in it holds. */
export const acceleratorFault = z.union([
  z.looseObject({ faultcode: z.string(), faultstring: z.string() }),
  z.looseObject({ code: z.int(), title: z.string(), description: z.string() }),
  z.null(),
]);
export type AcceleratorFault = z.infer<typeof acceleratorFault>;

/** What an error says; the tracebacks that follow it are left out. Undefined for a text of another form. */
export function acceleratorFaultText(errorMessage: string): string | undefined {
  let inner: unknown;
  try {
    inner = JSON.parse(errorMessage);
  } catch {
    return undefined;
  }
  const fault = acceleratorFault.safeParse(inner);
  if (!fault.success) return undefined;
  if (fault.data === null) return '';
  const said =
    'faultstring' in fault.data
      ? fault.data.faultstring
      : fault.data.description || fault.data.title;
  return typeof said === 'string' ? said.replace(/\nTraceback [^]*$/, '') : undefined;
}
