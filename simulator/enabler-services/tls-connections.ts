/** Connections with TLS to key servers: one message, its answer, and the end (RFC 8915 §4). */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { sivKeyLength } from '../../src/contract/enabler-services/aes-siv.ts';
import {
  exporterContext,
  exporterLabel,
  ntsProtocol,
} from '../../src/contract/enabler-services/nts-records.ts';
import type { Mailbox } from './ports.ts';

const file = (name: string): URL => new URL(name, import.meta.url);
/** For whoever asks the simulator; its key is as public as its accounts. */
export const certificatePath = fileURLToPath(file('simulator.pem'));

/** In milliseconds: how long a connection may be idle. */
const idle = 10_000;
/** In bytes: what a client says is short. */
const longest = 4 * 1024;
const endOfRecords = Buffer.of(0x80, 0, 0, 0);

/** @param mailbox gets the message after the secrets of its connection and the port of the listener */
export function createTlsListener(server: string, mailbox: Mailbox): Server {
  const listener = createServer({
    cert: readFileSync(certificatePath),
    key: readFileSync(file('simulator.key')),
    ALPNProtocols: [ntsProtocol],
    minVersion: 'TLSv1.3',
  });
  listener.on('secureConnection', (socket) => {
    let held: Buffer = Buffer.alloc(0);
    const secrets = (['c2s', 's2c'] as const).map((direction) =>
      socket.exportKeyingMaterial(
        sivKeyLength,
        exporterLabel,
        Buffer.from(exporterContext(direction)),
      ),
    );
    const port = Buffer.alloc(2);
    port.writeUInt16BE(socket.localPort ?? 0);
    socket.setTimeout(idle, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      if (held.length > longest) socket.destroy();
      if (!held.subarray(-endOfRecords.length).equals(endOfRecords)) return;
      mailbox({ server, over: 'tls' }, Buffer.concat([...secrets, port, held]), (answer) => {
        socket.write(answer);
      });
      socket.end();
    });
  });
  // Who fails at the handshake is gone.
  listener.on('tlsClientError', () => undefined);
  return listener;
}
