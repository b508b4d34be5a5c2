/** Connections over WebSocket: a frame is a text message. */
import type { Server } from 'node:http';
import { type RawData, WebSocketServer } from 'ws';
import { longestFrame, subprotocol } from '../../src/contract/acceleration/frames.ts';
import type { Connect, Line } from './line.ts';

const text = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)).toString('utf8');

/** Results that nobody fetches from the socket may take as much, in bytes; then it is not read either. */
const mostUnsent = 4 * longestFrame;

/** What an HTTP server answers to who is not let in. */
const refusals = { 401: 'Unauthorized', 404: 'Not Found' } as const;

/**
 * @param admits who may connect, by the header Authorization
 * @returns ends all connections
 */
export function takeConnections(
  server: Server,
  connect: Connect,
  admits: (authorization: string | undefined) => boolean = () => true,
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrame,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    const early: string[] = [];
    let send = (frame: string): void => {
      early.push(frame);
    };
    let close = (): void => {
      socket.destroy();
    };
    const line: Line = {
      send: (frame) => {
        send(frame);
      },
      close: () => {
        close();
      },
    };
    const refuse = (status: keyof typeof refusals): void => {
      const head = `HTTP/1.1 ${String(status)} ${refusals[status]}\r\nConnection: close`;
      socket.end(`${head}\r\nContent-Length: 0\r\n\r\n`);
    };
    if (!admits(request.headers.authorization)) {
      refuse(401);
      return;
    }
    const connection = connect(path, line);
    if (connection === undefined) {
      refuse(404);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      send = (frame) => {
        webSocket.send(frame, () => {
          if (webSocket.bufferedAmount < mostUnsent) webSocket.resume();
        });
        if (webSocket.bufferedAmount >= mostUnsent) webSocket.pause();
      };
      close = () => {
        webSocket.close(1001);
      };
      early.splice(0).forEach(send);
      webSocket.on('message', (data) => {
        connection.receive(text(data));
      });
      // What breaks the protocol ends the connection; `close` follows.
      webSocket.on('error', () => undefined);
      webSocket.on('close', () => {
        connection.closed();
      });
    });
  });
  return () => {
    for (const webSocket of sockets.clients) webSocket.terminate();
  };
}
