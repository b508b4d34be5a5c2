/** Keys for time servers: they are agreed upon, kept in cookies, and asked for in each request (RFC 8915). */
import { createHash } from 'node:crypto';
import { seal, sivKeyLength, unseal } from '../../src/contract/enabler-services/aes-siv.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import {
  decodeNtp,
  encodeNtp,
  type NtpPacket,
  notSynchronised,
  referenceIdOf,
} from '../../src/contract/enabler-services/ntp.ts';
import {
  bodyOf,
  field,
  hiddenIn,
  ntsFields,
  proved,
} from '../../src/contract/enabler-services/nts-fields.ts';
import {
  aesSivCmac256,
  decodeRecords,
  encodeRecords,
  endRecord,
  type KeyRecord,
  ntpVersion4,
  numbered,
  numbersOf,
  recordTypes,
} from '../../src/contract/enabler-services/nts-records.ts';

type Answer = (message: Uint8Array) => Uint8Array | undefined;

const nonceLength = 16;
/** How many cookies a client gets at once (§4.1.6). */
const mostCookies = 8;
const badRequest = 1;

export interface Keys {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** Nobody but the server can read its cookies, and it keeps nothing of its clients. */
export interface Cookies {
  make(keys: Keys): Uint8Array;
  keysIn(cookie: Uint8Array): Keys | undefined;
  nonce(): Uint8Array;
}

/** @param secret another one for each server */
export function createCookies(secret: string): Cookies {
  const own = createHash('sha256').update(secret).digest();
  let count = 0;
  const nonce = (): Uint8Array => {
    count += 1;
    return createHash('sha256').update(own).update(String(count)).digest().subarray(0, nonceLength);
  };
  return {
    nonce,
    make({ client, server }) {
      const fresh = nonce();
      return Buffer.concat([fresh, seal(own, [fresh], Buffer.concat([client, server]))]);
    },
    keysIn(cookie) {
      const fresh = cookie.subarray(0, nonceLength);
      const both = unseal(own, [fresh], cookie.subarray(nonceLength));
      if (both?.length !== 2 * sivKeyLength) return undefined;
      return { client: both.subarray(0, sivKeyLength), server: both.subarray(sivKeyLength) };
    },
  };
}

/**
 * A key server: the message comes after the secrets of its connection and the port of the time server.
 * @param uptime in milliseconds; undefined: it does not run
 */
export function createKeyServer(cookies: Cookies, uptime: () => number | undefined): Answer {
  return (message) => {
    const at = 2 * sivKeyLength;
    if (uptime() === undefined || message.length < at + 2) return undefined;
    const keys = {
      client: message.subarray(0, sivKeyLength),
      server: message.subarray(sivKeyLength, at),
    };
    const [port = 0] = numbersOf(message.subarray(at, at + 2));
    return encodeRecords([...answerTo(message.subarray(at + 2), keys, port, cookies), endRecord]);
  };
}

function answerTo(
  message: Uint8Array,
  keys: Keys,
  port: number,
  cookies: Cookies,
): readonly KeyRecord[] {
  let asked: readonly KeyRecord[];
  try {
    asked = decodeRecords(message);
  } catch (error) {
    if (error instanceof Malformed) return [numbered(recordTypes.error, [badRequest])];
    throw error;
  }
  const offered = (type: number): readonly number[] | undefined => {
    const found = asked.find((record) => record.type === type);
    return found && numbersOf(found.body);
  };
  const { protocols, algorithms, cookie } = recordTypes;
  const known = offered(protocols)?.filter((each) => each === ntpVersion4);
  if (known === undefined) return [numbered(recordTypes.error, [badRequest])];
  if (known.length === 0) return [numbered(protocols, [])];
  if (offered(algorithms)?.includes(aesSivCmac256) !== true) {
    return [numbered(protocols, [ntpVersion4]), numbered(algorithms, [])];
  }
  return [
    numbered(protocols, [ntpVersion4]),
    numbered(algorithms, [aesSivCmac256]),
    numbered(recordTypes.port, [port]),
    ...Array.from({ length: mostCookies }, () => ({
      type: cookie,
      critical: false,
      body: cookies.make(keys),
    })),
  ];
}

/** The same time server, which also answers who has agreed upon keys. */
export const securely =
  (plain: Answer, cookies: Cookies): Answer =>
  (message) => {
    const request = securedIn(message);
    if (request === undefined) return plain(message);
    const bare = plain(encodeNtp({ ...request, extensions: [] }));
    if (bare === undefined) return undefined;
    const answer = decodeNtp(bare);
    const same = request.extensions.filter(({ type }) => type === ntsFields.identifier);
    const keys = cookies.keysIn(bodyOf(request, ntsFields.cookie) ?? new Uint8Array());
    if (keys === undefined || hiddenIn(request, keys.client) === undefined) {
      const kiss = { leap: notSynchronised, stratum: 0, referenceId: referenceIdOf('NTSN') };
      return encodeNtp({ ...answer, ...kiss, extensions: same });
    }
    const next = [field(ntsFields.cookie, cookies.make(keys))];
    return encodeNtp(proved({ ...answer, extensions: same }, keys.server, cookies.nonce(), next));
  };

/** Undefined for what is no request of who has agreed upon keys. */
function securedIn(message: Uint8Array): NtpPacket | undefined {
  try {
    const packet = decodeNtp(message);
    return bodyOf(packet, ntsFields.authenticator) === undefined ? undefined : packet;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
