/** What compute does for reservations: flavours that are theirs, and the end of their servers. */
import { newFlavor } from './flavour-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { lives, reservationSpec, type ReservedFlavour } from './reserved-flavour-table.ts';
import { terminate } from './virtual-compute-release.ts';

export function createForReservation(needs: ComputeNeeds) {
  const { flavors, hosts, servers, reserved } = needs;
  return {
    host(name: string) {
      const found = hosts.get(name);
      if (found === undefined) return undefined;
      const { zone, has } = found;
      return {
        name,
        zone,
        vcpus: has.vcpus,
        memory: has.ram,
        disk: has.disk,
        servers: servers
          .list('host', name)
          .filter(lives)
          .map(({ id, name: called }) => ({ id, name: called })),
      };
    },
    prepare(wish: {
      readonly id: string;
      readonly projectId: string;
      readonly vcpus: number;
      readonly memory: number;
      readonly disk: number;
    }): void {
      const { id, projectId, vcpus, memory, disk } = wish;
      const resource = `CUSTOM_RESERVATION_${id.toUpperCase().replaceAll('-', '_')}`;
      flavors.insert(
        newFlavor({
          id,
          name: `reservation:${id}`,
          vcpus,
          ram: memory,
          disk,
          isPublic: false,
          projects: [projectId],
          extraSpecs: { [reservationSpec]: id, [`resources:${resource}`]: '1' },
        }),
      );
      reserved.insert({ id, places: {} });
    },
    open(id: string, places: ReservedFlavour['places']): void {
      reserved.update(id, { places });
    },
    close(id: string): void {
      reserved.delete(id);
      flavors.delete(id);
      for (const server of servers.all()) {
        if (server.flavor.id === id && lives(server)) terminate(needs, server);
      }
    },
  };
}
