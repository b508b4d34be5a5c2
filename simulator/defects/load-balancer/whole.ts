/** What can be wrong with load balancers themselves. */
import type { Defect } from '../defect.ts';
import { afterwards, asAdministrator, changingAnswer, instead, type Json } from '../wrapping.ts';
import { asking, isCascade, killing, killingOnly, of, pretending, showing } from './parts.ts';

const list = of('GET', 'loadbalancers');
const show = of('GET', 'loadbalancers', true);
const create = of('POST', 'loadbalancers');
const remove = of('DELETE', 'loadbalancers', true);
const shown =
  (change: (loadBalancer: Json) => Json) =>
  (body: Json): Json => ({
    loadbalancer: change(body['loadbalancer'] as Json),
  });
/** A listener as it would look, with what was asked for. */
const imagined = (wish: Json): Json => ({
  id: 'b0a5ed39-3f5c-4fb0-8b5c-2f0bbd1d1d6e',
  project_id: '',
  admin_state_up: true,
  provisioning_status: 'PENDING_CREATE',
  operating_status: 'OFFLINE',
  created_at: '2026-01-01T00:00:00',
  updated_at: null,
  description: null,
  connection_limit: -1,
  default_pool_id: null,
  loadbalancers: [],
  l7policies: [],
  insert_headers: null,
  ...wish,
});

export const wholeDefects: readonly Defect[] = [
  {
    name: 'load-balancer-in-error',
    does: 'Every load balancer ends in error.',
    ...killing('load-balancer'),
    wrap: changingAnswer(
      show,
      shown((one) => ({ ...one, provisioning_status: 'ERROR' })),
    ),
  },
  {
    name: 'load-balancer-stuck',
    does: 'A load balancer that was changed stays in PENDING_UPDATE.',
    ...killing('load-balancer'),
    wrap: (next) => {
      let changed = false;
      return changingAnswer(
        show,
        shown((one) => (changed ? { ...one, provisioning_status: 'PENDING_UPDATE' } : one)),
      )(
        afterwards(of('PUT', 'loadbalancers', true), (response) => {
          changed = true;
          return response;
        })(next),
      );
    },
  },
  {
    name: 'load-balancer-unchanged',
    does: 'A change of a load balancer is confirmed and not made.',
    ...killingOnly('load-balancer'),
    wrap: asking(of('PUT', 'loadbalancers', true), () => ({})),
  },
  {
    name: 'load-balancer-not-listed',
    does: 'The list of load balancers is empty.',
    ...killing('load-balancer', 'authorization'),
    wrap: changingAnswer(list, (body) => ({ ...body, loadbalancers: [] })),
  },
  {
    name: 'load-balancer-not-deleted',
    does: 'The deletion of a load balancer is confirmed and not done.',
    ...killing('load-balancer'),
    wrap: pretending(remove, (request) => !isCascade(request)),
  },
  {
    name: 'load-balancer-unknown-deleted',
    does: 'The deletion of a load balancer that does not exist is confirmed.',
    ...killingOnly('load-balancer'),
    wrap: instead(remove, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? new Response(null, { status: 204 }) : answer;
    }),
  },
  {
    name: 'load-balancer-any-network',
    does: 'A load balancer in a network that does not exist is made in another.',
    ...killingOnly('load-balancer'),
    wrap: (next) => {
      let last: Json = {};
      return instead(create, async (request, service) => {
        const answer = await service(request);
        if (answer.status === 400) {
          const loadbalancer = { ...last, id: 'b0a5ed39-3f5c-4fb0-8b5c-2f0bbd1d1d6f' };
          return Response.json({ loadbalancer }, { status: 201 });
        }
        return showing(answer, (loadBalancer) => {
          last = loadBalancer;
          return loadBalancer;
        });
      })(next);
    },
  },
  {
    name: 'load-balancer-deleted-with-listener',
    does: 'A load balancer that has a listener is deleted together with it, unasked.',
    ...killingOnly('load-balancer'),
    wrap: instead(remove, (request, next) =>
      next(isCascade(request) ? request : new Request(`${request.url}?cascade=true`, request)),
    ),
  },
  {
    name: 'load-balancer-deleted-by-anybody',
    does: 'Anybody who is signed in may delete any load balancer.',
    ...killingOnly('authorization'),
    wrap: asAdministrator(remove),
  },
  {
    name: 'load-balancer-extended-by-anybody',
    does: 'Anybody who is signed in may add listeners to any load balancer.',
    ...killingOnly('authorization'),
    wrap: asAdministrator(of('POST', 'listeners')),
  },
  {
    name: 'load-balancer-listed-for-anybody',
    does: 'Everybody has all load balancers listed.',
    ...killingOnly('authorization'),
    wrap: asAdministrator(list),
  },
  {
    name: 'load-balancer-listed-for-nobody',
    does: 'Who has no token, or a wrong one, has an empty list of load balancers.',
    ...killingOnly('authorization'),
    wrap: instead(list, async (request, next) => {
      const answer = await next(request);
      return answer.status === 401
        ? Response.json({ loadbalancers: [], loadbalancers_links: [] })
        : answer;
    }),
  },
  {
    name: 'load-balancer-mutable',
    does: 'What is asked of a load balancer while a change is under way is confirmed.',
    ...killingOnly('immutability'),
    wrap: (next) => async (request) => {
      const again = request.clone();
      const answer = await next(request);
      if (!/\/lbaas\//.test(request.url) || answer.status !== 409) return answer;
      if (!(await answer.clone().text()).includes('immutable')) return answer;
      if (request.method === 'DELETE') return new Response(null, { status: 204 });
      const { listener = {} } = (await again.json()) as { listener?: Json };
      return Response.json({ listener: imagined(listener) }, { status: 201 });
    },
  },
  {
    name: 'load-balancer-cascade-leaves-pool',
    does: 'A load balancer that is deleted with all that belongs to it leaves its pools.',
    ...killingOnly('cascade'),
    wrap: (next) => {
      const pools = new Map<unknown, Json>();
      const remembering = instead(of('POST', 'pools'), async (request, service) =>
        showing(await service(request), (pool) => {
          pools.set(pool['id'], pool);
          return pool;
        }),
      )(next);
      return instead(of('GET', 'pools', true), async (request, service) => {
        const answer = await service(request);
        const left = pools.get(new URL(request.url).pathname.split('/').at(-1));
        return answer.status === 404 && left !== undefined ? Response.json({ pool: left }) : answer;
      })(remembering);
    },
  },
];
