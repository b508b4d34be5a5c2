import type { EnablerService } from './service.ts';

const beyond =
  'The chapter asks for addresses of names; this goes beyond it, though resolvers rely on it.';

export const dns: EnablerService = {
  id: 'dns',
  statement: 'Names are resolved to addresses.',
  needs: 'dns',
  aspects: {
    address: {
      statement: 'A name server gives the IPv4 and IPv6 addresses of a name that it knows.',
    },
    alias: {
      statement: 'A name that stands for another leads to the addresses of that one.',
    },
    absence: {
      statement: 'A name server tells a name that does not exist from one without such data.',
    },
    truncation: {
      statement: 'An answer too long for a datagram says so and is had completely over TCP.',
    },
    reverse: {
      statement: 'A name server gives the name that belongs to an address.',
      should: beyond,
    },
    services: {
      statement: 'A name server gives the hosts and ports of a service.',
      should: beyond,
    },
    extension: {
      statement: 'A name server answers in larger datagrams where the client says that it can.',
      should: beyond,
    },
    recursion: {
      statement: 'A name server finds out for its clients what other servers know.',
      should: 'The chapter does not say whether name servers ask others for their clients.',
      needs: 'dns-recursion',
    },
    'instance-names': {
      statement: 'The name of a virtual compute leads to its address while it exists.',
      should: 'The chapter does not connect names with the VIM; some clouds do.',
      needs: 'dns-instance-names',
    },
  },
};
