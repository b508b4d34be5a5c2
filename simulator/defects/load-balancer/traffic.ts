/** What can be wrong with the traffic that passes load balancers. */
import type { Defect } from '../defect.ts';
import { changingAnswer, instead } from '../wrapping.ts';
import { asking, killingOnly, mending, of, showing } from './parts.ts';

const listeners = of('POST', 'listeners');
const pools = of('POST', 'pools');
const members = of('POST', 'members');
const changedMembers = of('PUT', 'members', true);
const distribution = {
  ...killingOnly('distribution'),
  mayAlsoBreak: ['pool', 'member', 'health', 'persistence', 'rules', 'draining'].map(
    (aspect) => `lbaas/${aspect}`,
  ),
};

export const loadBalancerTrafficDefects: readonly Defect[] = [
  {
    name: 'load-balancer-one-for-all',
    does: 'All requests of one client reach one member, whatever the algorithm is.',
    ...distribution,
    wrap: asking(pools, (wish) => ({ ...wish, lb_algorithm: 'SOURCE_IP' })),
  },
  {
    name: 'load-balancer-turns-alone',
    does: 'Members get requests in turn, whatever the algorithm is.',
    ...distribution,
    wrap: asking(pools, (wish) => ({ ...wish, lb_algorithm: 'ROUND_ROBIN' })),
  },
  {
    name: 'load-balancer-member-without-traffic',
    does: 'One of the members of a pool gets no traffic.',
    ...distribution,
    wrap: asking(members, (wish) =>
      String(wish['address']).endsWith('.255.2') ? { ...wish, weight: 0 } : wish,
    ),
  },
  {
    name: 'load-balancer-weights-ignored',
    does: 'A weight above 0 is taken for 1.',
    ...killingOnly('distribution'),
    wrap: asking(changedMembers, (wish) =>
      Number(wish['weight']) > 0 ? { ...wish, weight: 1 } : wish,
    ),
  },
  {
    name: 'load-balancer-health-ignored',
    does: 'A health monitor checks nothing.',
    ...killingOnly('health'),
    mayAlsoBreak: ['lbaas/health-monitor'],
    wrap: asking(of('POST', 'healthmonitors'), (wish) => ({ ...wish, admin_state_up: false })),
  },
  {
    name: 'load-balancer-never-well-again',
    does: 'A member that has failed its health check gets no requests any more.',
    ...killingOnly('health'),
    wrap: asking(changedMembers, (wish) =>
      wish['monitor_port'] === null ? { ...wish, monitor_port: 1 } : wish,
    ),
  },
  {
    name: 'load-balancer-ill-not-shown',
    does: 'A member that fails its health check gets no requests, and is shown as well.',
    ...killingOnly('health'),
    wrap: instead(of('GET', 'members', true), async (request, next) =>
      showing(await next(request), (member) => ({ ...member, operating_status: 'ONLINE' })),
    ),
  },
  {
    name: 'load-balancer-drained-gets-new',
    does: 'A member that is drained gets new requests.',
    ...killingOnly('draining'),
    wrap: asking(changedMembers, (wish) => (wish['weight'] === 0 ? { weight: 1 } : wish)),
  },
  {
    name: 'load-balancer-sessions-lost',
    does: 'A pool does not keep sessions.',
    ...killingOnly('persistence'),
    wrap: asking(pools, ({ session_persistence: _lost, ...wish }) => wish),
  },
  {
    name: 'load-balancer-statistics-stand-still',
    does: 'A load balancer counts nothing.',
    ...killingOnly('statistics'),
    wrap: changingAnswer({ method: 'GET', path: /\/stats$/ }, () => ({
      stats: {
        active_connections: 0,
        bytes_in: 0,
        bytes_out: 0,
        request_errors: 0,
        total_connections: 0,
      },
    })),
  },
  {
    name: 'load-balancer-statistics-doubled',
    does: 'A load balancer counts every connection twice.',
    ...killingOnly('statistics'),
    wrap: changingAnswer({ method: 'GET', path: /\/stats$/ }, (body) => {
      const { total_connections: counted, ...stats } = body['stats'] as Record<string, number>;
      return { stats: { ...stats, total_connections: 2 * (counted ?? 0) } };
    }),
  },
  {
    name: 'load-balancer-rules-ignored',
    does: 'Requests are treated alike, whatever rules there are.',
    ...killingOnly('rules'),
    wrap: asking(of('POST', 'l7policies'), (wish) => ({ ...wish, admin_state_up: false })),
  },
  {
    name: 'load-balancer-tls-other-certificate',
    does: 'A listener shows another certificate than it was given.',
    ...killingOnly('tls'),
    wrap: asking(listeners, ({ default_tls_container_ref: reference, ...wish }) =>
      typeof reference === 'string'
        ? { ...wish, default_tls_container_ref: reference.replace(/1$/, '2') }
        : wish,
    ),
  },
  {
    name: 'load-balancer-tls-not-terminated',
    does: 'A listener that must terminate TLS takes requests without it.',
    ...killingOnly('tls'),
    wrap: asking(listeners, ({ default_tls_container_ref: _unused, ...wish }) => ({
      ...wish,
      protocol: wish['protocol'] === 'TERMINATED_HTTPS' ? 'HTTP' : wish['protocol'],
    })),
  },
  {
    name: 'load-balancer-tls-any-certificate',
    does: 'A listener is made with a certificate that does not exist.',
    ...killingOnly('tls'),
    wrap: mending(listeners, 400, ({ default_tls_container_ref: _unknown, ...wish }) => ({
      ...wish,
      protocol: wish['protocol'] === 'TERMINATED_HTTPS' ? 'TCP' : wish['protocol'],
    })),
  },
];
