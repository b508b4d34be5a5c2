import type { EnablerService } from './service.ts';

const byReference =
  'It rests on the reference of the interface’s second version, not on the chapter.';

export const lbaas: EnablerService = {
  id: 'lbaas',
  statement: 'Incoming requests are distributed over a pool of members.',
  needs: 'load-balancing',
  reading:
    'The introduction lists other enabler services than the section about them, which counts; version 2 is the interface that today’s load-balancer service has taken over.',
  aspects: {
    'load-balancer': {
      statement: 'A load balancer can be made, found and deleted, and becomes active.',
    },
    listener: {
      statement: 'A listener lets a load balancer take requests at a port.',
    },
    pool: {
      statement: 'A pool groups the members that take a listener’s requests.',
    },
    member: {
      statement: 'Members can be added to a pool and taken from it.',
    },
    'health-monitor': {
      statement: 'A health monitor can be given to a pool.',
    },
    authorization: {
      statement: 'Only users with a role in the tenant see and change its load balancers.',
    },
    distribution: {
      statement: 'Requests are distributed over the members by the algorithm of the pool.',
      needs: 'load-balancer-traffic',
    },
    health: {
      statement: 'A member that fails its health check gets no requests until it is well again.',
      needs: 'load-balancer-traffic',
    },
    draining: {
      statement: 'A member that is drained finishes what it has begun and gets nothing new.',
      should: byReference,
      needs: 'load-balancer-traffic',
    },
    persistence: {
      statement: 'Requests of one session reach the same member.',
      should: byReference,
      needs: 'load-balancer-traffic',
    },
    immutability: {
      statement: 'A load balancer refuses a change while another is under way.',
      should: byReference,
    },
    cascade: {
      statement: 'A load balancer can be deleted together with all that belongs to it.',
      should: byReference,
    },
    statistics: {
      statement: 'A load balancer counts the traffic that passes it.',
      should: byReference,
    },
    rules: {
      statement: 'Requests are sent to another pool, or refused, by what they ask for.',
      should: byReference,
      needs: 'load-balancer-rules',
    },
    tls: {
      statement: 'A listener terminates TLS with the certificate that it was given.',
      should: byReference,
      needs: 'load-balancer-tls',
    },
  },
};
