/** What options of DHCP hold, and how it is written (RFC 2132 §2, RFC 3442, RFC 3046 §2). */
import { Malformed } from './malformed.ts';

/** How the bytes of an option are read and written. */
export interface Value<T> {
  /** @throws Malformed when the bytes are none of that kind */
  read(bytes: Uint8Array): T;
  write(value: T): Uint8Array;
}

/** A way that is not by the router. */
export interface Route {
  /** As `198.51.100.0/24`. */
  readonly destination: string;
  readonly via: string;
}

/** What a relay agent adds for itself, and servers repeat. */
export interface SubOption {
  readonly code: number;
  /** In hexadecimal digits. */
  readonly data: string;
}

export const ofLength = (bytes: Uint8Array, length: number): void => {
  if (bytes.length === length) return;
  throw new Malformed(`${String(bytes.length)} bytes, where ${String(length)} are due`);
};
export const split = (bytes: Uint8Array, length: number): Uint8Array[] => {
  if (bytes.length === 0 || bytes.length % length !== 0) {
    throw new Malformed(`${String(bytes.length)} bytes, where ${String(length)} are due for each`);
  }
  return Array.from({ length: bytes.length / length }, (_, n) =>
    bytes.subarray(n * length, (n + 1) * length),
  );
};

export const addressOf = (bytes: Uint8Array): string => bytes.join('.');
export const addressBytes = (address: string): number[] => address.split('.').map(Number);

export const address: Value<string> = {
  read(bytes) {
    ofLength(bytes, 4);
    return addressOf(bytes);
  },
  write: (value) => Uint8Array.from(addressBytes(value)),
};

export const addresses: Value<readonly string[]> = {
  read: (bytes) => split(bytes, 4).map(addressOf),
  write: (value) => Uint8Array.from(value.flatMap(addressBytes)),
};

/** @param length in bytes, at most 4 */
export const number = (length: number): Value<number> => ({
  read(bytes) {
    ofLength(bytes, length);
    return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  },
  write: (value) =>
    Uint8Array.from({ length }, (_, n) => Math.floor(value / 256 ** (length - 1 - n)) % 256),
});

/** Zeros at the end are no part of it (RFC 2132 §2). */
export const text: Value<string> = {
  read: (bytes) => Buffer.from(bytes).toString('utf8').replace(/\0+$/, ''),
  write: (value) => Uint8Array.from(Buffer.from(value, 'utf8')),
};

export const hexadecimal: Value<string> = {
  read: (bytes) => Buffer.from(bytes).toString('hex'),
  write: (value) => Uint8Array.from(Buffer.from(value, 'hex')),
};

export const codes: Value<readonly number[]> = {
  read: (bytes) => [...bytes],
  write: (value) => Uint8Array.from(value),
};

/** Of a destination only the bytes that count are sent. */
export const routes: Value<readonly Route[]> = {
  read(bytes) {
    const found: Route[] = [];
    for (let at = 0; at < bytes.length;) {
      const prefix = bytes[at] ?? 0;
      const length = Math.ceil(prefix / 8);
      if (prefix > 32) throw new Malformed(`a route to a network of ${String(prefix)} bits`);
      if (at + 1 + length + 4 > bytes.length) throw new Malformed('a route that is cut short');
      const network = new Uint8Array(4);
      network.set(bytes.subarray(at + 1, at + 1 + length));
      const via = bytes.subarray(at + 1 + length, at + 5 + length);
      found.push({
        destination: `${addressOf(network)}/${String(prefix)}`,
        via: addressOf(via),
      });
      at += 5 + length;
    }
    return found;
  },
  write: (value) =>
    Uint8Array.from(
      value.flatMap(({ destination, via }) => {
        const [network = '', prefix = ''] = destination.split('/');
        const counting = addressBytes(network).slice(0, Math.ceil(Number(prefix) / 8));
        return [Number(prefix), ...counting, ...addressBytes(via)];
      }),
    ),
};

export const subOptions: Value<readonly SubOption[]> = {
  read(bytes) {
    const found: SubOption[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = at + 2 + (bytes[at + 1] ?? 0);
      if (at + 1 >= bytes.length || end > bytes.length) {
        throw new Malformed('a part that is cut short');
      }
      found.push({ code: bytes[at] ?? 0, data: hexadecimal.read(bytes.subarray(at + 2, end)) });
      at = end;
    }
    return found;
  },
  write: (value) =>
    Uint8Array.from(
      value.flatMap(({ code, data }) => {
        const bytes = hexadecimal.write(data);
        return [code, bytes.length, ...bytes];
      }),
    ),
};
