/** Snapshots of virtual storage: `/snapshots`, Block Storage API v3. */
import { randomUUID } from 'node:crypto';
import {
  type Snapshot,
  snapshotAnswer,
  snapshotsAnswer,
} from '../../contract/block-storage/snapshot.ts';
import { amount } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper, Snapshots, State, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const states: Readonly<Record<string, State>> = {
  available: 'available',
  creating: 'building',
  deleting: 'deleting',
  error: 'error',
  error_deleting: 'error',
};

const fromWire = (snapshot: Snapshot): Thing => ({
  id: snapshot.id,
  name: snapshot.name ?? '',
  state: states[snapshot.status] ?? 'other',
  attributes: { size: amount(snapshot.size, 'GiB') },
});

const pathOf = (id: string): string => `/snapshots/${encodeURIComponent(id)}`;

export function snapshotsOf(session: Session): Snapshots & Keeper {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('block storage', { method, path, ...(json === undefined ? {} : { json }) });
  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a snapshot', success: [200] };
    return fromWire(mustShow(answer, snapshotAnswer, reading).snapshot);
  };
  const list = async (query: string): Promise<readonly Thing[]> => {
    const answer = await ask('GET', `/snapshots/detail${query}`);
    const reading = { doing: 'list snapshots', success: [200] };
    return mustShow(answer, snapshotsAnswer, reading).snapshots.map(fromWire);
  };
  const remove = async (id: string, success: readonly number[]): Promise<void> => {
    mustSucceed(await ask('DELETE', pathOf(id)), { doing: 'delete a snapshot', success });
  };
  return {
    address: 'block-storage/snapshot',
    ready: { state: 'available', broken: ['error', 'deleting'], deadline: 'volume' },
    unknownId: () => randomUUID(),
    async take(name, storageId) {
      const answer = await ask('POST', '/snapshots', { snapshot: { name, volume_id: storageId } });
      const reading = { doing: 'take a snapshot', success: [202] };
      return fromWire(mustShow(answer, snapshotAnswer, reading).snapshot);
    },
    list: () => list(''),
    show,
    delete: (id) => remove(id, [202]),
    async named(name) {
      const found = await list(`?all_tenants=1&name=${encodeURIComponent(name)}`);
      return found.filter((one) => one.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await show(id)) !== undefined,
    remove: (id) => remove(id, [202, 404]),
  };
}
