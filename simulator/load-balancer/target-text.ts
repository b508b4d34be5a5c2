/** What of a target file leads to load balancers, as the simulator listens. */
import { certificateText } from './certificates.ts';

/**
 * Each process has addresses of its own, since listeners of two could want the same port.
 * @param members `host:port` of each
 */
export const loadBalancerText = (members: readonly string[]): object => ({
  'load-balancer': {
    octavia: {},
    members,
    certificate: certificateText,
    addresses: `127.64.${String(process.pid % 256)}.0/24`,
  },
});
