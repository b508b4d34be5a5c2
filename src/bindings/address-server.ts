/** Servers that assign addresses, as their clients see them, whatever version of DHCP they speak. */
import type { DhcpOptions, Route } from '../contract/enabler-services/dhcp.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import type { OpenDatagramLine } from '../transport/datagram-line.ts';
import type { Trouble } from '../transport/trouble.ts';

/** What a server says of a network. */
export interface NetworkFacts {
  readonly mask?: string | undefined;
  /** Of addresses of version 6, as `2001:db8::/64`. */
  readonly prefix?: string | undefined;
  readonly routers?: readonly string[] | undefined;
  readonly nameServers?: readonly string[] | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly mtu?: number | undefined;
  readonly routes?: readonly Route[] | undefined;
}

/** An offer, a lease, or what a server says to who has an address. */
export interface AddressAnswer extends DhcpOptions {
  readonly domains?: readonly string[] | undefined;
  /** Of the client. */
  readonly mac: string;
  /** What the client is offered or given; `0.0.0.0` or `::` is none. */
  readonly address: string;
  /** How the server calls itself. */
  readonly server: string;
}

export interface How {
  /** What the network does to the first datagram. */
  readonly trouble?: Trouble | undefined;
}

/**
 * All that ask reject with
 * - Unreachable when nothing comes,
 * - Violation when all that comes is no answer to this client's request,
 * - Refusal `invalid` when the server says that the client cannot have the address (DHCPNAK, or a status).
 */
export interface AddressServer {
  /** As in the target description. */
  readonly address: string;
  /** Else we are on the network: who answers is not known beforehand, and what goes to a client's address is not heard. */
  readonly byRelay: boolean;
  /** What we have ourselves in the network. */
  readonly ownAddress: string | undefined;
  /** What no such server has: an address of another network, and the name of another server. */
  readonly elsewhere: { readonly address: string; readonly server: string };
  /** A hardware address that nobody else has. */
  newClient(): string;
  /** @param address what the client would like to have */
  discover(mac: string, address?: string, how?: How): Promise<AddressAnswer>;
  /** Takes what was offered. */
  take(offer: AddressAnswer, how?: How): Promise<AddressAnswer>;
  /** Asks for an address from before, without an offer. */
  confirm(mac: string, address: string, how?: How): Promise<AddressAnswer>;
  renew(lease: AddressAnswer, how?: How): Promise<AddressAnswer>;
  /** Asks about the network, with an address that was not leased. */
  inform(mac: string, address: string, how?: How): Promise<AddressAnswer>;
  /** Gives the address back. @throws Unreachable when that cannot be sent */
  release(lease: Held): Promise<void>;
  /** Says that somebody else uses the address. @throws Unreachable when that cannot be sent */
  decline(lease: Held): Promise<void>;
  /** The same server, asked by way of a relay agent in another network. */
  behind(relayAgent: string): AddressServer;
}

/** A lease, as far as it is needed to give it back. */
export type Held = Pick<AddressAnswer, 'mac' | 'address' | 'server'>;

export interface AddressServerOptions extends DatagramOptions {
  readonly open: OpenDatagramLine;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
  readonly ownAddress: string | undefined;
}

export const tries = 3;
/** In all enough for those that look first whether an address answers, before they offer it. */
export const timeoutMs = 2_000;

/** A hardware address that is administered by nobody, and of one host. */
export function newHardwareAddress(random: () => bigint): string {
  const bytes = BigInt.asUintN(40, random()).toString(16).padStart(10, '0').match(/../g) ?? [];
  return ['02', ...bytes].join(':');
}
