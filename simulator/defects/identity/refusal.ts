/** How identity refuses, for defects that refuse in its stead. */
import { STATUS_CODES } from 'node:http';
import type { Json } from '../wrapping.ts';

export const identityRefusal = (code: number, message: string): Json => ({
  error: { code, message, title: STATUS_CODES[code] ?? 'Error' },
});
