/** A load balancer, as the tables have it, in the words of HAProxy's configuration (2.6, configuration manual). */
import { ownCookie } from '../choice.ts';
import { policiesOf } from '../l7.ts';
import { readsRequests } from '../listener.ts';
import type { Statuses } from '../status.ts';
import type { ListenerRow, MemberRow, MonitorRow, PoolRow, Tables } from '../tables.ts';
import { backendName, l7Lines } from './l7-lines.ts';
import { quoted, token } from './quoting.ts';

const algorithms: Readonly<Record<PoolRow['algorithm'], string>> = {
  ROUND_ROBIN: 'roundrobin',
  LEAST_CONNECTIONS: 'leastconn',
  SOURCE_IP: 'source',
  SOURCE_IP_PORT: 'source',
};
const inserted: Readonly<Record<string, string>> = {
  'X-Forwarded-For': '%[src]',
  'X-Forwarded-Port': '%[dst_port]',
  'X-Forwarded-Proto': '%[ssl_fc,iif(https,http)]',
};

/** The file of a certificate and its key in the folder. */
export const certificateFile = ({ id }: Pick<ListenerRow, 'id'>): string => `${id}.pem`;

/** Nothing leaves this machine. */
export const isLoopback = (address: string): boolean => /^127\./.test(address);

const section = (head: string, lines: readonly string[]): string =>
  [head, ...lines.map((line) => `  ${line}`), ''].join('\n');
const modeOf = (listener: ListenerRow): string => (readsRequests(listener) ? 'http' : 'tcp');
const ms = (count: number): string => `${String(count)}ms`;

/**
 * A listener that is open, and its pools.
 * @throws Unquotable when a word of its tenant cannot stand there
 */
export function listenerSections(
  tables: Tables,
  { monitorOf }: Pick<Statuses, 'monitorOf'>,
  listener: ListenerRow,
  address: string,
): string {
  const { pools, members } = tables;
  const pooled = (id: string | undefined): PoolRow | undefined =>
    id === undefined ? undefined : pools.get(id);
  const isHttp = modeOf(listener) === 'http';
  const usual = pooled(listener.defaultPoolId);
  const others = isHttp
    ? policiesOf(tables, listener.id).flatMap(({ policy }) => pooled(policy.poolId) ?? [])
    : [];
  const used = new Set([...(usual === undefined ? [] : [usual]), ...others]);
  const headers = Object.entries(listener.insertHeaders).flatMap(([name, on]) =>
    on === 'true' ? [`http-request set-header ${name} ${inserted[name] ?? ''}`] : [],
  );
  const frontend = [
    `mode ${modeOf(listener)}`,
    `bind ${address}:${String(listener.port)}${listener.certificate === undefined ? '' : ` ssl crt ${certificateFile(listener)}`}`,
    ...(listener.connectionLimit > 0 ? [`maxconn ${String(listener.connectionLimit)}`] : []),
    `timeout client ${ms(listener.timeouts.client)}`,
    ...(isHttp ? [...headers, ...l7Lines(tables, listener)] : []),
    ...(usual === undefined ? [] : [`default_backend ${backendName(usual.id, listener)}`]),
  ];
  const backends = [...used].map((pool) => {
    const monitor = monitorOf(pool.id);
    const servers = pool.adminStateUp ? members.list('parent', pool.id) : [];
    return section(`backend ${backendName(pool.id, listener)}`, [
      `mode ${modeOf(listener)}`,
      `balance ${algorithms[pool.algorithm]}`,
      `timeout connect ${ms(listener.timeouts.memberConnect)}`,
      `timeout server ${ms(listener.timeouts.memberData)}`,
      ...sessionLines(pool),
      ...(monitor === undefined ? [] : checkLines(monitor)),
      ...servers.map((member) => serverLine(member, monitor, pool)),
    ]);
  });
  return [section(`frontend ${listener.id}`, frontend), ...backends].join('');
}

function sessionLines({ persistence }: PoolRow): readonly string[] {
  switch (persistence?.type) {
    case 'HTTP_COOKIE':
      return [`cookie ${ownCookie} insert indirect nocache`];
    case 'APP_COOKIE': {
      const name = token(persistence.cookieName ?? '');
      const table = 'stick-table type string len 64 size 10k';
      return [table, `stick store-response res.cook(${name})`, `stick match req.cook(${name})`];
    }
    case 'SOURCE_IP':
      return ['stick-table type ip size 10k', 'stick on src'];
    default:
      return [];
  }
}

function checkLines({ type, timeout, method, path, expectedCodes }: MonitorRow): readonly string[] {
  const within = `timeout check ${String(timeout)}s`;
  if (type !== 'HTTP') return [within];
  const expected = expectedCodes.replaceAll(/\s/g, '');
  return [
    within,
    'option httpchk',
    `http-check send meth ${method} uri ${quoted(path)}`,
    `http-check expect status ${expected}`,
  ];
}

function serverLine(member: MemberRow, monitor: MonitorRow | undefined, pool: PoolRow): string {
  const { id, address, port, weight, backup, adminStateUp, monitorAddress, monitorPort } = member;
  const checked = monitorAddress ?? address;
  const reached = isLoopback(address) && isLoopback(checked);
  return [
    `server ${id} ${address}:${String(port)} weight ${String(weight)}`,
    ...(backup ? ['backup'] : []),
    ...(adminStateUp && reached ? [] : ['disabled']),
    ...(pool.persistence?.type === 'HTTP_COOKIE' ? [`cookie ${id}`] : []),
    ...(monitor === undefined
      ? []
      : [
          `check inter ${String(monitor.delay)}s`,
          `fall ${String(monitor.maxRetriesDown)} rise ${String(monitor.maxRetries)}`,
          `addr ${checked}`,
          ...(monitorPort === undefined ? [] : [`port ${String(monitorPort)}`]),
        ]),
  ].join(' ');
}
