/** What of a target file leads to the servers, as they listen. */
import { stringify } from 'yaml';
import { addressServers, addressServers6, nameServers, timeKey, timeServers } from './addresses.ts';
import { assignment, assignment6 } from './assignment.ts';
import { certificatePath } from './tls-connections.ts';
import { known, zone } from './zone.ts';

/**
 * @param url where the simulator listens, without a slash at the end
 * @param addresses by the address that a server has in process: the one that it has now
 * @param hardware where the hardware is, and how it is broken
 * @param others enabler services of other parts of the simulator
 */
export function enablerServicesText(
  url: string,
  addresses: ReadonlyMap<string, string>,
  hardware: { readonly keys: object; readonly stimuli: object } = { keys: {}, stimuli: {} },
  others: object = {},
): string {
  const now = (servers: readonly string[]) => servers.map((each) => addresses.get(each) ?? each);
  const stimulus = (name: string) => ({ url: `${url}/enabler-services/stimuli/${name}` });
  return stringify({
    ...hardware.keys,
    'enabler-services': {
      ntp: now(timeServers),
      'ntp-key': timeKey,
      nts: { servers: now(timeServers), cacert: certificatePath },
      dns: { servers: now(nameServers), zone, records: known },
      dhcp: assignment(now(addressServers)[0] ?? ''),
      'dhcp-v6': assignment6(now(addressServers6)[0] ?? ''),
      ...others,
    },
    stimuli: {
      ...hardware.stimuli,
      'enabler-service-stop': stimulus('enabler-service-stop'),
      'enabler-service-start': stimulus('enabler-service-start'),
    },
  });
}
