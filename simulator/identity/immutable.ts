/** Roles, tenants and domains that are marked immutable. Source: Identity API reference, "Resource options". */
import { forbidden } from '../kernel/fault.ts';
import type { Extra } from './tables.ts';

interface Marked {
  readonly id: string;
  readonly options: Extra;
}

const refusal = (doing: 'update' | 'delete', type: string, id: string) =>
  forbidden(
    `Unable to ${doing} immutable ${type} resource: \`${id}. Set resource option "immutable" to false first.`,
  );

/** @throws Fault 403 */
export function mayDelete(type: string, { id, options }: Marked): void {
  if (options['immutable'] === true) throw refusal('delete', type, id);
}

/**
 * The mark alone may be taken off; everything else must wait until it is.
 * @throws Fault 403
 */
export function mayUpdate(
  type: string,
  { id, options }: Marked,
  change: { readonly options?: Extra | undefined },
): void {
  if (options['immutable'] !== true) return;
  const wanted = change.options?.['immutable'];
  const takesOff = Object.keys(change).length === 1 && (wanted === false || wanted === null);
  if (!takesOff) throw refusal('update', type, id);
}

/** Options after a change; null takes one away. */
export const changedOptions = (options: Extra, change: Extra | undefined): Extra =>
  Object.fromEntries(
    Object.entries({ ...options, ...change }).filter(([, value]) => value !== null),
  );
