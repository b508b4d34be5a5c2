/** Options of DHCPv6 as they lie in a message, and in one another (RFC 8415 §21.1). */
import { Malformed } from './malformed.ts';

export type RawOption = readonly [code: number, bytes: Uint8Array];

/** @throws Malformed that says which option is cut short */
export function readRaw(bytes: Uint8Array): readonly RawOption[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: RawOption[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) throw new Malformed('an option that is cut short');
    const code = view.getUint16(at);
    const end = at + 4 + view.getUint16(at + 2);
    if (end > bytes.length) throw new Malformed(`option ${String(code)} goes beyond the end`);
    found.push([code, bytes.subarray(at + 4, end)]);
    at = end;
  }
  return found;
}

export function writeRaw(options: readonly RawOption[]): Uint8Array {
  const parts = options.flatMap(([code, bytes]) => {
    const head = new Uint8Array(4);
    const view = new DataView(head.buffer);
    view.setUint16(0, code);
    view.setUint16(2, bytes.length);
    return [head, bytes];
  });
  return Uint8Array.from(Buffer.concat(parts));
}
