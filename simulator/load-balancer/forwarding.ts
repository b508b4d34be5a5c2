/** Takes connections for a listener and hands them, or the requests on them, to members. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { type Choice, ownCookie } from './choice.ts';
import { cookiesOf, cookiesSet } from './cookies.ts';
import type { Counting } from './counting.ts';
import { policyFor } from './l7.ts';
import { readsRequests } from './listener.ts';
import type { Taken, Wire } from './ports.ts';
import { inClear } from './termination.ts';
import type { ListenerRow, MemberRow, PolicyRow, PoolRow, Tables } from './tables.ts';

interface Needs {
  readonly tables: Tables;
  readonly wire: Wire;
  readonly choice: Choice;
  readonly counting: Counting;
}

/** Of one connection, and no further (RFC 9110 §7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/** @param listener as it is now; undefined once it is gone */
export function createForwarding(needs: Needs, listener: () => ListenerRow | undefined) {
  const { tables, counting } = needs;
  const poolOf = (id: string | undefined): PoolRow | undefined => {
    const pool = id === undefined ? undefined : tables.pools.get(id);
    return pool?.adminStateUp === true ? pool : undefined;
  };
  const from = new WeakMap<Duplex, string>();
  const server = createServer((request, response) => {
    response.sendDate = false;
    const row = listener();
    if (row === undefined) {
      response.writeHead(503).end();
      return;
    }
    const policy = policyFor(tables, row.id, request);
    if (policy !== undefined && policy.action !== 'REDIRECT_TO_POOL') {
      answer(policy, request, response);
      return;
    }
    const pool = poolOf(policy?.poolId ?? row.defaultPoolId);
    forward(needs, row, pool, request, response, from.get(request.socket) ?? '');
  });

  return ({ stream, from: address }: Taken): void => {
    const row = listener();
    if (row === undefined) {
      stream.destroy();
      return;
    }
    counting.opened(row.id);
    stream.once('close', () => {
      counting.closed(row.id);
    });
    stream.on('error', () => stream.destroy());
    if (readsRequests(row)) {
      const clear = inClear(row, stream);
      from.set(clear, address);
      server.emit('connection', clear);
    } else pass(needs, row, poolOf(row.defaultPoolId), stream, address);
  };
}

/** Answers a request itself. */
function answer(policy: PolicyRow, request: IncomingMessage, response: ServerResponse): void {
  if (policy.action === 'REJECT') {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Forbidden\n');
    return;
  }
  const location = policy.url ?? (policy.prefix ?? '') + (request.url ?? '');
  response.writeHead(policy.httpCode ?? 302, { location }).end();
}

function forward(
  { wire, choice, counting }: Needs,
  listener: ListenerRow,
  pool: PoolRow | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  from: string,
): void {
  const cookies = cookiesOf(request.headers.cookie);
  const member = pool === undefined ? undefined : choice.next(pool, { from, cookies });
  const unavailable = (): void => {
    counting.add(listener.id, { errors: 1 });
    if (response.headersSent) response.destroy();
    else response.writeHead(503, { 'content-type': 'text/plain' }).end('Service Unavailable\n');
  };
  if (pool === undefined || member === undefined) {
    unavailable();
    return;
  }
  const ended = choice.begin(member);
  const onward = ask({
    createConnection: () => wire.connect(member),
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: onwardHeaders(request.headers, listener, from),
  });
  onward.on('response', (back) => {
    choice.learn(pool, member, cookiesSet(back.headers['set-cookie']));
    const headers = backHeaders(back.headers, pool, member);
    counting.add(listener.id, { bytesOut: JSON.stringify(headers).length });
    response.writeHead(back.statusCode ?? 502, headers);
    back.on('data', (chunk: Buffer) => {
      counting.add(listener.id, { bytesOut: chunk.length });
    });
    back.on('error', unavailable);
    back.pipe(response);
  });
  onward.on('error', unavailable).once('close', ended);
  response.once('close', () => onward.destroy());
  counting.add(listener.id, { bytesIn: JSON.stringify(request.headers).length });
  request.on('data', (chunk: Buffer) => {
    counting.add(listener.id, { bytesIn: chunk.length });
  });
  request.pipe(onward);
}

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));

function onwardHeaders(
  headers: IncomingHttpHeaders,
  { insertHeaders, port, certificate }: ListenerRow,
  from: string,
): IncomingHttpHeaders {
  const values: Readonly<Record<string, string>> = {
    'X-Forwarded-For': from,
    'X-Forwarded-Port': String(port),
    'X-Forwarded-Proto': certificate === undefined ? 'http' : 'https',
  };
  const inserted = Object.entries(insertHeaders)
    .filter(([, on]) => on === 'true')
    .map(([name]) => [name.toLowerCase(), values[name] ?? ''] as const);
  const more: IncomingHttpHeaders = Object.fromEntries(inserted);
  return { ...endToEnd(headers), ...more, connection: 'close' };
}

function backHeaders(
  headers: IncomingHttpHeaders,
  { persistence }: PoolRow,
  member: MemberRow,
): IncomingHttpHeaders {
  if (persistence?.type !== 'HTTP_COOKIE') return endToEnd(headers);
  const own = `${ownCookie}=${member.id}; path=/`;
  return { ...endToEnd(headers), 'set-cookie': [...(headers['set-cookie'] ?? []), own] };
}

/** Hands a whole connection to a member. */
function pass(
  { wire, choice, counting }: Needs,
  listener: ListenerRow,
  pool: PoolRow | undefined,
  stream: Duplex,
  from: string,
): void {
  const member = pool === undefined ? undefined : choice.next(pool, { from, cookies: {} });
  if (member === undefined) {
    counting.add(listener.id, { errors: 1 });
    stream.destroy();
    return;
  }
  const ended = choice.begin(member);
  const onward = wire.connect(member);
  onward.on('error', () => {
    counting.add(listener.id, { errors: 1 });
    stream.destroy();
  });
  onward.once('close', ended);
  stream.once('close', () => onward.destroy());
  stream.on('data', (chunk: Buffer) => {
    counting.add(listener.id, { bytesIn: chunk.length });
  });
  onward.on('data', (chunk: Buffer) => {
    counting.add(listener.id, { bytesOut: chunk.length });
  });
  stream.pipe(onward).pipe(stream);
}
