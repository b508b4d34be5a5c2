/** How compute refuses, for defects that refuse in its stead. */
import type { FaultKind } from '../../../src/contract/compute/errors.ts';
import type { Json } from '../wrapping.ts';

const kinds: Readonly<Record<number, FaultKind>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
};

export const computeRefusal = (status: number, message: string): Json => ({
  [kinds[status] ?? 'computeFault']: { code: status, message },
});
