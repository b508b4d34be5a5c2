/** Ids of what belongs to something else: they follow from its id, and lead back to it. */

/** @param code which of its belongings, from 1 on; the same code leads back */
export function derivedId(uuid: string, code: number): string {
  const head = (Number.parseInt(uuid.slice(0, 8), 16) ^ (code << 16) ^ 0x5a5a) >>> 0;
  return head.toString(16).padStart(8, '0') + uuid.slice(8);
}
