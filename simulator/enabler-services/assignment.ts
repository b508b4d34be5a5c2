/** What a target file tells of the address server. */
import { ownNetwork } from './dhcp.ts';
import { pool } from './leases.ts';

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
