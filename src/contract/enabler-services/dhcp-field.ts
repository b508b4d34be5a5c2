/** Options of DHCP, of both versions: a number, and what its bytes mean. */
import type { Value } from './dhcp-values.ts';
import { Malformed } from './malformed.ts';

export interface Field<T> extends Value<T> {
  readonly code: number;
}
export const at = <T>(code: number, value: Value<T>): Field<T> => ({ code, ...value });

/** An option that has no name here. */
export interface OtherOption {
  readonly code: number;
  /** In hexadecimal digits. */
  readonly data: string;
}

/** @throws Malformed that says which option is wrong */
export function readField<T>(field: Field<T>, bytes: Uint8Array): T {
  try {
    return field.read(bytes);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Malformed(`option ${String(field.code)}: ${error.message}`, { cause: error });
  }
}
