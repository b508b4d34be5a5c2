/** Listeners, taken by an HAProxy: it reads what the tables say, and tells how members fare and what was counted. */
import { certificateOf } from '../certificates.ts';
import type { Counting } from '../counting.ts';
import { openAddressOf } from '../open-listeners.ts';
import type { DataPath } from '../ports.ts';
import type { Statuses } from '../status.ts';
import type { CountRow, Health, Tables } from '../tables.ts';
import { certificateFile, isLoopback, listenerSections } from './configuration.ts';
import { createRuntime, type Row } from './runtime.ts';

/** @param folder that it shares with us */
export function createHaproxyPath(
  tables: Tables,
  statuses: Statuses,
  counting: Counting,
  folder: string,
): DataPath {
  const { listeners, loadBalancers, counts, health } = tables;
  const runtime = createRuntime(folder);
  let generation = 0;
  /** What it works by, by load balancer. */
  let loaded: ReadonlyMap<string, string> = new Map();
  /** What had been counted when it began to work by it: each time it begins at nothing. */
  let before: ReadonlyMap<string, CountRow> = new Map();
  let applying: Promise<void> = Promise.resolve();

  /** @throws Unquotable */
  const written = (loadBalancerId: string): string =>
    listeners
      .list('loadBalancer', loadBalancerId)
      .map((listener) => {
        const address = openAddressOf(tables, listener);
        return address === undefined || !isLoopback(address)
          ? ''
          : listenerSections(tables, statuses, listener, address);
      })
      .join('');
  /** A load balancer that cannot do its work says so. */
  const refuse = (loadBalancerId: string): void => {
    for (const { id } of listeners.list('loadBalancer', loadBalancerId)) {
      listeners.update(id, { provisioning: 'ERROR' });
    }
    loadBalancers.update(loadBalancerId, { provisioning: 'ERROR' });
  };
  const sections = (): ReadonlyMap<string, string> =>
    new Map(
      loadBalancers.all().flatMap(({ id }) => {
        try {
          const text = written(id);
          return text === '' ? [] : [[id, text] as const];
        } catch {
          refuse(id);
          return [];
        }
      }),
    );

  async function apply(): Promise<void> {
    const wanted = sections();
    const changed = [...wanted].flatMap(([id, text]) => (loaded.get(id) === text ? [] : [id]));
    if (changed.length === 0 && wanted.size === loaded.size) return;
    await look();
    generation += 1;
    const mark = `generation-${String(generation)}`;
    const configuration = [...wanted.values(), `backend ${mark}\n`].join('');
    if (await runtime.load(configuration, mark, certificates()).catch(() => false)) {
      loaded = wanted;
      before = new Map(counts.all().map((row) => [row.listenerId, row]));
      return;
    }
    changed.forEach(refuse);
    // Without what it has refused; that nothing more can be taken away ends it.
    if (changed.length > 0) await apply();
  }

  const certificates = (): ReadonlyMap<string, string> =>
    new Map(
      listeners.all().flatMap((listener) => {
        const held = certificateOf(listener.certificate ?? '');
        return held === undefined ? [] : [[certificateFile(listener), held.cert + held.key]];
      }),
    );

  async function look(): Promise<void> {
    if (generation === 0) return;
    for (const row of await runtime.statistics().catch(() => [])) {
      if (row['svname'] === 'FRONTEND') count(row);
      else if (row['svname'] !== 'BACKEND') note(row);
    }
  }
  function count(row: Row): void {
    const listenerId = row['pxname'] ?? '';
    if (listeners.get(listenerId) === undefined) return;
    const past = before.get(listenerId);
    const told = {
      listenerId,
      bytesIn: Number(row['bin']) + (past?.bytesIn ?? 0),
      bytesOut: Number(row['bout']) + (past?.bytesOut ?? 0),
      connections: Number(row['stot']) + (past?.connections ?? 0),
      errors: Number(row['ereq']) + (past?.errors ?? 0),
    };
    counting.told(told, Number(row['scur']));
  }
  function note({ svname: memberId = '', status = '', check_status: check }: Row): void {
    if (tables.members.get(memberId) === undefined) return;
    const well: Health = /^(UP|DRAIN|no check)/.test(status) ? 'well' : 'ill';
    const now = { memberId, health: check === 'INI' ? 'unknown' : well, against: 0 } as const;
    if (health.update(memberId, now) === undefined) health.insert(now);
  }
  const follow = (): void => {
    applying = applying.then(apply);
  };

  return {
    follow,
    async inStep() {
      await applying;
      await look();
    },
    // It checks by itself.
    watch: () => undefined,
    startAnew() {
      counting.forget();
      follow();
    },
    close: () => applying,
  };
}
