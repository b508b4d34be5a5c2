/** What the network says, as a sentence that tells the reader what to look at or change. */

/** Codes of Node, OpenSSL and undici, and what they mean to whoever runs the harness. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens there',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while the request was being sent',
  ECONNABORTED: 'the connection was aborted',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no connection came about in time',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EADDRNOTAVAIL: 'there is no such address',
  EACCES: 'this machine does not allow the connection',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_CLOSED: 'the connection was closed',
  UND_ERR_DESTROYED: 'the connection was closed',
  UND_ERR_ABORTED: 'the proxy refused to connect, or the request was given up',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the body ended before the length that was announced',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted(),
  UNABLE_TO_GET_ISSUER_CERT: untrusted(),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted(),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted(),
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted(),
  CERT_UNTRUSTED: untrusted(),
  CERT_HAS_EXPIRED: 'the certificate of the target has expired',
  CERT_NOT_YET_VALID: 'the certificate of the target is not valid yet',
  CERT_REVOKED: 'the certificate of the target was revoked',
  CERT_SIGNATURE_FAILURE: 'the certificate of the target carries a wrong signature',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the target is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'the target does not speak TLS there: is the address http rather than https?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'the target does not speak TLS there: is the address http rather than https?',
  EPROTO: 'the target does not speak TLS there: is the address http rather than https?',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
    'the target asks for a client certificate: give it with `cert` and `key`',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
    'the TLS handshake failed: no common cipher, or a client certificate (`cert`, `key`) is missing',
};

function untrusted(): string {
  return 'the certificate of the target is not trusted: name the file of its authority with `cacert`';
}

/** Codes with which a target shows that what it sent is no HTTP. */
const malformed = /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INFO$)/;
/** Failures of the connection that have no sentence of their own. */
const ofTheNetwork =
  /^(?:E[A-Z]{3,}|EAI_\w+|ERR_(?:SSL|TLS)_\w+|CERT_\w+|UND_ERR_(?:SOCKET|PRX|PROXY|CONNECT)\w*)$/;

export type NetworkFailure =
  /** No usable answer came. */
  | { readonly kind: 'unreachable'; readonly sentence: string }
  /** Something came that is no HTTP. */
  | { readonly kind: 'malformed'; readonly sentence: string };

/** Says what a network error means; undefined for what is no failure of the network, but a bug. */
export function describeFailure(error: unknown): NetworkFailure | undefined {
  for (const cause of causes(error)) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (malformed.test(code) || cause.name === 'HTTPParserError') {
      return { kind: 'malformed', sentence: `what is not HTTP (${cause.message})` };
    }
    const meaning = meanings[code] ?? (ofTheNetwork.test(code) ? cause.message : undefined);
    if (meaning !== undefined) {
      return { kind: 'unreachable', sentence: `${meaning} (${detail(code, cause)})` };
    }
  }
  return undefined;
}

/** What OpenSSL says begins with a number of its own; the code says the same. */
const ofOpenSsl = /^(?:\w+ EPROTO )?[0-9A-F]+:error:/;

const detail = (code: string, { message }: Error): string => {
  if (message === '' || ofOpenSsl.test(message)) return code;
  return message.includes(code) ? message : `${code}: ${message}`;
};

/** The error and what caused it; of several addresses tried, each. */
function* causes(error: unknown): Generator<Error> {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof AggregateError) for (const each of at.errors) yield* causes(each);
    yield at;
  }
}
