/** Device profiles that a run makes, each with the requests that are made from it. */
import {
  acceleratorRequestsAnswer,
  type AcceleratorRequestAnswer,
} from '../contract/accelerator/accelerator-request.ts';
import {
  deviceProfile,
  type DeviceProfileAnswer,
  deviceProfilesAnswer,
} from '../contract/accelerator/device-profile.ts';
import { Refusal } from '../failures.ts';
import type { Notes } from './notes.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';
import { ask, show } from './accelerator-asking.ts';
import { vouchedFor } from './service-token.ts';

export const profileAddress = 'accelerator/device-profile';
const path = '/device_profiles';

/** @returns its uuid */
export async function createProfile(
  session: Session,
  name: string,
  resourceClass: string,
): Promise<string> {
  const json = [{ name, groups: [{ [`resources:${resourceClass}`]: '1' }] }];
  const wish = { doing: 'create a device profile', path, json, success: 201 };
  return (await show(session, deviceProfile, wish, 'POST')).uuid;
}

const profilesNamed = async (
  session: Session,
  name: string,
): Promise<readonly DeviceProfileAnswer[]> => {
  const query = `?name=${encodeURIComponent(name)}`;
  const wish = { doing: 'list device profiles', path: path + query };
  return (await show(session, deviceProfilesAnswer, wish)).device_profiles;
};

const requestsOf = async (
  session: Session,
  profileName: string,
): Promise<readonly AcceleratorRequestAnswer[]> => {
  const wish = { doing: 'list accelerator requests', path: '/accelerator_requests' };
  const { arqs } = await show(session, acceleratorRequestsAnswer, wish);
  return arqs.filter(({ device_profile_name }) => device_profile_name === profileName);
};

const unlessGone = (error: unknown): void => {
  if (!(error instanceof Refusal && error.status === 404)) throw error;
};

/** Its requests end with it: what is bound becomes free. */
export async function removeProfile(
  session: Session,
  notes: Notes | undefined,
  name: string,
): Promise<void> {
  for (const { uuid } of await requestsOf(session, name)) {
    await vouchedFor(session, notes, (serviceToken) =>
      ask(session, {
        method: 'DELETE',
        doing: 'delete an accelerator request',
        path: `/accelerator_requests?arqs=${uuid}`,
        success: 204,
        serviceToken,
      }),
    ).catch(unlessGone);
  }
  await ask(session, {
    method: 'DELETE',
    doing: 'delete a device profile',
    path: `${path}?value=${encodeURIComponent(name)}`,
    success: 204,
  }).catch(unlessGone);
}

/** In the ledger the id is the name: profiles are taken away by it, and no two have the same. */
export const profileKeeper = (session: Session, notes: Notes | undefined): Keeper => {
  const exists = async (name: string) => (await profilesNamed(session, name)).length > 0;
  return {
    named: async (name) => ((await exists(name)) ? [name] : []),
    exists,
    remove: (name) => removeProfile(session, notes, name),
  };
};
