/** Groups of hosts (aggregates on the wire): `/os-aggregates`, Compute API 2.1 and later. */
import {
  aggregateAnswer,
  aggregatesAnswer,
  newAggregateAnswer,
} from '../../contract/compute/aggregate.ts';
import type { HostGroup, HostGroups } from '../infrastructure-port.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const versions = { wanted: '2.93', needed: '2.1' } as const;

/** Beside what describes it, the properties tell the zone. */
const zoneKey = 'availability_zone';

export function hostGroupsOf(session: Session): HostGroups & Keeper {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('compute', {
      method,
      path: `/os-aggregates${path}`,
      versions,
      ...(json === undefined ? {} : { json }),
    });
  const pathOf = (id: string): string => `/${encodeURIComponent(id)}`;

  const list = async (): Promise<readonly HostGroup[]> => {
    const reading = { doing: 'list groups of hosts', success: [200] };
    const { aggregates } = mustShow(await ask('GET', ''), aggregatesAnswer, reading);
    return aggregates.map(({ id, name, hosts, metadata, availability_zone: zone }) => ({
      id: String(id),
      name,
      hosts,
      properties: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== zoneKey)),
      ...(zone === null ? {} : { zone }),
    }));
  };
  const act = async (id: string, action: object, doing: string) => {
    const answer = await ask('POST', `${pathOf(id)}/action`, action);
    mustShow(answer, aggregateAnswer, { doing, success: [200] });
  };
  const takeOut = (id: string, host: string) =>
    act(id, { remove_host: { host } }, 'take a host out of a group');
  const remove = async (id: string, success: readonly number[]) => {
    const doing = 'delete a group of hosts';
    mustSucceed(await ask('DELETE', pathOf(id)), { doing, success });
  };

  return {
    address: 'compute/host-group',
    list,
    async create(name, zone) {
      const aggregate = { name, ...(zone === undefined ? {} : { [zoneKey]: zone }) };
      const reading = {
        doing: 'create a group of hosts',
        success: [200],
        conflict: 'duplicate',
      } as const;
      const answer = await ask('POST', '', { aggregate });
      return String(mustShow(answer, newAggregateAnswer, reading).aggregate.id);
    },
    describe: (id, metadata) =>
      act(id, { set_metadata: { metadata } }, 'describe a group of hosts'),
    put: (id, host) => act(id, { add_host: { host } }, 'put a host into a group'),
    takeOut,
    delete: (id) => remove(id, [200]),
    named: async (name) =>
      (await list()).filter((group) => group.name === name).map(({ id }) => id),
    exists: async (id) => (await list()).some((group) => group.id === id),
    /** One that has hosts cannot be deleted. */
    async remove(id) {
      const group = (await list()).find((each) => each.id === id);
      for (const host of group?.hosts ?? []) await takeOut(id, host);
      await remove(id, [200, 404]);
    },
  };
}
