/** What can be wrong with what an address server says of a network. */
import type { DhcpOptions } from '../../../src/contract/enabler-services/dhcp.ts';
import type { Defect } from '../defect.ts';
import { answeredAddresses, withOptions } from './address-mail.ts';
import { onMail } from './mail.ts';

const kills = {
  kills: ['dhcp/configuration', 'dhcp/information', 'dhcp/port-addresses'],
  mayAlsoBreak: [] as string[],
};

const telling = (
  defect: Pick<Defect, 'name' | 'does'>,
  change: (options: DhcpOptions) => DhcpOptions,
  killing: Pick<Defect, 'kills' | 'mayAlsoBreak'> = kills,
): Defect =>
  onMail(
    { ...defect, ...killing },
    answeredAddresses((answer) =>
      answer.options.mask === undefined
        ? answer
        : withOptions({ ...answer, options: {} }, change(answer.options)),
    ),
  );
/** What the network of the examples does not have. */
const notOfPorts = {
  kills: ['dhcp/configuration', 'dhcp/information'],
  mayAlsoBreak: ['dhcp/port-addresses'],
};

export const addressConfigurationDefects: readonly Defect[] = [
  telling(
    { name: 'addresses-wrong-mask', does: 'An address server tells the mask of a larger network.' },
    (options) => ({ ...options, mask: '255.255.0.0' }),
  ),
  telling(
    { name: 'addresses-mask-with-hole', does: 'An address server tells a mask that is none.' },
    (options) => ({ ...options, mask: '255.0.255.0' }),
  ),
  telling(
    { name: 'addresses-no-mask', does: 'An address server tells no mask.' },
    ({ mask: _, ...options }) => options,
  ),
  telling(
    {
      name: 'addresses-router-astray',
      does: 'An address server tells a router that is in another network.',
    },
    (options) => ({ ...options, routers: ['198.51.100.1'] }),
  ),
  telling(
    { name: 'addresses-no-router', does: 'An address server tells no router.' },
    ({ routers: _, ...options }) => options,
  ),
  telling(
    { name: 'addresses-wrong-mtu', does: 'An address server tells a larger MTU than there is.' },
    (options) => ({ ...options, mtu: 9000 }),
  ),
  telling(
    { name: 'addresses-name-server', does: 'An address server tells another name server.' },
    (options) => ({ ...options, nameServers: ['203.0.113.53'] }),
    notOfPorts,
  ),
  telling(
    { name: 'addresses-no-routes', does: 'An address server tells no ways but the router.' },
    ({ routes: _, ...options }) => options,
    notOfPorts,
  ),
];
