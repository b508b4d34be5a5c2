/** Which addresses are given: each once in its subnet. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { type Address, contains, formatAddress, parseAddress, parseBlock } from './addresses.ts';
import { invalidInput, networkFault } from './faults.ts';
import type { FixedAddress } from './port-table.ts';
import { subnetNotFound, type SubnetRow, type Subnets } from './subnet-table.ts';

interface Given {
  readonly subnetId: string;
  readonly address: string;
}

/** What a client may say about one address. */
export interface AddressWish {
  readonly subnetId?: string;
  readonly address?: string;
}

export class Allocations {
  readonly #given: Table<Given, never, 'subnet'>;
  readonly #subnets: Subnets;
  readonly #world: World;

  constructor(world: World, subnets: Subnets) {
    this.#world = world;
    this.#subnets = subnets;
    this.#given = world.store.table<Given, never, 'subnet'>('network/allocation', {
      key: ({ subnetId, address }) => `${subnetId} ${address}`,
      groups: { subnet: ({ subnetId }) => subnetId },
    });
  }

  /** How many addresses of a subnet are given. */
  count(subnetId: string): number {
    return this.#given.count('subnet', subnetId);
  }

  /**
   * Decides which addresses a port gets, and gives them.
   * @param wishes undefined: one of each version that the network has
   * @throws Fault when one of them cannot be had; then none is given
   */
  give(networkId: string, wishes: readonly AddressWish[] | undefined): readonly FixedAddress[] {
    const subnets = this.#subnets.list('network', networkId);
    const taken: FixedAddress[] = [];
    const take = (fixed: FixedAddress) => {
      this.#given.insert(fixed);
      taken.push(fixed);
    };
    try {
      if (wishes === undefined) {
        for (const version of [4, 6] as const) {
          const candidates = subnets.filter((subnet) => subnet.version === version);
          if (candidates.length > 0) take(this.#any(networkId, candidates));
        }
      } else {
        for (const wish of wishes) take(this.#wished(networkId, subnets, wish));
      }
    } catch (error) {
      this.free(taken);
      throw error;
    }
    return taken;
  }

  free(fixed: readonly FixedAddress[]): void {
    for (const { subnetId, address } of fixed) this.#given.delete(`${subnetId} ${address}`);
  }

  #wished(networkId: string, subnets: readonly SubnetRow[], wish: AddressWish): FixedAddress {
    const { subnetId, address: told } = wish;
    if (subnetId === undefined && told === undefined) {
      throw invalidInput('IP allocation requires subnet_id or ip_address');
    }
    const named = subnets.find(({ id }) => id === subnetId);
    if (subnetId !== undefined && named === undefined) {
      if (this.#subnets.get(subnetId) === undefined) throw subnetNotFound(subnetId);
      throw invalidInput(
        `Failed to create port on network ${networkId}, because fixed_ips included invalid subnet ${subnetId}`,
      );
    }
    if (told === undefined) return this.#any(networkId, named === undefined ? [] : [named]);
    const parsed = parseAddress(told);
    const fitting = subnets.find(({ cidr }) => isHostIn(cidr, parsed));
    if (named !== undefined && (parsed === undefined || !isHostIn(named.cidr, parsed))) {
      throw networkFault(
        400,
        'InvalidIpForSubnet',
        `IP address ${told} is not a valid IP for the specified subnet.`,
      );
    }
    const subnet = named ?? fitting;
    if (subnet === undefined || parsed === undefined) {
      throw networkFault(
        400,
        'InvalidIpForNetwork',
        `IP address ${told} is not a valid IP for any of the subnets on the specified network.`,
      );
    }
    const address = formatAddress(parsed);
    if (this.#isGiven(subnet.id, address)) {
      throw networkFault(
        409,
        'IpAddressAlreadyAllocated',
        `IP address ${address} already allocated in subnet ${subnet.id}`,
      );
    }
    return { subnetId: subnet.id, address };
  }

  #isGiven(subnetId: string, address: string): boolean {
    return this.#given.get(`${subnetId} ${address}`) !== undefined;
  }

  #any(networkId: string, subnets: readonly SubnetRow[]): FixedAddress {
    for (const subnet of subnets) {
      const address = this.#freeIn(subnet);
      if (address !== undefined) return { subnetId: subnet.id, address };
    }
    throw networkFault(
      409,
      'IpAddressGenerationFailure',
      `No more IP addresses available on network ${networkId}.`,
    );
  }

  /** Like the real service it gives no neighbours: first by chance, then whatever is left. */
  #freeIn({ id, version, pools }: SubnetRow): string | undefined {
    for (const { start, end } of pools) {
      const first = parseAddress(start)?.value ?? 0n;
      const last = parseAddress(end)?.value ?? -1n;
      const size = last - first + 1n;
      const at = (offset: bigint) => formatAddress({ version, value: first + offset });
      const most = Number(size > window ? window : size) - 1;
      for (let tries = 0; tries < 8; tries++) {
        const address = at(BigInt(this.#world.ids.between(0, most)));
        if (!this.#isGiven(id, address)) return address;
      }
      for (let offset = 0n; offset < size; offset++) {
        if (!this.#isGiven(id, at(offset))) return at(offset);
      }
    }
    return undefined;
  }
}

/** Chance chooses among so many addresses at the beginning of a pool. */
const window = 1000n;

/** Whether it is an address of the block that a host may have. */
export function isHostIn(cidr: string, address: Address | undefined): boolean {
  const block = parseBlock(cidr);
  if (block === undefined || address === undefined || !contains(block, address)) return false;
  if (block.last - block.first < 2n) return true;
  if (address.value === block.first) return false;
  return block.version === 6 || address.value !== block.last;
}
