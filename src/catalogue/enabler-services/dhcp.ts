import type { EnablerService } from './service.ts';

const beyond =
  'The chapter asks for the allocation of addresses; this part of the protocol goes beyond it.';

export const dhcp: EnablerService = {
  id: 'dhcp',
  statement: 'Addresses are assigned to those who ask for one.',
  needs: 'dhcp',
  aspects: {
    lease: {
      statement: 'A client that asks for an address is offered one and then given it for a time.',
    },
    configuration: {
      statement: 'A lease tells the client what it needs to know about its network.',
    },
    renewal: {
      statement: 'A client that asks in time keeps its address.',
    },
    release: {
      statement: 'An address that was given back can be assigned again.',
    },
    uniqueness: {
      statement: 'No two clients have the same address at once, even if none is left for the last.',
    },
    refusal: {
      statement:
        'A client that asks for an address of another network is told that it cannot have it.',
    },
    decline: {
      statement: 'An address that a client found in use is not offered again soon.',
      should: beyond,
    },
    information: {
      statement: 'A client with an address of its own is told about its network.',
      should: beyond,
    },
    'port-addresses': {
      statement: 'The address that is assigned is the one that the VIM gave to the network port.',
      should:
        'It holds where the address server is part of the VIM, which the chapter does not demand.',
      needs: 'dhcp-port-addresses',
    },
    v6: {
      statement: 'A client that asks for an IPv6 address is given one for a time.',
      should: 'The chapter names the protocol without a version of IP, and IPv4 is what all have.',
      needs: 'dhcp-v6',
    },
  },
};
