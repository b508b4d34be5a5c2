/** Messages of DHCPv4, recorded from real servers and made by hand. */
import { emptyMessage, encodeDhcp } from '../../src/contract/enabler-services/dhcp.ts';
import { bytesOf, captures } from './captures.ts';

export interface DhcpCapture {
  readonly label: string;
  readonly story: string;
  readonly dir: 'sent' | 'received';
  readonly hex: string;
  /** Lines of tshark. */
  readonly tshark: readonly string[];
}
export const recorded = captures<DhcpCapture>('dhcp');

/** A message of which only what follows the header is told. */
export const around = (options: string, change: (bytes: Uint8Array) => void = () => undefined) => {
  const bytes = new Uint8Array(240 + options.length / 2);
  bytes.set(encodeDhcp(emptyMessage).subarray(0, 240));
  bytes.set(bytesOf(options), 240);
  change(bytes);
  return bytes;
};
