/**
 * Managing virtual computes: `/servers/{id}/action` and `/servers/{id}/metadata`, Compute API 2.47 and
 * later.
 */
import { metadataAnswer } from '../../contract/compute/virtual-compute-change.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Attributes, Deed, ManagingVerbs } from '../port.ts';
import type { Session } from '../session.ts';

/** From 2.25 on the target finds out by itself how it moves disks, from 2.56 also for cold migration. */
const versions = { wanted: '2.93', needed: '2.56' } as const;

const actions: Readonly<Record<Deed, object>> = {
  start: { 'os-start': null },
  stop: { 'os-stop': null },
  pause: { pause: null },
  unpause: { unpause: null },
  reboot: { reboot: { type: 'SOFT' } },
};

const migrations = {
  live: { 'os-migrateLive': { host: null, block_migration: 'auto' } },
  offline: { migrate: null },
} as const;

const flavourIn = (wish: Attributes): string => {
  const { flavour } = wish;
  if (flavour !== undefined) return flavour;
  throw new Error('a virtual compute is scaled to a flavour, and the example names none');
};

export function manageVirtualComputes(session: Session): ManagingVerbs {
  const pathOf = (id: string): string => `/servers/${encodeURIComponent(id)}`;
  const post = (id: string, part: string, json: unknown) =>
    session.ask('compute', { method: 'POST', path: `${pathOf(id)}/${part}`, versions, json });
  const act = async (id: string, action: unknown, doing: string, status = 202) => {
    mustSucceed(await post(id, 'action', action), { doing, success: [status] });
  };

  return {
    async update(id, wish) {
      const answer = await post(id, 'metadata', { metadata: wish });
      mustShow(answer, metadataAnswer, { doing: 'update a virtual compute', success: [200] });
    },
    operate: (id, deed) => act(id, actions[deed], `${deed} a virtual compute`),
    scale: (id, wish) =>
      act(id, { resize: { flavorRef: flavourIn(wish) } }, 'scale a virtual compute'),
    migrate: (id, how) => act(id, migrations[how], 'migrate a virtual compute'),
    confirm: (id) => act(id, { confirmResize: null }, 'confirm a change of a virtual compute', 204),
  };
}
