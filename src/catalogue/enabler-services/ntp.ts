import type { EnablerService } from './service.ts';

export const ntp: EnablerService = {
  id: 'ntp',
  statement: 'Clocks can be set by time servers.',
  needs: 'ntp',
  aspects: {
    answers: {
      statement: 'A time server answers a client’s request with an answer that belongs to it.',
    },
    synchronised: {
      statement: 'A time server is synchronised itself and says so in stratum and leap indicator.',
    },
    accurate: {
      statement: 'The time that a server gives is right within the configured limit.',
      reading:
        'The clock of the machine on which the harness runs is the reference, several samples are taken, and half of the round trip is allowed for.',
    },
    agreement: {
      statement: 'Several time servers agree with each other within the configured limit.',
      reading: 'With a single server there is nothing to compare, and it is not applicable.',
    },
    authentication: {
      statement: 'An answer to an authenticated request proves knowledge of the shared key.',
      should:
        'The chapter asks for time synchronisation and is silent about authentication, which operators are advised to have.',
      needs: 'ntp-authentication',
    },
    'network-time-security': {
      statement: 'A client can negotiate keys with a time server and verify its answers.',
      should:
        'The chapter asks for time synchronisation and is silent about its security, which operators are advised to have.',
      needs: 'ntp-network-time-security',
    },
  },
};
