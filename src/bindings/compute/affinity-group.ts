/** Groups of virtual computes (server groups on the wire): `/os-server-groups`, Compute API 2.64 and later. */
import { serverGroupAnswer, serverGroupsAnswer } from '../../contract/compute/server-group.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { AffinityGroups, Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

/** From 2.64 on a group has one policy. */
const versions = { wanted: '2.64', needed: '2.64' } as const;

const all = '/os-server-groups';
const pathOf = (id: string): string => `${all}/${encodeURIComponent(id)}`;

const policies: Readonly<Record<string, string>> = { together: 'affinity', apart: 'anti-affinity' };
const wordOf = (policy = 'no policy'): string =>
  Object.keys(policies).find((word) => policies[word] === policy) ?? policy;

const asking = (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
  session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

export function affinityGroupsOf(session: Session): AffinityGroups {
  const ask = asking(session);
  return {
    address: 'compute/affinity-group',
    async create(name, keeps) {
      const wish = { name, policy: policies[keeps] ?? keeps };
      const answer = await ask('POST', all, { server_group: wish });
      const reading = { doing: 'create an affinity group', success: [200] };
      return mustShow(answer, serverGroupAnswer, reading).server_group.id;
    },
    async show(id) {
      const answer = await ask('GET', pathOf(id));
      if (answer.status === 404) return undefined;
      const reading = { doing: 'show an affinity group', success: [200] };
      const { policy, members } = mustShow(answer, serverGroupAnswer, reading).server_group;
      return { keeps: wordOf(policy), members };
    },
  };
}

export function affinityGroupKeeper(session: Session): Keeper {
  const ask = asking(session);
  const groups = affinityGroupsOf(session);
  return {
    async named(name) {
      const answer = await ask('GET', `${all}?all_projects=True`);
      const reading = { doing: 'list affinity groups', success: [200] };
      const { server_groups: found } = mustShow(answer, serverGroupsAnswer, reading);
      return found.filter((group) => group.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await groups.show(id)) !== undefined,
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete an affinity group', success: [204, 404] });
    },
  };
}
