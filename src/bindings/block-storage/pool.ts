/** Where storage is and which types of it can be had: `/scheduler-stats/get_pools` and `/types`, Block Storage API v3. */
import { poolsWithCapacityAnswer } from '../../contract/block-storage/pool.ts';
import { volumeTypeAnswer, volumeTypesAnswer } from '../../contract/block-storage/volume-type.ts';
import type { ResourceType, StoragePool } from '../infrastructure-port.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

const versions = { wanted: '3.70', needed: '3.0' } as const;

/** Some pools have no end, or do not know it, and say so in words. */
const known = (amount: number | string | undefined, word: 'total' | 'free') =>
  typeof amount === 'number' ? { [word]: amount } : {};

export async function storagePools(session: Session): Promise<readonly StoragePool[]> {
  const path = '/scheduler-stats/get_pools?detail=true';
  const answer = await session.ask('block storage', { method: 'GET', path, versions });
  const reading = { doing: 'list the pools of storage', success: [200] };
  const { pools } = mustShow(answer, poolsWithCapacityAnswer, reading);
  return pools.map(
    ({ name, capabilities: { total_capacity_gb: total, free_capacity_gb: free } }) => ({
      name,
      ...known(total, 'total'),
      ...known(free, 'free'),
    }),
  );
}

export async function storageTypes(session: Session): Promise<readonly ResourceType[]> {
  const answer = await session.ask('block storage', { method: 'GET', path: '/types', versions });
  const reading = { doing: 'list the types of storage', success: [200] };
  const { volume_types: types } = mustShow(answer, volumeTypesAnswer, reading);
  return types.map(({ id, name }) => ({ id, name }));
}

export async function storageType(session: Session, id: string): Promise<ResourceType | undefined> {
  const path = `/types/${encodeURIComponent(id)}`;
  const answer = await session.ask('block storage', { method: 'GET', path, versions });
  if (answer.status === 404) return undefined;
  const reading = { doing: 'show a type of storage', success: [200] };
  const { volume_type: type } = mustShow(answer, volumeTypeAnswer, reading);
  return { id: type.id, name: type.name };
}
