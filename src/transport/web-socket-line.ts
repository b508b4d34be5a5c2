/** Frames over WebSocket: a frame is a text message. */
import { type RawData, WebSocket } from 'ws';
import { Unreachable, Violation } from '../failures.ts';
import type { OpenLine } from './frame-line.ts';
import { describeFailure } from './network-failure.ts';
import { pemOptions, type TlsSettings } from './tls.ts';

export interface WebSocketAddress {
  readonly url: string;
  readonly subprotocol: string;
  readonly token?: string;
  readonly tls: TlsSettings;
  /** For connecting, in milliseconds. */
  readonly timeoutMs: number;
  /** In bytes: longer frames end the connection. */
  readonly longestFrame: number;
}

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array);

/** @throws ConfigurationError when a file of the TLS settings cannot be used */
export function webSocketLine(to: WebSocketAddress): OpenLine {
  const tls = pemOptions(to.tls);
  return (end) =>
    new Promise((resolve, reject) => {
      const { url, token } = to;
      const socket = new WebSocket(url, [to.subprotocol], {
        ...tls,
        ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
        handshakeTimeout: to.timeoutMs,
        maxPayload: to.longestFrame,
      });
      let problem: string | undefined;
      socket.on('open', () => {
        resolve({
          address: url,
          again: `websocat --protocol ${to.subprotocol} ${url}`,
          send: (frame) => {
            socket.send(frame);
          },
          close: () => {
            socket.terminate();
          },
        });
      });
      socket.on('unexpected-response', (_request, response) => {
        const status = String(response.statusCode);
        reject(
          new Violation({
            expected: `${url} to take a connection`,
            observed: `status ${status}${response.statusCode === 401 ? ', the token is refused' : ''}`,
          }),
        );
        socket.terminate();
      });
      socket.on('message', (data, isBinary) => {
        if (isBinary) end.malformed('a binary message, where text is due', bytesOf(data));
        else end.frame(bytesOf(data).toString('utf8'));
      });
      socket.on('error', (error) => {
        problem = describeFailure(error)?.sentence ?? error.message;
        // After the handshake: what came breaks the protocol.
        if ('code' in error && String(error.code).startsWith('WS_ERR_')) {
          end.malformed(`what breaks the protocol of WebSocket (${error.message})`, '');
        }
        reject(new Unreachable(`${url}: ${problem}`, { cause: error }));
      });
      socket.on('close', (code) => {
        end.ended(problem ?? `the connection was closed (code ${String(code)})`);
      });
    });
}
