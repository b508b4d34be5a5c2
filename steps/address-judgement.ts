/** What is demanded of the answers of address servers. */
import { BlockList, isIPv4 } from 'node:net';
import type { AddressAnswer, NetworkFacts } from '../src/bindings/address-server.ts';
import type { Given } from './address-client.ts';
import type { Scenario } from './scenario.ts';

const seconds = (time: number | undefined): string =>
  time === undefined ? 'no time' : `${String(time)} s`;

/** For some time, and told to renew within it, with any server last (RFC 2131 §4.4.5). */
export function mustBeForATime(world: Scenario, lease: AddressAnswer): void {
  const { address, leaseTime, renewalTime, rebindingTime } = lease;
  if (leaseTime === undefined || leaseTime === 0) {
    world.violated(`${address} to be given for a time`, `it is given for ${seconds(leaseTime)}`);
  }
  const [renewal, rebinding] = [renewalTime ?? leaseTime / 2, rebindingTime ?? leaseTime];
  if (renewal > rebinding || rebinding > leaseTime) {
    world.violated(
      `${address} to be renewed within the ${seconds(leaseTime)} for which it is given`,
      `to be renewed after ${seconds(renewal)}, and with any server after ${seconds(rebinding)}`,
    );
  }
}

export function mustBeAsOffered(world: Scenario, { offer, lease }: Given): void {
  const { mac } = lease;
  if (lease.address !== offer.address) {
    world.violated(
      `${mac} to be given ${offer.address}, as it was offered`,
      `it is given ${lease.address}`,
    );
  }
  mustBeForATime(world, lease);
}

export function mustDiffer(world: Scenario, leases: readonly AddressAnswer[]): void {
  const holders = new Map<string, string>();
  for (const { address, mac } of leases) {
    const holder = holders.get(address);
    if (holder !== undefined && holder !== mac) {
      world.violated(
        'each client to have an address of its own',
        `${holder} and ${mac} have ${address}`,
      );
    }
    holders.set(address, mac);
  }
}

const value = (address: string): number =>
  address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** Ones and then zeros, both. */
const isMask = (mask: string): boolean => {
  const hosts = 2 ** 32 - value(mask);
  return hosts > 1 && hosts < 2 ** 32 && Number.isInteger(Math.log2(hosts));
};
const sameNetwork = (mask: string, one: string, other: string): boolean => {
  const hosts = 2 ** 32 - value(mask);
  return Math.floor(value(one) / hosts) === Math.floor(value(other) / hosts);
};

const told = (what: string | readonly string[] | number | undefined): string =>
  [what ?? 'nothing'].flat().join(', ');

/** A mask that is one, and routers within it: of version 6 routers tell these themselves. */
function mustTellTheWay(world: Scenario, answer: AddressAnswer, address: string): void {
  const { mask, routers = [] } = answer;
  if (mask === undefined || !isMask(mask)) {
    return world.violated(`${answer.mac} to be told the mask of its network`, told(mask));
  }
  const astray = routers.find(
    (router) => router === answer.address || !sameNetwork(mask, router, address),
  );
  if (astray !== undefined) {
    world.violated(
      `${answer.mac}, which has ${address} and the mask ${mask}, to be told routers in its network`,
      `it is told ${astray}`,
    );
  }
}

function mustBeWithin(world: Scenario, answer: AddressAnswer, address: string, prefix: string) {
  const [network = '', length] = prefix.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(length), 'ipv6');
  if (!block.check(address, 'ipv6')) {
    world.violated(`${answer.mac} to have an address of ${prefix}`, address);
  }
}

/**
 * A mask and routers that can be reached, whatever is known; and what is known.
 * @param address what the client has
 */
export function mustTell(
  world: Scenario,
  answer: AddressAnswer,
  address: string,
  known: NetworkFacts,
): void {
  if (isIPv4(address)) mustTellTheWay(world, answer, address);
  if (known.prefix !== undefined) mustBeWithin(world, answer, address, known.prefix);
  for (const [what, name] of facts) {
    const due = known[what];
    if (due !== undefined && told(due) !== told(answer[what])) {
      world.violated(`${answer.mac} to be told the ${name} ${told(due)}`, told(answer[what]));
    }
  }
  for (const { destination, via } of known.routes ?? []) {
    const { routes = [] } = answer;
    const way = routes.find((route) => route.destination === destination)?.via;
    if (way !== via) {
      world.violated(`${answer.mac} to be told the way to ${destination} by ${via}`, told(way));
    }
  }
}

const facts = [
  ['mask', 'mask'],
  ['routers', 'routers'],
  ['nameServers', 'name servers'],
  ['domains', 'domain names'],
  ['mtu', 'MTU'],
] as const;
