/** The network service as reservations use it: addresses from outside that ports do not get by themselves. */
import type { World } from '../kernel/world.ts';
import { contains, parseAddress, parseBlock } from './addresses.ts';
import { isHostIn } from './allocation.ts';
import { floatingOwner } from './router-table.ts';
import { newRow } from './row.ts';
import type { SubnetRow } from './subnet-table.ts';
import type { Tables } from './tables.ts';

interface OuterAddress {
  readonly networkId: string;
  readonly subnetId: string;
  readonly address: string;
}
interface Unfit {
  readonly why: 'no address' | 'no network' | 'no subnet' | 'given by itself';
  /** The subnet that gives it by itself. */
  readonly in?: string;
}

/** The words by which its addresses are known. */
const serviceTag = 'blazar';
const tagOf = (reservationId: string): string => `reservation:${reservationId}`;

export function createForReservation(
  world: World,
  { networks, subnets, ports, floatingIps, devicePorts }: Tables,
) {
  const givenByItself = ({ pools, gateway }: SubnetRow, address: string): boolean => {
    const at = parseAddress(address);
    return (
      address === gateway ||
      pools.some(({ start, end }) => {
        const [first, last] = [parseAddress(start), parseAddress(end)];
        return (
          at !== undefined &&
          first !== undefined &&
          last !== undefined &&
          at.value >= first.value &&
          at.value <= last.value
        );
      })
    );
  };
  return {
    outside: networks
      .all()
      .filter(({ external }) => external)
      .map(({ id }) => id),
    place(networkId: string, address: string): OuterAddress | Unfit {
      if (networks.get(networkId)?.external !== true) return { why: 'no network' };
      const at = parseAddress(address);
      if (at === undefined) return { why: 'no address' };
      const subnet = subnets.list('network', networkId).find(({ cidr }) => {
        const block = parseBlock(cidr);
        return block !== undefined && contains(block, at) && isHostIn(cidr, at);
      });
      if (subnet === undefined) return { why: 'no subnet' };
      if (givenByItself(subnet, address)) return { why: 'given by itself', in: subnet.id };
      return { networkId, subnetId: subnet.id, address };
    },
    give(projectId: string, reservationId: string, addresses: readonly OuterAddress[]): void {
      const tag = tagOf(reservationId);
      const there = new Set(tagged(tag).map(({ address }) => address));
      for (const { networkId, subnetId, address } of addresses) {
        if (there.has(address)) continue;
        const row = newRow(world, { projectId, description: '' });
        devicePorts.make(
          { networkId, projectId: '', deviceId: row.id, deviceOwner: floatingOwner },
          [{ subnetId, address }],
        );
        floatingIps.insert({
          ...row,
          address,
          networkId,
          lead: undefined,
          dnsName: '',
          dnsDomain: '',
          tags: [serviceTag, tag],
        });
      }
    },
    takeBack(reservationId: string): void {
      for (const { id } of tagged(tagOf(reservationId))) {
        for (const port of ports.list('device', id)) devicePorts.remove(port);
        floatingIps.delete(id);
      }
    },
  };

  function tagged(tag: string) {
    return floatingIps.all().filter(({ tags }) => tags.includes(tag));
  }
}
