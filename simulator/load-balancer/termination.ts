/** Connections with TLS end here, by the certificate of their listener. */
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { certificateOf } from './certificates.ts';
import type { ListenerRow } from './tables.ts';

/** By reference: reading keys costs more than a connection. */
const contexts = new Map<string, SecureContext>();

function contextOf(reference: string): SecureContext {
  const context =
    contexts.get(reference) ??
    createSecureContext({ ...certificateOf(reference), minVersion: 'TLSv1.2' });
  contexts.set(reference, context);
  return context;
}

/** What comes in clear; who does not speak TLS is cut off. The connection itself where the listener terminates none. */
export function inClear({ certificate }: ListenerRow, stream: Duplex): Duplex {
  if (certificate === undefined) return stream;
  const clear = new TLSSocket(stream, {
    isServer: true,
    secureContext: contextOf(certificate),
  });
  // Who fails at the handshake is gone.
  clear.on('error', () => {
    clear.destroy();
    stream.destroy();
  });
  return clear;
}
