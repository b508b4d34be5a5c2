/** A packet of NTP in words. */
import { modes, type NtpPacket } from './ntp.ts';
import { millisecondsOf } from './ntp-time.ts';

/** What a packet says, for people. */
export const ntpText = (packet: NtpPacket): string => {
  const { leap, version, mode, stratum, mac } = packet;
  const time = (timestamp: bigint): string =>
    timestamp === 0n
      ? 'none'
      : new Date(millisecondsOf(timestamp, Date.UTC(2026, 0, 1))).toISOString();
  const mark = (timestamp: bigint): string => timestamp.toString(16).padStart(16, '0');
  return [
    `version ${String(version)}, mode ${String(mode)}, leap ${String(leap)}, stratum ${String(stratum)}`,
    ...(mode === modes.client
      ? [`transmit ${mark(packet.transmit)}`]
      : [
          `origin ${mark(packet.origin)}, reference ${time(packet.reference)}`,
          `receive ${time(packet.receive)}, transmit ${time(packet.transmit)}`,
        ]),
    ...(mac === undefined ? [] : [`key ${String(mac.keyId)}`]),
  ].join('\n');
};
