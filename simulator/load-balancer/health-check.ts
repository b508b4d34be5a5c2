/** Health monitors at work: each asks the members of its pool, again and again. */
import { request } from 'node:http';
import type { World } from '../kernel/world.ts';
import type { Endpoint, Wire } from './ports.ts';
import type { HealthRow, MemberRow, MonitorRow, Tables } from './tables.ts';

/** Whether a status is one of those that a monitor expects: `200`, `200, 202`, `200-204`. */
export function isExpected(status: number, expected: string): boolean {
  const [from = '', to] = expected.split('-');
  if (to !== undefined) return status >= Number(from) && status <= Number(to);
  return expected.split(',').some((code) => Number(code) === status);
}

export function createHealthChecks(world: World, tables: Tables, wire: Wire) {
  const { clock } = world;
  const { monitors, members, health } = tables;
  const asking = new Set<string>();

  /** One check, which never rejects. */
  async function isWell(monitor: MonitorRow, member: MemberRow): Promise<boolean> {
    const at = {
      address: member.monitorAddress ?? member.address,
      port: member.monitorPort ?? member.port,
    };
    const late = new Promise<boolean>((resolve) => {
      clock.schedule(monitor.timeout * 1000, () => {
        resolve(false);
      });
    });
    return Promise.race([monitor.type === 'HTTP' ? answers(monitor, at) : opens(at), late]);
  }
  const answers = ({ method, path, expectedCodes }: MonitorRow, at: Endpoint): Promise<boolean> =>
    new Promise((resolve) => {
      request({ createConnection: () => wire.connect(at), method, path })
        .on('response', (answer) => {
          answer.resume();
          resolve(isExpected(answer.statusCode ?? 0, expectedCodes));
        })
        .on('error', () => {
          resolve(false);
        })
        .end();
    });
  const opens = (at: Endpoint): Promise<boolean> =>
    new Promise((resolve) => {
      const stream = wire.connect(at);
      const done = (well: boolean) => () => {
        resolve(well);
        stream.destroy();
      };
      stream.once('error', done(false)).once('connect', done(true));
      // A stream within this process is open from the beginning, or has an error in a moment.
      if (!('connecting' in stream)) setImmediate(done(true));
    });

  function note(monitor: MonitorRow, { id: memberId }: MemberRow, well: boolean): void {
    const before: HealthRow = health.get(memberId) ?? { memberId, health: 'unknown', against: 0 };
    const turned = before.health !== (well ? 'well' : 'ill');
    const against = turned ? before.against + 1 : 0;
    const needed = well ? monitor.maxRetries : monitor.maxRetriesDown;
    const now: HealthRow =
      turned && against >= needed
        ? { memberId, health: well ? 'well' : 'ill', against: 0 }
        : { ...before, against };
    if (health.update(memberId, now) === undefined) health.insert(now);
  }

  async function look(monitor: MonitorRow): Promise<void> {
    const all = members.list('parent', monitor.poolId).filter(({ adminStateUp }) => adminStateUp);
    await Promise.all(
      all.map(async (member) => {
        if (asking.has(member.id)) return;
        asking.add(member.id);
        const well = await isWell(monitor, member);
        asking.delete(member.id);
        if (members.get(member.id) !== undefined) note(monitor, member, well);
      }),
    );
  }

  return {
    /** Begins to check; ends once the monitor is gone. */
    watch(monitorId: string): void {
      const again = (): void => {
        const monitor = monitors.get(monitorId);
        if (monitor === undefined) return;
        if (monitor.adminStateUp && monitor.provisioning !== 'PENDING_CREATE') void look(monitor);
        clock.schedule(monitor.delay * 1000, again);
      };
      again();
    },
    forget(): void {
      asking.clear();
    },
  };
}
