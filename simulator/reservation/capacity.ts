/** Who gets what, when: nothing is given twice at one time. */
import { notEnoughAddresses, notEnoughHosts } from './faults.ts';
import { meets, mustBeKnown, requirementsIn } from './requirement.ts';
import type { AddressRow, HostRow, LeaseRow, Part, Tables, Wish } from './tables.ts';

export interface Window {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

type Given = Part['given'];
type Of<Type extends Wish['type']> = Extract<Wish, { type: Type }>;

interface Holding {
  readonly lease: LeaseRow;
  readonly part: Part;
}

export type Capacity = ReturnType<typeof createCapacity>;

export function createCapacity({ leases, hosts, addresses }: Tables) {
  /** What has something of a resource in the window. */
  const holders = (window: Window, resourceId: string, except: string | undefined): Holding[] =>
    leases
      .all()
      .filter(({ id, start, end }) => id !== except && start < window.end && end > window.start)
      .flatMap((lease) => lease.parts.map((part) => ({ lease, part })))
      .filter(({ part }) => part.status !== 'deleted' && part.given[resourceId] !== undefined);

  function hostsFor(wish: Of<'physical:host'>, window: Window, except: string | undefined): Given {
    const wanted = [wish.hypervisorProperties, wish.resourceProperties].flatMap(requirementsIn);
    mustBeKnown(hosts.all(), wanted);
    const free = hosts
      .all()
      .filter((host) => holders(window, host.id, except).length === 0)
      .filter((host) => wanted.every((requirement) => meets(host, requirement)));
    if (free.length < wish.min) throw notEnoughHosts();
    return Object.fromEntries(free.slice(0, wish.max).map(({ id }) => [id, 1]));
  }

  /** How many more of the instances a host has room for, at the busiest instant of the window. */
  function roomOn(
    host: HostRow,
    wish: Of<'virtual:instance'>,
    window: Window,
    except: string | undefined,
  ): number {
    const held = holders(window, host.id, except);
    if (held.some(({ part }) => part.wish.type === 'physical:host')) return 0;
    const instants = [window.start, ...held.map(({ lease }) => lease.start)];
    const usedAt = (at: number, amount: (of: Of<'virtual:instance'>) => number): number =>
      held
        .filter(({ lease }) => lease.start <= at && lease.end > at)
        .reduce(
          (sum, { part }) =>
            part.wish.type === 'virtual:instance'
              ? sum + amount(part.wish) * (part.given[host.id] ?? 0)
              : sum,
          0,
        );
    const room = (has: number, amount: (of: Of<'virtual:instance'>) => number): number => {
      const each = amount(wish);
      if (each === 0) return Infinity;
      const used = Math.max(...instants.map((at) => usedAt(at, amount)));
      return Math.floor((has - used) / each);
    };
    return Math.min(
      room(host.vcpus, ({ vcpus }) => vcpus),
      room(host.memory, ({ memory }) => memory),
      room(host.disk, ({ disk }) => disk),
    );
  }

  function instancesFor(
    wish: Of<'virtual:instance'>,
    window: Window,
    except: string | undefined,
  ): Given {
    let left = wish.amount;
    const given: Record<string, number> = {};
    for (const host of hosts.all()) {
      const here = Math.min(left, Math.max(0, roomOn(host, wish, window, except)));
      if (here > 0) given[host.id] = here;
      left -= here;
    }
    if (left > 0) throw notEnoughHosts();
    return given;
  }

  function addressesFor(
    wish: Of<'virtual:floatingip'>,
    window: Window,
    except: string | undefined,
  ): Given {
    const free = addresses
      .all()
      .filter(({ networkId }) => networkId === wish.networkId)
      .filter(({ id }) => holders(window, id, except).length === 0);
    const isRequired = ({ address }: AddressRow) => wish.required.includes(address);
    const required = free.filter(isRequired);
    const chosen = [...required, ...free.filter((row) => !isRequired(row))];
    const amount = Math.max(wish.amount, wish.required.length);
    if (required.length < wish.required.length || chosen.length < amount) {
      throw notEnoughAddresses();
    }
    return Object.fromEntries(chosen.slice(0, amount).map(({ id }) => [id, 1]));
  }

  return {
    /**
     * Chooses what fulfils a wish.
     * @param except the lease that has the wish already
     * @throws Fault when there is not enough, or nothing of that kind is known
     */
    choose(wish: Wish, window: Window, except?: string): Given {
      if (wish.type === 'physical:host') return hostsFor(wish, window, except);
      if (wish.type === 'virtual:instance') return instancesFor(wish, window, except);
      return addressesFor(wish, window, except);
    },
    /** All that have something of a resource, or will have. */
    reservationsOf: (resourceId: string): Holding[] =>
      holders({ start: -Infinity, end: Infinity }, resourceId, undefined),
  };
}
