/**
 * What puts an accelerator behind the published binding of ETSI GS NFV-IFA 002: frames, the checks of
 * the contract, the order of calls and the delivery of notifications are here; a vendor writes the
 * sessions. `simulator/acceleration` is built on the same.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AgentConnection } from './agent/connection.ts';
import type { Connect } from './agent/line.ts';
import { Notifications } from './agent/notifications.ts';
import type { Attach } from './agent/session.ts';
import { takeStreams } from './agent/streams.ts';
import { createRealClock } from './kernel/clock.ts';
import { listen, type Listening } from './listen.ts';

export { CallRefused } from './agent/call-refused.ts';
export { Channels } from './agent/channels.ts';
export { filtered, pick, selected } from './agent/selection.ts';
export { Settings } from './agent/settings.ts';
export type { Attach, Calls, Session, Tell } from './agent/session.ts';
export { CannotListen, type Listening } from './listen.ts';
export type { Fault } from '../src/contract/acceleration/faults.ts';
export type {
  NotificationName,
  AskedCallName,
  ParamsOf,
  ResultOf,
} from '../src/contract/acceleration/workload-calls.ts';
export {
  type AccData,
  type Capability,
  type ConfigValue,
  type Setting,
  wholeAccelerator,
} from '../src/contract/acceleration/workload-values.ts';

export interface AgentOptions {
  readonly attach: Attach;
  /** What a session throws that is no refusal; written to standard error unless told otherwise. */
  readonly failed?: (error: unknown) => void;
}

export interface WebSocketOptions extends AgentOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The loopback unless told otherwise; elsewhere a token is needed. */
  readonly address?: string;
  /** The bearer token that who connects must have; nobody is asked without it. */
  readonly token?: string | undefined;
}

const loopback = /^(?:127\.|localhost$|::1$)/;

/**
 * Takes connections over WebSocket; the last part of the address is the `attachTarget`.
 * @throws CannotListen
 * @throws RangeError when others than this machine could connect without a token
 */
export async function serveOnWebSocket(options: WebSocketOptions): Promise<Listening> {
  const { port, address = '127.0.0.1', token } = options;
  if (token === undefined && !loopback.test(address)) {
    throw new RangeError(`a token is needed where others can connect: ${address}`);
  }
  const fetch = (): Response => new Response('WebSocket only.\n', { status: 426 });
  const admits = (authorization: string | undefined): boolean =>
    token === undefined || isSame(authorization ?? '', `Bearer ${token}`);
  const listening = await listen({ fetch, connect: connector(options), admits }, { port, address });
  return { ...listening, url: listening.url.replace('http', 'ws') };
}

/** Serves whoever has started this process; resolves when that one is gone. */
export const serveOnStreams = (options: AgentOptions): Promise<void> =>
  takeStreams(connector(options), process.stdin, process.stdout);

function connector({ attach, failed = console.error }: AgentOptions): Connect {
  const clock = createRealClock();
  return (path, line) => {
    const notifications = new Notifications(line, clock);
    const session = attach(notifications.tell, lastPart(path));
    return session && new AgentConnection({ line, session, notifications, failed });
  };
}

/** Empty for what is no part of an address. */
function lastPart(path: string): string {
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
}

/** Compares in the same time, whatever is equal. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
