/** A message of DHCP in words. */
import { type DhcpMessage, noAddress } from './dhcp.ts';

/** What a message says, for people. */
export const dhcpText = (message: DhcpMessage): string => {
  const { type = 'no type', routes, relay, ...options } = message.options;
  const addresses = {
    'client address': message.clientAddress,
    'your address': message.yourAddress,
    'next server': message.nextServer,
    'relay agent': message.relayAgent,
  };
  return [
    `${type}, transaction ${message.transaction.toString(16).padStart(8, '0')}, client ${message.mac}`,
    ...Object.entries(addresses)
      .filter(([, address]) => address !== noAddress)
      .map(([what, address]) => `${what} ${address}`),
    ...Object.entries(options).map(
      ([name, value]) => `${inWords(name)} ${[value].flat().join(' ')}`,
    ),
    ...(routes ?? []).map(({ destination, via }) => `route ${destination} via ${via}`),
    ...(relay ?? []).map(({ code, data }) => `relay agent’s part ${String(code)} ${data}`),
    ...message.others.map(({ code, data }) => `option ${String(code)} ${data}`),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
};

export const inWords = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
