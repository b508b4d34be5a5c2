/** Servers of DHCPv6 that are made up, and a client of theirs. */
import assert from 'node:assert/strict';
import type { AddressServer } from '../../src/bindings/address-server.ts';
import { openAddressServer6 } from '../../src/bindings/enabler-services/dhcp6.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import {
  type Association,
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type Relayed,
} from '../../src/contract/enabler-services/dhcp6.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';

export const mac = '02:00:00:00:00:01';
const duid = '00030001020000000001';
export const serverId = '00030001020000000067';
export const address = '2001:db8::100';
export const lease = { mac, address, server: serverId };

/** @param linkAddress as somebody wrote it */
export function around(
  mailbox: Mailbox,
  linkAddress = '2001:DB8:0::1',
  signal?: AbortSignal,
): { server: AddressServer; log: ExchangeLog } {
  const clock = createVirtualClock();
  const log = createExchangeLog();
  let count = 40n;
  const relay = { server: 'addresses.test:547', 'link-address': linkAddress };
  const server = openAddressServer6(
    { relay },
    {
      open: inProcessDatagrams(mailbox, clock).open,
      ownAddress: undefined,
      log,
      redactor: createRedactor(),
      clock,
      random: () => (count += 1n),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return { server, log };
}

export function relayed(bytes: Uint8Array): Relayed {
  const datagram = decodeDhcp6(bytes);
  assert.ok('message' in datagram && !('message' in datagram.message));
  return { ...datagram, message: datagram.message };
}
export const given: Association = {
  ...{ id: 1, renewalTime: 30, rebindingTime: 48 },
  addresses: [{ address, preferred: 60, valid: 60 }],
};
export const refusing = (code: string): Association => ({
  ...{ id: 1, renewalTime: 0, rebindingTime: 0 },
  addresses: [],
  status: { code, text: 'so it is' },
});

export interface Change {
  readonly outside?: Partial<Relayed>;
  readonly message?: Partial<Dhcp6Message>;
  readonly options?: Dhcp6Options;
}
/** A proper answer with changes. */
export function answer(bytes: Uint8Array, { outside, message, options }: Change = {}): Uint8Array {
  const request = relayed(bytes);
  const type = request.message.type === 'solicit' ? 'advertise' : 'reply';
  const said = { client: duid, server: serverId, associations: [given], ...options };
  return encodeDhcp6({
    ...request,
    type: 'relay-reply',
    message: { ...request.message, type, options: said, ...message },
    ...outside,
  });
}
export const answering =
  (change: Change): Mailbox =>
  (_door, bytes, send) => {
    send(answer(bytes, change));
  };
