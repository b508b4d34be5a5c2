/** The options of DHCPv6 that are read and written (RFC 8415 §21), by the names they have here. */
import { at, type Field, type OtherOption, readField } from './dhcp-field.ts';
import { hexadecimal, number } from './dhcp-values.ts';
import type { RawOption } from './dhcp6-raw.ts';
import {
  addresses6,
  type Association,
  association,
  domainNames,
  status,
  wideCodes,
} from './dhcp6-values.ts';
import { Malformed } from './malformed.ts';

/** In the order in which they are sent. */
const fields = {
  /** Who asks, and who answers: unique ids (DUID). */
  client: at(1, hexadecimal),
  /** Since the client began, in hundredths of a second. */
  elapsed: at(8, number(2)),
  /** The codes of options that a client asks for. */
  wanted: at(6, wideCodes),
  server: at(2, hexadecimal),
  /** Of an offer: the highest is to be taken. */
  preference: at(7, number(1)),
  status: at(13, status),
  nameServers: at(23, addresses6),
  domains: at(24, domainNames),
  /** By which of its interfaces a relay agent knows the client. */
  interfaceId: at(18, hexadecimal),
  /** The port of the relay agent before, or 0; that there is one says that ours is no usual one (RFC 8357). */
  relayPort: at(135, number(2)),
} as const;
/** The one option of these that may come more than once. */
const associationField = at(3, association);

type Fields = typeof fields;
type FieldName = keyof Fields;
/** What a message says beyond its header; what it does not say is absent. */
export type Dhcp6Options = {
  readonly [N in FieldName]?: ReturnType<Fields[N]['read']>;
} & { readonly associations?: readonly Association[] };

const names = Object.keys(fields) as readonly FieldName[];
const nameOf = new Map<number, FieldName>(names.map((name) => [fields[name].code, name]));

/** @throws Malformed that says which option is wrong */
export function readOptions6(raw: readonly RawOption[]): {
  readonly options: Dhcp6Options;
  readonly others: readonly OtherOption[];
} {
  const options: Record<string, unknown> = {};
  const others: OtherOption[] = [];
  const associations: Association[] = [];
  for (const [code, bytes] of raw) {
    const name = nameOf.get(code);
    if (code === associationField.code) associations.push(readField(associationField, bytes));
    else if (name === undefined) others.push({ code, data: hexadecimal.read(bytes) });
    else if (name in options) throw new Malformed(`option ${String(code)} twice`);
    else options[name] = readField<unknown>(fields[name], bytes);
  }
  const all = associations.length === 0 ? options : { ...options, associations };
  return { options: all, others };
}

/** What is there of a server and its answer comes after what is there of the client. */
export function writeOptions6(
  options: Dhcp6Options,
  others: readonly OtherOption[],
): readonly RawOption[] {
  const named = (some: readonly FieldName[]) =>
    some.flatMap((name): RawOption[] => {
      const field: Field<unknown> = fields[name];
      const value = options[name];
      return value === undefined ? [] : [[field.code, field.write(value)]];
    });
  const before = names.indexOf('status');
  return [
    ...named(names.slice(0, before)),
    ...(options.associations ?? []).map((each): RawOption => [
      associationField.code,
      association.write(each),
    ]),
    ...named(names.slice(before)),
    ...others.map(({ code, data }): RawOption => [code, hexadecimal.write(data)]),
  ];
}
