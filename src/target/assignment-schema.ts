/** What a target file says of servers that assign addresses. */
import { z } from 'zod';
import {
  domainName,
  hostAndPort,
  ipv4,
  ipv4Block,
  ipv6,
  ipv6Block,
  listenAddress,
  text,
} from './field-shapes.ts';

const pool = z
  .int()
  .min(2)
  .max(256)
  .describe('how many addresses there are; examples may take them all, and say that one is in use')
  .optional();

/** Of addresses of version 6; those of the routers these tell themselves. */
export const assignment6 = z.strictObject({
  relay: z
    .strictObject({
      server: hostAndPort,
      'link-address': ipv6.describe('in the network for which addresses are asked'),
      listen: listenAddress
        .describe('where answers come, of a server that does not know RFC 8357')
        .optional(),
    })
    .describe('we are the relay agent of clients'),
  network: z
    .strictObject({
      prefix: ipv6Block.optional(),
      'name-servers': z.array(ipv6).min(1, 'must have an entry').optional(),
      domains: z.array(domainName).min(1, 'must have an entry').optional(),
    })
    .describe('what clients must be told of it')
    .optional(),
  pool,
});

const network = {
  network: z
    .strictObject({
      mask: ipv4.optional(),
      routers: z.array(ipv4).min(1, 'must have an entry').optional(),
      'name-servers': z.array(ipv4).min(1, 'must have an entry').optional(),
      mtu: z.int().min(68).max(65_535).optional(),
      routes: z.array(z.strictObject({ destination: ipv4Block, via: ipv4 })).optional(),
    })
    .describe('what clients must be told of it')
    .optional(),
  pool,
  'virtual-network': text
    .describe('of the VIM, by name or id: its ports get their addresses from the server')
    .optional(),
};

export const assignment = z.union([
  z.strictObject({
    relay: z
      .strictObject({
        server: hostAndPort,
        giaddr: ipv4.describe('of the relay agent, in the network for which addresses are asked'),
        listen: listenAddress
          .describe('where answers come, of a server that does not know RFC 8357')
          .optional(),
      })
      .describe('we are the relay agent of clients'),
    ...network,
  }),
  z.strictObject({
    interface: text.describe('of this machine, in the network of the clients'),
    ...network,
  }),
]);
