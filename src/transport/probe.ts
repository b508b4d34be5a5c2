/** A probe inside of a cloud as the way to its servers: what is sent and what comes passes through it. */
import { addAbortSignal, Duplex } from 'node:stream';
import type { ConnectTo, DatagramCarrier, OpenDatagramLine } from './datagram-line.ts';
import type { BroadcastPorts } from './broadcast-socket.ts';
import { timeOfDay } from './datagram-socket.ts';
import { framedOver } from './framed-stream.ts';
import type { OpenLine } from './frame-line.ts';
import { hostPort, written } from './host-port.ts';
import { mostBytes, type ProbeParams, probeVersion } from './probe-frames.ts';
import { tlsOver } from './tls-exchange.ts';
import { openProbeLine, type ProbeLine, type ProbePatience } from './probe-line.ts';

export interface Probe {
  /**
   * @param usualPort where addresses have none
   * @param from `host:port` of the probe from which datagrams go, and where answers come; any unless told
   */
  carrier(usualPort: number, from?: string): DatagramCarrier;
  /** To all who are on the network of an interface of the probe. */
  broadcast(name: string, ports: BroadcastPorts): OpenDatagramLine;
  /**
   * Starts it unless it runs.
   * @returns what it speaks
   * @throws NotPrepared when it does not answer
   */
  greet(): Promise<string>;
  close(): void;
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type DatagramWish = Without<Exclude<ProbeParams<'open'>, { over: 'tcp' }>, 'socket'>;

const usual: ProbePatience = { start: 20_000, call: 5_000 };
/** In bytes: so much may come of a connection before it is read. */
const mostUnread = 1024 * 1024;

/** It is started once, when it is needed first. One that is gone is not started again: that would hide it. */
export function createProbe(open: OpenLine, patience = usual): Probe {
  let started: Promise<ProbeLine> | undefined;
  const line = (): Promise<ProbeLine> => (started ??= openProbeLine(open, patience));
  const inFull = (server: string, usualPort: number): string =>
    written(hostPort(server, usualPort));

  return {
    carrier(usualPort, from) {
      const connect: ConnectTo = (server, signal) =>
        addAbortSignal(signal, connection(line, inFull(server, usualPort)));
      return {
        open: datagramsThrough(line, (server) => ({
          over: 'udp',
          to: inFull(server, usualPort),
          ...(from === undefined ? {} : { from: inFull(from, usualPort) }),
        })),
        overStream: framedOver(connect),
        overTls: tlsOver(connect, usualPort),
      };
    },
    broadcast: (name, ports) =>
      datagramsThrough(line, () => ({ over: 'broadcast', interface: name, ports })),
    async greet() {
      await line();
      return probeVersion;
    },
    close() {
      void started?.then(
        (open) => {
          open.close();
        },
        () => undefined,
      );
    },
  };
}

/** Times are those of the harness: the way to the probe is a part of the way to the server. */
const datagramsThrough =
  (line: () => Promise<ProbeLine>, wishFor: (server: string) => DatagramWish): OpenDatagramLine =>
  async (server, end) => {
    const probe = await line();
    const socket = probe.take({
      arrived(bytes, from) {
        end.arrived({ bytes, from, at: timeOfDay() });
      },
      failed(error) {
        end.failed(error);
      },
      ended: () => undefined,
    });
    const peer = await probe.open({ ...wishFor(server), socket }).catch((error: unknown) => {
      probe.release(socket);
      throw error;
    });
    return {
      peer,
      now: timeOfDay,
      async send(bytes) {
        await probe.send(socket, bytes).catch((error: unknown) => {
          end.failed(error as Error);
        });
      },
      close() {
        probe.release(socket);
      },
    };
  };

function connection(line: () => Promise<ProbeLine>, to: string): Duplex {
  let held: { readonly probe: ProbeLine; readonly socket: number } | undefined;
  const begin = async (): Promise<void> => {
    const probe = await line();
    const socket = probe.take({
      arrived(bytes) {
        if (duplex.readableLength > mostUnread) duplex.destroy(new Error('too much came at once'));
        else duplex.push(bytes);
      },
      failed(error) {
        duplex.destroy(error);
      },
      ended() {
        duplex.push(null);
      },
    });
    held = { probe, socket };
    await probe.open({ socket, over: 'tcp', to });
  };
  const send = async (bytes: Buffer): Promise<void> => {
    for (let at = 0; at < bytes.length; at += mostBytes) {
      await held?.probe.send(held.socket, bytes.subarray(at, at + mostBytes));
    }
  };
  const told = (done: Promise<void>, callback: (error?: Error | null) => void): void => {
    done.then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error as Error);
      },
    );
  };
  const duplex = new Duplex({
    allowHalfOpen: false,
    construct: (callback) => {
      told(begin(), callback);
    },
    write: (bytes: Buffer, _encoding, callback) => {
      told(send(bytes), callback);
    },
    read: () => undefined,
    destroy: (error, callback) => {
      if (held !== undefined) held.probe.release(held.socket);
      callback(error);
    },
  });
  return duplex;
}
