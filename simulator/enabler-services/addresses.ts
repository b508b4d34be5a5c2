/**
 * Under which addresses the simulated servers are known in process. When the simulator listens, each has
 * a port of the loopback instead.
 */
export const timeServers = ['time-1.simulator.test:123', 'time-2.simulator.test:123'] as const;

export const nameServers = ['names.simulator.test:53'] as const;

export const addressServers = ['addresses.simulator.test:67'] as const;
export const addressServers6 = ['addresses-v6.simulator.test:547'] as const;

/** The key that time servers share with their clients: no secret, as the accounts. */
export const timeKey = {
  id: 1,
  algorithm: 'sha1',
  secret: Buffer.from('simulator').toString('hex'),
} as const;
