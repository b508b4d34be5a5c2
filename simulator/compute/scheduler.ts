/** Which host a server gets. */
import type { Flavor } from './flavour-table.ts';
import { disabledTrait, hasRoom, type Host, isUp, type Room } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { hasReservedRoom } from './reserved-flavour-table.ts';
import type { ServerGroup } from './server-group-table.ts';
import type { Server } from './virtual-compute-table.ts';

type SchedulerNeeds = Pick<ComputeNeeds, 'hosts' | 'servers' | 'groups' | 'reserved'>;

export interface Placement {
  readonly room: Room;
  readonly serverId: string;
  readonly zone: string | null;
  readonly groupId: string | undefined;
  /** A host that was wished for by name. */
  readonly onHost?: string | undefined;
  readonly hints: Readonly<Record<string, unknown>>;
  /** Of the flavour: which traits the host must have, and must not have. */
  readonly extraSpecs: Flavor['extraSpecs'];
  /** What else the host must have. */
  readonly alsoFits?: (host: string) => boolean;
}

/** What a server takes; one that starts from a volume needs no disk of the host. */
export const roomFor = (flavor: Flavor, fromVolume: boolean): Room => ({
  vcpus: flavor.vcpus,
  ram: flavor.ram,
  disk: (fromVolume ? 0 : flavor.disk) + flavor.ephemeral + Math.ceil(flavor.swap / 1024),
});

export const roomOf = (server: Server, flavor = server.flavor): Room =>
  roomFor(flavor, server.imageId === undefined);

const texts = (hint: unknown): readonly unknown[] =>
  hint === undefined ? [] : Array.isArray(hint) ? (hint as unknown[]) : [hint];

/** @returns undefined when no host fits */
export function chooseHost(needs: SchedulerNeeds, wish: Placement): Host | undefined {
  const hostsOf = (ids: readonly unknown[]) =>
    ids.map((id) => needs.servers.get(String(id))?.host ?? '').filter((host) => host !== '');
  const together = hostsOf(texts(wish.hints['same_host']));
  const apart = hostsOf(texts(wish.hints['different_host']));
  const group = wish.groupId === undefined ? undefined : needs.groups.get(wish.groupId);
  const members = membersOf(needs, wish, group);
  const traits = traitsIn(wish.extraSpecs);
  const fits = (host: Host): boolean =>
    host.enabled &&
    isUp(host) &&
    !host.traits.includes(disabledTrait) &&
    traits.every(({ trait, required }) => host.traits.includes(trait) === required) &&
    hasRoom(host, wish.room) &&
    (wish.zone === null || wish.zone === host.zone) &&
    (wish.onHost === undefined || wish.onHost === host.name) &&
    (together.length === 0 || together.includes(host.name)) &&
    !apart.includes(host.name) &&
    (wish.alsoFits?.(host.name) ?? true) &&
    hasReservedRoom(needs, wish.extraSpecs, host.name) &&
    agrees(group, members, host.name);
  const softly = group?.policy === 'soft-affinity' ? -1 : 1;
  const neighbours = (host: Host) =>
    group?.policy.startsWith('soft-') === true
      ? softly * members.filter((member) => member === host.name).length
      : 0;
  const isBetter = (a: Host, b: Host | undefined): boolean =>
    b === undefined || (neighbours(a) - neighbours(b) || a.taken.ram - b.taken.ram) < 0;
  // Whether it fits is asked last: it costs more than to compare.
  return needs.hosts
    .all()
    .reduce<Host | undefined>(
      (best, host) => (isBetter(host, best) && fits(host) ? host : best),
      undefined,
    );
}

/** What an extra spec says of a trait: that it is required, or forbidden. */
const traitsIn = (extraSpecs: Placement['extraSpecs']) =>
  Object.entries(extraSpecs).flatMap(([key, value]) =>
    key.startsWith('trait:')
      ? [{ trait: key.slice('trait:'.length), required: value === 'required' }]
      : [],
  );

/** The hosts of the other servers of the group. */
const membersOf = (
  { servers }: SchedulerNeeds,
  { serverId }: Placement,
  group: ServerGroup | undefined,
): readonly string[] =>
  group === undefined
    ? []
    : servers
        .list('group', group.id)
        .filter(({ id, host }) => id !== serverId && host !== '')
        .map(({ host }) => host);

const agrees = (
  group: ServerGroup | undefined,
  members: readonly string[],
  host: string,
): boolean => {
  const here = members.filter((member) => member === host).length;
  if (group?.policy === 'affinity') return members.length === 0 || here > 0;
  if (group?.policy === 'anti-affinity') return here < (group.maxPerHost ?? 1);
  return true;
};
