/** What a target file tells of the address server. */
import { ownNetwork } from './dhcp.ts';
import { ownNetwork6 } from './dhcp6.ts';
import { pool, pool6 } from './leases.ts';

/** @param server where it is now */
export const assignment = (server: string) => {
  const { relayAgent, mask, gateway, nameServers, routes, mtu } = ownNetwork;
  return {
    relay: { server, giaddr: relayAgent },
    network: {
      mask,
      routers: [gateway],
      'name-servers': [...nameServers],
      mtu,
      routes: [{ destination: '0.0.0.0/0', via: gateway }, ...routes],
    },
    pool: pool.length,
  };
};

/** The same of the server of DHCPv6. */
export const assignment6 = (server: string) => {
  const { linkAddress, prefix, nameServers, domains } = ownNetwork6;
  return {
    relay: { server, 'link-address': linkAddress },
    network: { prefix, 'name-servers': [...nameServers], domains: [...domains] },
    pool: pool6.length,
  };
};
