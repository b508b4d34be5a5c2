/** What options of DHCPv6 hold, and how it is written (RFC 8415 §21, RFC 3646). */
import { at, readField } from './dhcp-field.ts';
import { number, ofLength, split, text, type Value } from './dhcp-values.ts';
import { type RawOption, readRaw, writeRaw } from './dhcp6-raw.ts';
import { Malformed } from './malformed.ts';

/** What a server says of a request, by its number (RFC 8415 §21.13). */
const statusNames = [
  'Success',
  'UnspecFail',
  'NoAddrsAvail',
  'NoBinding',
  'NotOnLink',
  'UseMulticast',
] as const;
export interface Status {
  /** A number in digits where it has no name here. */
  readonly code: string;
  readonly text: string;
}

/** An address of an association; times in seconds. */
export interface AssociatedAddress {
  readonly address: string;
  /** For how long new connections may be made from it. */
  readonly preferred: number;
  readonly valid: number;
  readonly status?: Status | undefined;
}

/** Addresses that a client has for one interface (IA_NA); times in seconds, 0: as the client likes. */
export interface Association {
  readonly id: number;
  /** When to renew (T1), and when with any server (T2). */
  readonly renewalTime: number;
  readonly rebindingTime: number;
  readonly addresses: readonly AssociatedAddress[];
  readonly status?: Status | undefined;
}

/** An address as it is compared: the form of the WHATWG is the one of RFC 5952. */
export const canonical6 = (address: string): string =>
  new URL(`http://[${address}]`).hostname.slice(1, -1);

export const address6: Value<string> = {
  read(bytes) {
    ofLength(bytes, 16);
    return canonical6(
      split(bytes, 2)
        .map((pair) => number(2).read(pair).toString(16))
        .join(':'),
    );
  },
  write(value) {
    const [head = [], tail = []] = canonical6(value)
      .split('::')
      .map((part) => part.split(':').filter((group) => group !== ''));
    const gap = Array<string>(8 - head.length - tail.length).fill('0');
    return joined([...head, ...gap, ...tail].map((group) => number(2).write(parseInt(group, 16))));
  },
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

export const addresses6: Value<readonly string[]> = {
  read: (bytes) => split(bytes, 16).map((each) => address6.read(each)),
  write: (value) => joined(value.map((each) => address6.write(each))),
};

export const wideCodes: Value<readonly number[]> = {
  read: (bytes) => (bytes.length === 0 ? [] : split(bytes, 2).map((each) => number(2).read(each))),
  write: (value) => joined(value.map((each) => number(2).write(each))),
};

/** Without the last dot, and never compressed (RFC 8415 §10). */
export const domainNames: Value<readonly string[]> = {
  read(bytes) {
    const names: string[] = [];
    let labels: string[] = [];
    for (let place = 0; place < bytes.length;) {
      const end = place + 1 + (bytes[place] ?? 0);
      if (end - place > 64) throw new Malformed('a part of a name that is too long');
      if (end > bytes.length) throw new Malformed('a name that is cut short');
      if (end === place + 1) {
        names.push(labels.join('.'));
        labels = [];
      } else labels.push(text.read(bytes.subarray(place + 1, end)));
      place = end;
    }
    if (labels.length > 0) throw new Malformed('a name without an end');
    return names;
  },
  write: (value) =>
    joined(
      value.flatMap((name) => {
        const labels = name.split('.').map((label) => text.write(label));
        return [
          ...labels.flatMap((label) => [number(1).write(label.length), label]),
          number(1).write(0),
        ];
      }),
    ),
};

export const status: Value<Status> = {
  read(bytes) {
    const code = number(2).read(bytes.subarray(0, 2));
    return { code: statusNames[code] ?? String(code), text: text.read(bytes.subarray(2)) };
  },
  write({ code, text: words }) {
    const known = statusNames.findIndex((name) => name === code);
    return joined([number(2).write(known === -1 ? Number(code) : known), text.write(words)]);
  },
};

/** As they stand in one another. */
const inner = { address: 5, status: at(13, status) } as const;

const statusIn = (options: readonly RawOption[]): { readonly status?: Status } => {
  const found = options.find(([code]) => code === inner.status.code);
  return found === undefined ? {} : { status: readField(inner.status, found[1]) };
};
const withStatus = (said: Status | undefined): readonly RawOption[] =>
  said === undefined ? [] : [[inner.status.code, status.write(said)]];

const associatedAddress: Value<AssociatedAddress> = {
  read(bytes) {
    if (bytes.length < 24) throw new Malformed(`an address of ${String(bytes.length)} bytes`);
    return {
      address: address6.read(bytes.subarray(0, 16)),
      preferred: number(4).read(bytes.subarray(16, 20)),
      valid: number(4).read(bytes.subarray(20, 24)),
      ...statusIn(readRaw(bytes.subarray(24))),
    };
  },
  write: ({ address, preferred, valid, status: said }) =>
    joined([
      address6.write(address),
      number(4).write(preferred),
      number(4).write(valid),
      writeRaw(withStatus(said)),
    ]),
};

export const association: Value<Association> = {
  read(bytes) {
    if (bytes.length < 12) throw new Malformed(`an association of ${String(bytes.length)} bytes`);
    const options = readRaw(bytes.subarray(12));
    return {
      id: number(4).read(bytes.subarray(0, 4)),
      renewalTime: number(4).read(bytes.subarray(4, 8)),
      rebindingTime: number(4).read(bytes.subarray(8, 12)),
      addresses: options
        .filter(([code]) => code === inner.address)
        .map(([, each]) => associatedAddress.read(each)),
      ...statusIn(options),
    };
  },
  write: ({ id, renewalTime, rebindingTime, addresses, status: said }) =>
    joined([
      number(4).write(id),
      number(4).write(renewalTime),
      number(4).write(rebindingTime),
      writeRaw([
        ...addresses.map((each): RawOption => [inner.address, associatedAddress.write(each)]),
        ...withStatus(said),
      ]),
    ]),
};
