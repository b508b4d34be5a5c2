/** Managing virtual storage: `/volumes/{id}` and `/volumes/{id}/action`, Block Storage API v3. */
import { poolsAnswer } from '../../contract/block-storage/pool.ts';
import { volumeAnswer } from '../../contract/block-storage/virtual-storage.ts';
import { inUnit } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { ManagingVerbs, Places } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const versions = { wanted: '3.70', needed: '3.0' } as const;
const pathOf = (id: string): string => `/volumes/${encodeURIComponent(id)}`;

export function manageVirtualStorage(
  session: Session,
): Pick<ManagingVerbs, 'update' | 'scale' | 'migrate'> {
  const { now, all } = storagePlaces(session);
  const ask = (method: ServiceAsk['method'], path: string, json: unknown) =>
    session.ask('block storage', { method, path, versions, json });
  const act = async (id: string, action: unknown, doing: string): Promise<void> => {
    const answer = await ask('POST', `${pathOf(id)}/action`, action);
    mustSucceed(answer, { doing, success: [202] });
  };

  return {
    async update(id, wish) {
      const answer = await ask('PUT', pathOf(id), { volume: wish });
      mustShow(answer, volumeAnswer, { doing: 'update virtual storage', success: [200] });
    },
    scale: (id, { size = '' }) =>
      act(id, { 'os-extend': { new_size: inUnit(size, 'GiB') } }, 'scale virtual storage'),
    async migrate(id) {
      const places = await all();
      const here = await now(id);
      const host = places.find((place) => place !== here);
      await act(id, { 'os-migrate_volume': { host } }, 'migrate virtual storage');
    },
  };
}

/** Pools of back ends. */
export function storagePlaces(session: Session): Places {
  const ask = (path: string) => session.ask('block storage', { method: 'GET', path, versions });
  return {
    async now(id) {
      const answer = await ask(pathOf(id));
      if (answer.status === 404) return undefined;
      const reading = { doing: 'show virtual storage', success: [200] };
      const { volume } = mustShow(answer, volumeAnswer, reading);
      return volume['os-vol-host-attr:host'] ?? undefined;
    },
    /** Whoever may not look knows them from who may: what is tried must be the move itself. */
    all: () =>
      session.orAsKnown('places of storage', async () => {
        const answer = await ask('/scheduler-stats/get_pools');
        const reading = { doing: 'list the places of storage', success: [200] };
        const { pools } = mustShow(answer, poolsAnswer, reading);
        return pools.map(({ name }) => name);
      }),
  };
}
