/** A server of DHCPv6, asked by way of a relay agent as its clients do (RFC 8415 §18 and §19, RFC 8357). */
import type { Dhcp6Options, MessageType6, Relayed } from '../../contract/enabler-services/dhcp6.ts';
import { duidOf, linkLocal } from '../../contract/enabler-services/dhcp6-client.ts';
import { canonical6 } from '../../contract/enabler-services/dhcp6-values.ts';
import { Refusal } from '../../failures.ts';
import { askByDatagram } from '../../transport/ask-datagram.ts';
import { troubled } from '../../transport/trouble.ts';
import {
  type AddressServer,
  type AddressServerOptions,
  type How,
  newHardwareAddress,
  timeoutMs,
  tries,
} from '../address-server.ts';
import { associationId, type Due, forgery, refusalIn, request } from '../dhcp6-answer.ts';

export const dhcp6Port = 547;

/** How a server is reached, as a target description says it. */
export interface ServerWay6 {
  readonly relay: {
    readonly server: string;
    /** Of the network for which addresses are asked. */
    readonly 'link-address': string;
    /** Where answers come, of a server that sends them to no other port than a relay agent's own. */
    readonly listen?: string | undefined;
  };
}

/** Name servers and domain names. */
const wanted = [23, 24];
/** Of the relay agent, where its client is. */
const interfaceId = Buffer.from('nfvi-conformance').toString('hex');

interface Sent {
  readonly type: MessageType6;
  readonly mac: string;
  /** What the client wishes, or has; absent where it asks for none. */
  readonly addresses?: readonly string[];
  /** As it calls itself; absent: to any. */
  readonly server?: string;
}

export function openAddressServer6(way: ServerWay6, options: AddressServerOptions): AddressServer {
  const { random, clock } = options;
  const { server: address, listen } = way.relay;
  const linkAddress = canonical6(way.relay['link-address']);

  const complete = ({ type, mac, addresses, server }: Sent): Relayed => {
    const association = {
      id: associationId,
      renewalTime: 0,
      rebindingTime: 0,
      addresses: (addresses ?? []).map((each) => ({ address: each, preferred: 0, valid: 0 })),
    };
    const asked: Dhcp6Options = {
      client: duidOf(mac),
      wanted,
      ...(server === undefined ? {} : { server }),
      ...(addresses === undefined ? {} : { associations: [association] }),
    };
    return {
      type: 'relay-forward',
      hops: 0,
      linkAddress,
      peerAddress: linkLocal(mac),
      message: { type, transaction: Number(random() & 0xff_ffffn), options: asked, others: [] },
      options: { interfaceId, ...(listen === undefined ? { relayPort: 0 } : {}) },
      others: [],
    };
  };

  const ask = async (sent: Sent, due: Due, { trouble }: How = {}, asking = options) => {
    const message = complete(sent);
    const line = trouble === undefined ? options.open : troubled(options.open, trouble, forgery);
    const started = clock.now();
    const answer = await askByDatagram(line, asking, {
      protocol: 'DHCPv6',
      server: address,
      expected: `an answer (${due.type}) to the ${sent.type} of ${sent.mac}`,
      again: `perfdhcp -6 -A 1 -n 1 ${address.replace(/:\d+$/, '')}`,
      tries,
      timeoutMs,
      // One transaction, however often it is asked: an answer that was slow is as good.
      ask: () => request(after(message, clock.now() - started), sent.mac, due),
    });
    const refused = refusalIn(answer, sent.type, due);
    if (refused === undefined) return answer.told;
    throw new Refusal('invalid', 0, `${address} to ${sent.mac}: ${refused}`);
  };
  const offered: Due = { type: 'advertise', address: true };
  const given: Due = { type: 'reply', address: true };
  const heard: Due = { type: 'reply', address: false };

  /** Even after an interruption; a server that knows of no such address has it back already. */
  const giveBack = async (sent: Sent): Promise<void> => {
    const { signal: _interruption, ...uninterrupted } = options;
    await ask(sent, heard, {}, uninterrupted).catch((error: unknown) => {
      if (!(error instanceof Refusal) || !error.said.includes('NoBinding')) throw error;
    });
  };

  return {
    address,
    byRelay: true,
    ownAddress: linkAddress,
    elsewhere: { address: '2001:db8:ffff::67', server: duidOf('02:00:00:00:ff:67') },
    newClient: () => newHardwareAddress(random),
    discover: (mac, wish, how) =>
      ask({ type: 'solicit', mac, addresses: wish === undefined ? [] : [wish] }, offered, how),
    take: ({ mac, address: wish, server }, how) =>
      ask({ type: 'request', mac, addresses: [wish], server }, given, how),
    async confirm(mac, wish, how) {
      // The one asks whether the address is of this network, and the other for the address.
      await ask({ type: 'confirm', mac, addresses: [wish] }, heard, how);
      return ask({ type: 'rebind', mac, addresses: [wish] }, given, how);
    },
    renew: ({ mac, address: own, server }, how) =>
      ask({ type: 'renew', mac, addresses: [own], server }, given, how),
    inform: (mac, _own, how) => ask({ type: 'information-request', mac }, heard, how),
    release: ({ mac, address: own, server }) =>
      giveBack({ type: 'release', mac, addresses: [own], server }),
    decline: ({ mac, address: own, server }) =>
      giveBack({ type: 'decline', mac, addresses: [own], server }),
    behind: (other) =>
      openAddressServer6({ relay: { ...way.relay, 'link-address': other } }, options),
  };
}

const after = (relayed: Relayed, ms: number): Relayed => {
  const { message } = relayed;
  const elapsed = Math.min(Math.floor(ms / 10), 65_535);
  return { ...relayed, message: { ...message, options: { ...message.options, elapsed } } };
};
