/** What clients of DHCPv6 make of their hardware address (RFC 8415 §11.4, RFC 4291 appendix A). */
import { address6 } from './dhcp6-values.ts';

const ofEthernet = '00030001';

/** The unique id (DUID-LL) of who has this hardware address, in hexadecimal digits. */
export const duidOf = (mac: string): string => `${ofEthernet}${mac.replaceAll(':', '')}`;

/** The hardware address that is in a unique id, with a time (DUID-LLT) or without one. */
export const macOf = (duid: string): string | undefined =>
  /^(?:00030001|00010001.{8})(.{12})$/.exec(duid)?.[1]?.match(/../g)?.join(':');

/** What it calls itself before it has any other address. */
export function linkLocal(mac: string): string {
  const [first = 0, second = 0, third = 0, ...last] = mac
    .split(':')
    .map((byte) => parseInt(byte, 16));
  const interfaceId = [first ^ 2, second, third, 0xff, 0xfe, ...last];
  return address6.read(Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...interfaceId));
}
