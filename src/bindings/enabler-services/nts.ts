/** A server with which keys for NTP are agreed upon, asked as a client does (RFC 8915 §4). */
import {
  aesSivCmac256,
  decodeRecords,
  encodeRecords,
  endRecord,
  exporterContext,
  exporterLabel,
  type KeyRecord,
  ntpVersion4,
  ntsProtocol,
  numbered,
  numbersOf,
  recordsText,
  recordTypes,
} from '../../contract/enabler-services/nts-records.ts';
import { sivKeyLength } from '../../contract/enabler-services/aes-siv.ts';
import { Malformed } from '../../contract/enabler-services/malformed.ts';
import { Refusal } from '../../failures.ts';
import type { DatagramOptions, Try } from '../../transport/ask-datagram.ts';
import { askOverStream } from '../../transport/ask-stream.ts';
import type { DatagramCarrier } from '../../transport/datagram-line.ts';
import type { TlsSettings } from '../../transport/http.ts';
import { hostPort, written } from '../../transport/host-port.ts';

export const ntsPort = 4460;

/** What a client and a time server have agreed upon. */
export interface Agreement {
  readonly clientKey: Uint8Array;
  readonly serverKey: Uint8Array;
  /** Each is used once. */
  readonly cookies: readonly Uint8Array[];
  /** `host:port` of the time server. */
  readonly timeServer: string;
}

export interface KeyServer {
  /** As in the target description. */
  readonly address: string;
  /**
   * @param algorithms that the client knows, by their numbers; the one that all must know unless told
   * @throws Unreachable when nothing comes
   * @throws Violation when what comes is no answer
   * @throws Refusal `invalid` when the server agrees to none of it
   */
  agree(algorithms?: readonly number[]): Promise<Agreement>;
}

export interface KeyOptions extends DatagramOptions {
  readonly carrier: DatagramCarrier;
  readonly tls: TlsSettings;
}

const timeoutMs = 5_000;
const usualTimePort = 123;

export function openKeyServer(address: string, options: KeyOptions): KeyServer {
  const { host, port } = hostPort(address, ntsPort);
  const secrets = (['c2s', 's2c'] as const).map((direction) => ({
    label: exporterLabel,
    context: exporterContext(direction),
    bytes: sivKeyLength,
  }));
  return {
    address,
    async agree(algorithms = [aesSivCmac256]) {
      let keys: readonly Uint8Array[] = [];
      const agreed = await askOverStream(
        async (server, message, signal) => {
          const wish = { protocol: ntsProtocol, tls: options.tls, secrets };
          const came = await options.carrier.overTls(server, wish, message, signal);
          keys = came.secrets;
          return came.answer;
        },
        options,
        {
          protocol: 'NTS',
          server: address,
          expected: 'keys and cookies',
          again: `openssl s_client -connect ${written({ host, port })} -alpn ${ntsProtocol} -tls1_3`,
          tries: 1,
          timeoutMs,
          ask: () => request(host, algorithms),
        },
      );
      if (typeof agreed === 'string') throw new Refusal('invalid', 0, agreed);
      const [clientKey = new Uint8Array(), serverKey = new Uint8Array()] = keys;
      return { ...agreed, clientKey, serverKey };
    },
  };
}

/** What is agreed, or why nothing is. */
type Agreed = Pick<Agreement, 'cookies' | 'timeServer'> | string;

function request(host: string, algorithms: readonly number[]): Try<Agreed> {
  const records = [
    numbered(recordTypes.protocols, [ntpVersion4]),
    numbered(recordTypes.algorithms, algorithms),
    endRecord,
  ];
  return {
    bytes: encodeRecords(records),
    text: recordsText(records),
    read({ bytes }) {
      let seen: readonly KeyRecord[];
      try {
        seen = decodeRecords(bytes);
      } catch (error) {
        if (error instanceof Malformed)
          return { stray: `it is no row of records, but ${error.message}` };
        throw error;
      }
      const agreed = agreedIn(seen, host, algorithms);
      return 'stray' in agreed ? agreed : { text: recordsText(seen), value: agreed.value };
    },
  };
}

function agreedIn(
  records: readonly KeyRecord[],
  host: string,
  algorithms: readonly number[],
): { readonly stray: string } | { readonly value: Agreed } {
  const bodies = (type: number): readonly Uint8Array[] =>
    records.filter((record) => record.type === type).map(({ body }) => body);
  const [error] = bodies(recordTypes.error);
  if (error !== undefined) return { value: `the server says error ${numbersOf(error).join()}` };
  const [protocols, ...moreProtocols] = bodies(recordTypes.protocols).map(numbersOf);
  if (protocols === undefined || moreProtocols.length > 0) {
    return { stray: 'it does not say once for which protocol keys are' };
  }
  if (protocols.length === 0) return { value: 'the server knows none of the protocols' };
  const [algorithm, ...others] = bodies(recordTypes.algorithms).flatMap(numbersOf);
  if (algorithm === undefined) return { value: 'the server knows none of the algorithms' };
  if (others.length > 0 || !algorithms.includes(algorithm)) {
    return {
      stray: `it chooses algorithm ${[algorithm, ...others].join()}, which was not offered`,
    };
  }
  const cookies = bodies(recordTypes.cookie);
  if (cookies.length === 0) return { stray: 'it has no cookie' };
  const [named] = bodies(recordTypes.server).map((body) => Buffer.from(body).toString('latin1'));
  const [port = usualTimePort] = bodies(recordTypes.port).flatMap(numbersOf);
  return { value: { cookies, timeServer: written({ host: named ?? host, port }) } };
}
