/**
 * The calls of a VIM on an OpenStack whose catalogue has an accelerator service: the five that it has
 * something for. What of them it has no words for (the form of parameters, filters, which of several that
 * are alike) is ours to do, so that nothing is said of the target by it.
 */
import { createHash } from 'node:crypto';
import {
  type ManagementCallShape,
  managementCallShapes,
  pathParameters,
} from '../../contract/acceleration/management-calls.ts';
import { deployable } from '../../contract/accelerator/deployable.ts';
import { NotPrepared } from '../../failures.ts';
import type { Clock } from '../../transport/clock.ts';
import {
  type ManagerBinding,
  type ManagerCallName,
  type ManagerParams,
  type ManagerResult,
  NotInBinding,
} from '../acceleration-manager.ts';
import { hostNames } from '../hosts.ts';
import type { Notes } from '../notes.ts';
import type { Session } from '../session.ts';
import { allocate, targetOf } from '../accelerator-allocation.ts';
import { ask, meaning, show } from '../accelerator-asking.ts';
import { profileAddress, profileKeeper, removeProfile } from '../accelerator-profile.ts';
import { matching } from '../accelerator-filter.ts';
import { upload } from '../accelerator-image.ts';
import { type Resource, resourcesOf } from '../accelerator-inventory.ts';
import { vouchedFor } from '../service-token.ts';

const none = 'the accelerator service of OpenStack has no call for it';
const notServed = {
  GetAccStatistics: `${none}: it counts nothing`,
  ResetAccStatistics: `${none}: it counts nothing`,
  Subscribe: `${none}: it tells nobody of faults`,
  Unsubscribe: `${none}: it tells nobody of faults`,
  Notify: `${none}: it tells nobody of faults`,
  GetAlarmInfo: `${none}: it shows whether a device is enabled, and no alarms`,
} as const;
type Served = Exclude<ManagerCallName, keyof typeof notServed>;
type Calls = { readonly [N in Served]: (params: ManagerParams<N>) => Promise<ManagerResult<N>> };

export const cyborgManagement = (clock: Clock): ManagerBinding => ({
  notServed,
  manager(session, calls, as = 'VIM', notes) {
    const own = callsOf(session, as === 'VIM' ? notes : undefined, clock);
    const call = async (name: ManagerCallName, params: unknown): Promise<unknown> => {
      if (!isServed(name)) throw new NotInBinding(notServed[name as keyof typeof notServed]);
      if (as === 'VIM') calls.push({ call: name, from: 'VIM', to: 'NFVI' });
      return (own[name] as (params: unknown) => Promise<unknown>)(params);
    };
    return {
      call: async <N extends ManagerCallName>(name: N, params: ManagerParams<N>) =>
        (await call(name, params).catch(cannotBe)) as ManagerResult<N>,
      tryCall: async (name, params) => {
        mustBeOfTheForm(name, params);
        return call(name, params);
      },
      hosts: () => hostNames(session),
    };
  },
  keeper: (address, session, notes) =>
    address === profileAddress ? profileKeeper(session, notes) : undefined,
});

/** What is to succeed, and cannot even be asked for, is no fault of the target. */
const cannotBe = (error: unknown): never => {
  throw error instanceof NotInBinding ? new NotPrepared(error.message) : error;
};

const isServed = (name: ManagerCallName): name is Served => !Object.hasOwn(notServed, name);

/** @throws NotInBinding */
function mustBeOfTheForm(name: ManagerCallName, params: Readonly<Record<string, unknown>>): void {
  const { body, query, path }: ManagementCallShape = managementCallShapes[name];
  const inBody = Object.fromEntries(
    Object.entries(params)
      .filter(([key]) => !pathParameters(path).includes(key) && !(query && key in query.shape))
      .map(([key, value]) => [key, value instanceof Uint8Array ? '' : value]),
  );
  const sound =
    body === undefined ? Object.keys(inBody).length === 0 : body.safeParse(inBody).success;
  if (!sound) {
    throw new NotInBinding(
      'the accelerator service has no parameters of this form, wrong or right',
    );
  }
}

function callsOf(session: Session, notes: Notes | undefined, clock: Clock): Calls {
  const queried = async (hostId: string, filter?: string) =>
    matching(await accelerators(hostId), filter);
  const accelerators = async (hostId: string) =>
    (await meaning({}, () => resourcesOf(session, hostId))).map(({ accelerator }) => accelerator);
  const find = async (id: string): Promise<Resource | undefined> =>
    (await meaning({}, () => resourcesOf(session))).find(
      ({ accelerator }) => accelerator.accResourceId === id,
    );

  return {
    QueryAccResource: async ({ hostId, Filter }) => ({
      accQueryResult: [...(await queried(hostId, Filter))],
    }),
    AccResourcesDiscovery: async ({ hostId }) => ({
      discoveredAccResourceInfo: [...(await queried(hostId))],
    }),
    async AllocateAccResource({ attachTargetInfo, accResourceInfo }) {
      const target = await targetOf(session, attachTargetInfo.id);
      const { type, hostId, requirements } = accResourceInfo;
      const all = await meaning({}, () => resourcesOf(session, hostId));
      const wanted = matching(
        all.map(({ accelerator }) => accelerator),
        requirements,
      );
      const fitting = all.filter(
        ({ accelerator }) => wanted.includes(accelerator) && accelerator.type === type,
      );
      const free = fitting.filter(({ accelerator }) => accelerator.state === 'free');
      const beside = free.find(({ accelerator }) => accelerator.hostId === target.host);
      const chosen = beside ?? free[0] ?? fitting[0];
      if (chosen === undefined || (chosen.request !== undefined && chosen.unit !== undefined)) {
        throw new NotInBinding(
          `whoever allocates chooses the accelerator, and no ${type} is like that`,
        );
      }
      await allocate(session, notes, clock, target, chosen);
      return { accResourceId: chosen.accelerator.accResourceId };
    },
    async ReleaseAccResource({ accResourceId }) {
      const request = (await find(accResourceId))?.request;
      const named = encodeURIComponent(request?.uuid ?? accResourceId);
      await meaning({ 404: 'NO_SUCH_RESOURCE', 409: 'RESOURCE_BUSY' }, () =>
        vouchedFor(session, notes, (serviceToken) =>
          ask(session, {
            method: 'DELETE',
            doing: 'delete an accelerator request',
            path: `/accelerator_requests?arqs=${named}`,
            success: 204,
            serviceToken,
          }),
        ),
      );
      const profile = request?.device_profile_name;
      if (profile !== undefined && isOurs(profile)) await removeProfile(session, notes, profile);
      return {};
    },
    async OnloadAccImage({ accResourceId, accImageInfo, accImage }) {
      const found = await find(accResourceId);
      const sum = createHash('sha256').update(accImage).digest('hex');
      if (
        accImageInfo.checksum !== sum ||
        (found !== undefined && found.accelerator.type !== accImageInfo.type)
      ) {
        throw new NotInBinding('the accelerator service is told nothing of an image but its id');
      }
      const image =
        notes === undefined
          ? '00000000-0000-4000-8000-000000000000'
          : await upload(session, notes, accImageInfo.name, accImage);
      const uuid = found?.deployable.uuid ?? accResourceId;
      const taken =
        found?.accelerator.programmable === false ? 'NOT_PROGRAMMABLE' : 'RESOURCE_BUSY';
      await meaning({ 400: 'IMAGE_REJECTED', 404: 'NO_SUCH_RESOURCE', 409: taken }, () =>
        show(
          session,
          deployable,
          {
            doing: 'program a deployable',
            path: `/deployables/${encodeURIComponent(uuid)}/program`,
            json: [{ path: '/bitstream_id', op: 'replace', value: [{ image_uuid: image }] }],
          },
          'PATCH',
        ),
      );
      return {};
    },
  };
}

/** Profiles of others stay: they are there for more than one allocation. */
const isOurs = (profile: string): boolean => profile.startsWith('cft-');
