/** Managing virtual storage: `/volumes/{id}` and `/volumes/{id}/action`, Block Storage API v3. */
import { poolsAnswer } from '../../contract/block-storage/pool.ts';
import { volumeAnswer } from '../../contract/block-storage/virtual-storage.ts';
import { Refusal } from '../../failures.ts';
import { inUnit } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { ManagingVerbs, Places } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const versions = { wanted: '3.70', needed: '3.0' } as const;
const pathOf = (id: string): string => `/volumes/${encodeURIComponent(id)}`;

export function manageVirtualStorage(
  session: Session,
): Pick<ManagingVerbs, 'update' | 'scale' | 'migrate'> {
  const places = storagePlaces(session);
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
      const all = await places.all();
      const here = await places.now(id);
      const host = all.find((place) => place !== here);
      await act(id, { 'os-migrate_volume': { host } }, 'migrate virtual storage');
    },
  };
}

/** Pools of back ends. */
export function storagePlaces(session: Session): Places {
  const ask = (path: string) => session.ask('block storage', { method: 'GET', path, versions });
  const look = async (id: string): Promise<string> => {
    const answer = await ask(pathOf(id));
    const reading = { doing: 'show virtual storage', success: [200] };
    const host = mustShow(answer, volumeAnswer, reading).volume['os-vol-host-attr:host'] ?? '';
    if (host !== '') return host;
    throw new Refusal('forbidden', answer.status, 'the place of storage is for administrators');
  };
  return {
    /** Whoever may not look knows them from who may: what is tried must be the move itself. */
    all: () =>
      session.orAsKnown('places of storage', async () => {
        const answer = await ask('/scheduler-stats/get_pools');
        const reading = { doing: 'list the places of storage', success: [200] };
        const { pools } = mustShow(answer, poolsAnswer, reading);
        return pools.map(({ name }) => name);
      }),
    /** The same holds for where one is. */
    async now(id) {
      try {
        return await session.orAsKnown(`place of ${id}`, () => look(id));
      } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
      }
    },
  };
}
