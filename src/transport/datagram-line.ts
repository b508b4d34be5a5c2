/** A socket of ours for datagrams to one server: a real one, or this process. */

import type { Duplex } from 'node:stream';
import type { TlsSettings } from './tls.ts';

export interface ArrivedDatagram {
  readonly bytes: Uint8Array;
  /** `host:port` of whoever sent it. */
  readonly from: string;
  /** When it came, in milliseconds since the epoch, with fractions. */
  readonly at: number;
}

export interface DatagramEnd {
  arrived(datagram: ArrivedDatagram): void;
  /** The network said that nothing goes there. */
  failed(error: Error): void;
}

export interface DatagramLine {
  /** `host:port` from which answers come; undefined: what is sent goes to all, and anybody may answer. */
  readonly peer: string | undefined;
  /** The time of day by which arrivals are told, in milliseconds since the epoch, with fractions. */
  now(): number;
  /** Resolves once the bytes have left, or `failed` was called. */
  send(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/**
 * @param server `host:port`, with IPv6 in brackets
 * @throws what the network says when the server has no address
 */
export type OpenDatagramLine = (server: string, end: DatagramEnd) => Promise<DatagramLine>;

/** A connection that is coming about; it says itself when it does not, and ends with the signal. */
export type ConnectTo = (server: string, signal: AbortSignal) => Duplex;

/** Sends a message over a connection of its own and gives the one that comes back. */
export type SendOverStream = (
  server: string,
  message: Uint8Array,
  signal: AbortSignal,
) => Promise<Uint8Array>;

/** What a connection with TLS is to be. */
export interface TlsWish {
  /** Its name in the handshake (ALPN). */
  readonly protocol: string;
  readonly tls: TlsSettings;
  /** What both sides take from the handshake (RFC 5705). */
  readonly secrets: readonly {
    readonly label: string;
    readonly context: Uint8Array;
    readonly bytes: number;
  }[];
}

/** The same over TLS, where the other side ends the connection after its message. */
export type SendOverTls = (
  server: string,
  wish: TlsWish,
  message: Uint8Array,
  signal: AbortSignal,
) => Promise<{ readonly answer: Uint8Array; readonly secrets: readonly Uint8Array[] }>;

/** How messages reach servers of names and time. */
export interface DatagramCarrier {
  readonly open: OpenDatagramLine;
  readonly overStream: SendOverStream;
  readonly overTls: SendOverTls;
}
