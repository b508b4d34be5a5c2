/** What can be wrong with listeners, pools, members and health monitors. */
import type { Defect } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import { asking, killing, killingOnly, mending, of, pretending } from './parts.ts';

interface PartOf {
  readonly aspect: string;
  readonly collection: string;
  readonly plural: string;
  /** Another one than was asked for. */
  readonly other: (wish: Json) => Json;
  /** What is right in the place of what is wrong. */
  readonly mended: (wish: Json) => Json;
  /** Another that can be beside the first; undefined: any number can. */
  readonly beside?: (wish: Json) => Json;
}

const parts: readonly PartOf[] = [
  {
    aspect: 'listener',
    collection: 'listeners',
    plural: 'listeners',
    other: (wish) => ({ ...wish, protocol_port: 9443 }),
    mended: (wish) => ({ ...wish, protocol: 'TCP', protocol_port: 9080, default_pool_id: null }),
    beside: (wish) => ({ ...wish, protocol_port: 9081 }),
  },
  {
    aspect: 'pool',
    collection: 'pools',
    plural: 'pools',
    other: (wish) => ({ ...wish, lb_algorithm: 'LEAST_CONNECTIONS' }),
    mended: (wish) => ({ ...wish, lb_algorithm: 'ROUND_ROBIN' }),
  },
  {
    aspect: 'member',
    collection: 'members',
    plural: 'members',
    other: (wish) => ({ ...wish, protocol_port: 81 }),
    mended: (wish) => ({ ...wish, address: '192.0.2.99', weight: 1 }),
    beside: (wish) => ({ ...wish, address: '192.0.2.98' }),
  },
  {
    aspect: 'health-monitor',
    collection: 'healthmonitors',
    plural: 'health monitors',
    other: (wish) => ({ ...wish, delay: 7 }),
    mended: (wish) => ({ ...wish, type: 'HTTP' }),
  },
];

const defectsOf = ({ aspect, collection, plural, other, mended, beside }: PartOf): Defect[] => [
  {
    name: `load-balancer-${aspect}-other`,
    does: `${plural} are made in another way than was asked for.`,
    ...killing(aspect),
    wrap: asking(of('POST', collection), other),
  },
  {
    name: `load-balancer-${aspect}-not-deleted`,
    does: `The deletion of ${plural} is confirmed and not done.`,
    ...killingOnly(aspect),
    wrap: pretending(of('DELETE', collection, true)),
  },
  {
    name: `load-balancer-${aspect}-accepts-anything`,
    does: `${plural} are made where what is asked for makes no sense.`,
    ...killingOnly(aspect),
    wrap: mending(of('POST', collection), 400, mended),
  },
  ...(beside === undefined
    ? []
    : [
        {
          name: `load-balancer-${aspect}-twice`,
          does: `${plural} are made that are there already.`,
          ...killingOnly(aspect),
          wrap: mending(of('POST', collection), 409, beside),
        },
      ]),
];

export const partDefects: readonly Defect[] = [
  ...parts.flatMap(defectsOf),
  {
    name: 'load-balancer-health-monitor-twice',
    does: 'A pool that has a health monitor gets another in its place.',
    ...killingOnly('health-monitor'),
    wrap: (next) => async (request) => {
      const again = request.clone();
      const { pathname, origin } = new URL(request.url);
      const answer = await next(request);
      const isCreation = request.method === 'POST' && pathname.endsWith('/healthmonitors');
      if (!isCreation || answer.status !== 409) return answer;
      const headers = { 'x-auth-token': request.headers.get('x-auth-token') ?? '' };
      const { healthmonitor } = (await again.json()) as { healthmonitor: { pool_id: string } };
      const all = await next(new Request(origin + pathname, { headers }));
      const { healthmonitors } = (await all.json()) as {
        healthmonitors: { pools: { id: string }[] }[];
      };
      const had = healthmonitors.find(({ pools }) => pools[0]?.id === healthmonitor.pool_id);
      return Response.json({ healthmonitor: { ...had, ...healthmonitor } }, { status: 201 });
    },
  },
];
