/** Connections over WebSocket: a frame is a text message. */
import type { Server } from 'node:http';
import { type RawData, WebSocketServer } from 'ws';
import { longestFrame, subprotocol } from '../../src/contract/acceleration/frames.ts';
import type { Connect, Line } from './line.ts';

const text = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)).toString('utf8');

/** @returns ends all connections */
export function takeConnections(server: Server, connect: Connect): () => void {
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
    const connection = connect(path, line);
    if (connection === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      send = (frame) => {
        webSocket.send(frame);
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
