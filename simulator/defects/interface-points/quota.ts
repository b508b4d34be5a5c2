/** The defects of quotas, of each service that has some. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import {
  asAdministrator,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
} from '../wrapping.ts';
import { atBoth } from './clauses.ts';

/** A service's quotas: where they are, and the key around the limits. */
interface Quotas {
  readonly kind: 'compute' | 'network' | 'storage';
  readonly path: RegExp;
  readonly key: 'quota' | 'quota_set';
  /** The limit on which examples rely. */
  readonly counted: string;
  /** The status of a quota that was set, and of one that was terminated. */
  readonly terminated: number;
}

const services: readonly Quotas[] = [
  {
    kind: 'compute',
    path: /\/compute\/v2\.1\/os-quota-sets\/[^/]+$/,
    key: 'quota_set',
    counted: 'instances',
    terminated: 202,
  },
  {
    kind: 'network',
    path: /\/v2\.0\/quotas\/[^/]+$/,
    key: 'quota',
    counted: 'network',
    terminated: 204,
  },
  {
    kind: 'storage',
    path: /\/volume\/v3\/os-quota-sets\/[^/]+$/,
    key: 'quota_set',
    counted: 'volumes',
    terminated: 200,
  },
];

/** Answers a change with the quota as it is. */
const unchanged = (request: Request, next: Fetch) => {
  const headers = new Headers(request.headers);
  headers.delete('content-type');
  return next(new Request(request.url, { headers }));
};

function defectsOf({ kind, path, key, counted, terminated }: Quotas): Defect[] {
  const [set, get, remove] = ['PUT', 'GET', 'DELETE'].map((method) => ({ method, path })) as [
    Route,
    Route,
    Route,
  ];
  const atOrVi = (...operations: readonly string[]) =>
    operations.map((operation) => `or-vi/quota/${operation}-${kind}`);
  const atViVnfm = (...operations: readonly string[]) =>
    operations.map((operation) => `vi-vnfm/quota/${operation}-${kind}`);
  const query = atBoth('quota', `query-${kind}`);
  const inQuota = (body: Json, change: (limits: Json) => Json): Json => ({
    ...body,
    [key]: change(body[key] as Json),
  });
  const defect = (
    name: string,
    does: string,
    kills: readonly string[],
    wrap: Defect['wrap'],
  ): Defect => ({ name: `quota-of-${kind}-${name}`, does, kills, mayAlsoBreak: [], wrap });
  /** Of a target where VNF managers set their own quotas. */
  const ofOwn = (one: Defect): Defect => ({ ...one, on: ['vnf-manager-administers'] });
  const setByAnyone = (next: Fetch) => asAdministrator(set)(asAdministrator(remove)(next));

  return [
    defect(
      'shown-wrongly',
      `A query shows other limits of ${kind} than were set.`,
      query,
      changingAnswer(get, (body) =>
        inQuota(body, (limits) =>
          Object.fromEntries(
            Object.entries(limits).map(([name, limit]) => [
              name,
              typeof limit === 'number' ? limit + 1 : limit,
            ]),
          ),
        ),
      ),
    ),
    ofOwn(
      defect(
        'never-set',
        `A quota of ${kind} is answered as set, and never is.`,
        [...atOrVi('create', 'update'), ...atViVnfm('create', 'update')],
        instead(set, unchanged),
      ),
    ),
    defect(
      'update-forgotten',
      `Only the first quota of ${kind} that is set for a tenant holds.`,
      atOrVi('update'),
      (next) => {
        const known = new Set<string>();
        return async (request) => {
          if (matches(remove, request)) known.delete(request.url);
          if (!matches(set, request)) return next(request);
          if (known.has(request.url)) return unchanged(request, next);
          known.add(request.url);
          return next(request);
        };
      },
    ),
    defect(
      'not-enforced',
      `A quota of ${kind} is shown as it was set, and limits nobody.`,
      atOrVi('create', 'update'),
      (next) => {
        const told = new Map<string, unknown>();
        const open = changingRequest(set, (body) =>
          inQuota(body, (limits) => ({ ...limits, [counted]: -1 })),
        )(next);
        const telling = changingAnswer(get, (body, request) =>
          inQuota(body, (limits) => ({
            ...limits,
            ...(told.has(request.url) ? { [counted]: told.get(request.url) } : {}),
          })),
        )(open);
        return async (request) => {
          if (!matches(set, request)) return telling(request);
          const limits = ((await request.clone().json()) as Json)[key] as Json;
          told.set(request.url, limits[counted]);
          return telling(request);
        };
      },
    ),
    ofOwn(
      defect(
        'terminate-does-nothing',
        `A quota of ${kind} that was terminated holds on.`,
        [...atOrVi('terminate'), ...atViVnfm('terminate')],
        instead(remove, () => new Response(null, { status: terminated })),
      ),
    ),
    defect(
      'accepts-less-than-nothing',
      `A limit of ${kind} of less than nothing is taken for none.`,
      atOrVi('create', 'update'),
      changingRequest(set, (body) =>
        inQuota(body, (limits) =>
          Object.fromEntries(
            Object.entries(limits).map(([name, limit]) => [name, Math.max(Number(limit), -1)]),
          ),
        ),
      ),
    ),
    defect(
      'set-by-anyone',
      `Whoever is signed in may set and terminate the quota of ${kind}.`,
      atOrVi('create', 'update', 'terminate'),
      setByAnyone,
    ),
    ofOwn(
      defect(
        'set-by-another',
        `A VNF manager may set and terminate the quota of ${kind} of another one.`,
        atViVnfm('create', 'update', 'terminate'),
        setByAnyone,
      ),
    ),
    defect(
      'shown-to-anyone',
      `Whoever is signed in may look at any tenant's quota of ${kind}.`,
      query,
      asAdministrator(get),
    ),
  ];
}

export const quotaDefects: readonly Defect[] = services.flatMap(defectsOf);
