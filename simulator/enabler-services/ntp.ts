/** A time server: it tells the time of the simulator's clock (RFC 5905 §9.2, and §7.3 for keys). */
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  modes,
  notSynchronised,
  type NtpPacket,
  referenceIdOf,
} from '../../src/contract/enabler-services/ntp.ts';
import {
  provesKey,
  type SymmetricKey,
  withMac,
} from '../../src/contract/enabler-services/ntp-mac.ts';
import { timestampOf } from '../../src/contract/enabler-services/ntp-time.ts';

export interface TimeServerOptions {
  readonly now: () => number;
  /** In milliseconds; undefined: it does not run. */
  readonly uptime: () => number | undefined;
  readonly stratum: number;
  readonly keys: readonly SymmetricKey[];
}

/** A server that has just been started must find the time first. */
const settling = 5_000;
/** How often it sets its own clock. */
const polling = 64_000;
const microsecond = -20;

/** @returns undefined for what gets no answer: no request, or one that is not authentic */
export function createTimeServer({ now, uptime, stratum, keys }: TimeServerOptions) {
  return (message: Uint8Array): Uint8Array | undefined => {
    const up = uptime();
    const request = readable(message);
    if (up === undefined || request?.mode !== modes.client) return undefined;
    if (request.version < 1 || request.version > 4) return undefined;
    const key = keys.find(({ id }) => id === request.mac?.keyId);
    if (request.mac !== undefined && (key === undefined || !provesKey(request, key))) {
      return undefined;
    }
    const answer = answerTo(request, now(), up < settling ? undefined : stratum);
    return encodeNtp(key === undefined ? answer : withMac(answer, key));
  };
}

function readable(message: Uint8Array): NtpPacket | undefined {
  try {
    return decodeNtp(message);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** @param stratum undefined: not synchronised */
function answerTo(request: NtpPacket, at: number, stratum: number | undefined): NtpPacket {
  const common = {
    ...emptyPacket,
    version: request.version,
    mode: modes.server,
    poll: request.poll,
    precision: microsecond,
    origin: request.transmit,
    receive: timestampOf(at),
    transmit: timestampOf(at),
  };
  if (stratum === undefined) {
    return { ...common, leap: notSynchronised, referenceId: referenceIdOf('INIT') };
  }
  return {
    ...common,
    stratum,
    rootDelay: 0.001 * stratum,
    rootDispersion: 0.002 * stratum,
    // The address of the server before it, of a block for documentation (RFC 5737).
    referenceId: 0xc0000200 + stratum - 1,
    reference: timestampOf(at - (at % polling)),
  };
}
