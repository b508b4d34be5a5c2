/** Which member gets a request: by the algorithm of the pool, its weights, and who has a session. */
import { createHash } from 'node:crypto';
import type { MemberRow, PoolRow, Tables } from './tables.ts';
import type { Statuses } from './status.ts';

/** Who asks. */
export interface Client {
  readonly from: string;
  readonly cookies: Readonly<Record<string, string>>;
}

/** The cookie by which the load balancer itself knows a session. */
export const ownCookie = 'SRV';

export type Choice = ReturnType<typeof createChoice>;

export function createChoice(tables: Tables, { monitorOf }: Pick<Statuses, 'monitorOf'>) {
  const { members, health } = tables;
  /** By member: how far it is in its turn, and how many connections it has. */
  const turns = new Map<string, number>();
  const open = new Map<string, number>();
  /** By pool and session: the member. */
  const sessions = new Map<string, string>();

  const isWell = (member: MemberRow): boolean =>
    member.adminStateUp &&
    (monitorOf(member.poolId) === undefined || health.get(member.id)?.health !== 'ill');

  /** Smooth: a heavy member does not get its share in one go. */
  function inTurn(able: readonly MemberRow[]): MemberRow | undefined {
    const total = able.reduce((sum, { weight }) => sum + weight, 0);
    let next: MemberRow | undefined;
    for (const member of able) {
      turns.set(member.id, (turns.get(member.id) ?? 0) + member.weight);
      if (
        (turns.get(member.id) ?? 0) > (next === undefined ? -Infinity : (turns.get(next.id) ?? 0))
      )
        next = member;
    }
    if (next !== undefined) turns.set(next.id, (turns.get(next.id) ?? 0) - total);
    return next;
  }
  function leastBusy(able: readonly MemberRow[]): MemberRow | undefined {
    const load = ({ id, weight }: MemberRow): number => (open.get(id) ?? 0) / weight;
    const least = Math.min(...able.map(load));
    return inTurn(able.filter((member) => load(member) === least));
  }
  function bySource(able: readonly MemberRow[], from: string): MemberRow | undefined {
    const total = able.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return undefined;
    let at = createHash('sha256').update(from).digest().readUInt32BE() % total;
    return able.find(({ weight }) => {
      at -= weight;
      return at < 0;
    });
  }

  const sessionOf = ({ id, persistence }: PoolRow, client: Client): string | undefined => {
    if (persistence === undefined) return undefined;
    if (persistence.type === 'SOURCE_IP') return `${id} ${client.from}`;
    const cookie = client.cookies[persistence.cookieName ?? ownCookie];
    return cookie === undefined ? undefined : `${id} ${cookie}`;
  };
  const persistent = (
    pool: PoolRow,
    client: Client,
    all: readonly MemberRow[],
  ): MemberRow | undefined => {
    const session = sessionOf(pool, client);
    if (session === undefined) return undefined;
    const known =
      pool.persistence?.type === 'HTTP_COOKIE' ? client.cookies[ownCookie] : sessions.get(session);
    return all.find(({ id }) => id === known);
  };

  return {
    /** @returns undefined when no member can take it */
    next(pool: PoolRow, client: Client): MemberRow | undefined {
      const well = members.list('parent', pool.id).filter(isWell);
      const known = persistent(pool, client, well);
      if (known !== undefined) return known;
      const weighty = well.filter(({ weight }) => weight > 0);
      const first = weighty.filter(({ backup }) => !backup);
      const able = first.length > 0 ? first : weighty;
      const chosen =
        pool.algorithm === 'SOURCE_IP'
          ? bySource(able, client.from)
          : pool.algorithm === 'LEAST_CONNECTIONS'
            ? leastBusy(able)
            : inTurn(able);
      const session = pool.persistence?.type === 'SOURCE_IP' ? sessionOf(pool, client) : undefined;
      if (session !== undefined && chosen !== undefined) sessions.set(session, chosen.id);
      return chosen;
    },
    /** A member has given its client a cookie of its own. */
    learn(pool: PoolRow, member: MemberRow, cookies: Readonly<Record<string, string>>): void {
      const { persistence } = pool;
      if (persistence?.type !== 'APP_COOKIE') return;
      const value = cookies[persistence.cookieName ?? ''];
      if (value !== undefined) sessions.set(`${pool.id} ${value}`, member.id);
    },
    /** A connection to a member begins. @returns what ends it */
    begin({ id }: MemberRow): () => void {
      open.set(id, (open.get(id) ?? 0) + 1);
      let ended = false;
      return () => {
        if (!ended) open.set(id, (open.get(id) ?? 1) - 1);
        ended = true;
      };
    },
    forget(): void {
      for (const map of [turns, open, sessions]) map.clear();
    },
  };
}
