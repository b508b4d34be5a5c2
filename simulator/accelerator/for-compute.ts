/** What compute does with accelerators: it gives servers what the profile of their flavour wants. */
import { Fault, forbidden } from '../kernel/fault.ts';
import type { Binder } from './binding.ts';
import { behind, type Profile, type ProfileGroup, wantedBy } from './device-profile-table.ts';
import type { Deployable } from './inventory.ts';
import { createMaker } from './request-maker.ts';
import type { Room } from './room.ts';

export interface AcceleratedServer {
  readonly serverId: string;
  readonly projectId: string;
  readonly host: string;
}

export function createForCompute(room: Room, binder: Binder) {
  const { inventory, profiles, requests } = room;
  const make = createMaker(room);

  const fits = (group: ProfileGroup, deployable: Deployable): boolean => {
    const attributes = inventory.attributesOf(deployable);
    const traits = attributes
      .filter(({ key }) => key.startsWith('trait'))
      .map(({ value }) => value);
    const classes = attributes.filter(({ key }) => key === 'rc').map(({ value }) => value);
    return Object.entries(group).every(([key, value]) => {
      const resource = behind(key, 'resources:');
      if (resource !== undefined) return Number(value) === 0 || classes.includes(resource);
      const trait = behind(key, 'trait:');
      return trait === undefined || traits.includes(trait) === (value === 'required');
    });
  };
  /** One for each request of the profile, in their order; undefined when there are not enough. */
  const chosen = (profile: Profile, host: string): readonly Deployable[] | undefined => {
    const free = inventory.deployables().filter(({ accelerator: { host: of, state, enabled } }) => {
      return of === host && state === 'free' && enabled;
    });
    const taken = profile.groups.flatMap((group) =>
      Array.from({ length: wantedBy(group) }, () => {
        const at = free.findIndex((one) => fits(group, one));
        return at === -1 ? undefined : free.splice(at, 1)[0];
      }),
    );
    const all = taken.filter((one) => one !== undefined);
    return all.length === taken.length ? all : undefined;
  };
  const profileOf = (name: string): Profile => {
    const found = profiles.find('name', name);
    if (found === undefined) throw forbidden(`there is no device profile ${name} any more`);
    return found;
  };

  return {
    hasProfile: (name: string): boolean => profiles.find('name', name) !== undefined,
    /** Whether a host has all that the profile wants, free. */
    hasRoom: (name: string, host: string): boolean => {
      const profile = profiles.find('name', name);
      return profile !== undefined && chosen(profile, host) !== undefined;
    },
    /** @throws Fault when the host has not enough, or the profile is gone; then nothing is left of it */
    give(name: string, { serverId, projectId, host }: AcceleratedServer): void {
      const profile = profileOf(name);
      const deployables = chosen(profile, host);
      if (deployables === undefined) throw new Fault(409, `${host} has no free accelerator`);
      for (const [at, request] of make(profile, projectId).entries()) {
        const providerId = deployables[at]?.providerId ?? '';
        binder.bind(request, { hostname: host, providerId, serverId }, projectId);
      }
    },
    /** Whether all have been decided on, and how. */
    outcome(serverId: string): 'pending' | 'bound' | 'failed' {
      const states = requests.list('server', serverId).map(({ state }) => state);
      if (states.some((state) => state === 'BindFailed')) return 'failed';
      return states.every((state) => state === 'Bound') ? 'bound' : 'pending';
    },
  };
}
