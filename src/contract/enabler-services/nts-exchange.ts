/** A request of NTP with agreed keys, and its answer (RFC 8915 §5.7). */
import { kissCodeOf, type NtpPacket } from './ntp.ts';
import { bodyOf, field, hiddenIn, ntsFields, proved } from './nts-fields.ts';

/** What one request needs of what was agreed upon. */
export interface AgreedKeys {
  readonly clientKey: Uint8Array;
  readonly serverKey: Uint8Array;
  readonly cookie: Uint8Array;
}

/** Of the identifier of a request, and of a nonce, in words of 64 bits. */
const identifierWords = 4;
const nonceWords = 2;

const words = (count: number, random: () => bigint): Uint8Array => {
  const bytes = Buffer.alloc(8 * count);
  for (let n = 0; n < count; n += 1) bytes.writeBigUInt64BE(random(), 8 * n);
  return bytes;
};

/** @param random 64 bits that nobody can guess */
export function secured(
  plain: NtpPacket,
  { clientKey, cookie }: AgreedKeys,
  random: () => bigint,
): NtpPacket {
  const { identifier, cookie: ofCookie } = ntsFields;
  const extensions = [field(identifier, words(identifierWords, random)), field(ofCookie, cookie)];
  return proved({ ...plain, extensions }, clientKey, words(nonceWords, random));
}

/** What a server says who does not accept the cookie or the proof. */
const notAccepted = 'NTSN';

/**
 * What an answer to a secured request is: new cookies, a refusal, or none, and why.
 * @throws Malformed when what is proved is no row of fields
 */
export function securedAnswer(
  answer: NtpPacket,
  request: NtpPacket,
  { serverKey }: AgreedKeys,
):
  | { readonly cookies: readonly Uint8Array[] }
  | { readonly refused: true }
  | { readonly stray: string } {
  const due = bodyOf(request, ntsFields.identifier) ?? new Uint8Array();
  const seen = bodyOf(answer, ntsFields.identifier) ?? new Uint8Array();
  if (!Buffer.from(seen).equals(due)) {
    return { stray: 'it does not repeat the identifier of the request' };
  }
  if (kissCodeOf(answer) === notAccepted) return { refused: true };
  const hidden = hiddenIn(answer, serverKey);
  if (hidden === undefined) return { stray: 'it does not prove knowledge of the agreed key' };
  const cookies = hidden.filter(({ type }) => type === ntsFields.cookie).map(({ body }) => body);
  return { cookies };
}
