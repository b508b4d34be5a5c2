/** The defects of what quotas say that a tenant has. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { changingAnswer, type Json } from '../wrapping.ts';

/** Where a service says it, and of what. */
interface Use {
  readonly kind: 'compute' | 'network' | 'storage';
  readonly show: Route;
  readonly key: 'quota' | 'quota_set';
  readonly counted: string;
  readonly field: 'in_use' | 'used';
  readonly create: Route;
}

const services: readonly Use[] = [
  {
    kind: 'compute',
    show: { method: 'GET', path: /\/os-quota-sets\/[^/]+\/detail$/ },
    key: 'quota_set',
    counted: 'instances',
    field: 'in_use',
    create: { method: 'POST', path: /\/servers$/ },
  },
  {
    kind: 'network',
    show: { method: 'GET', path: /\/quotas\/[^/]+\/details$/ },
    key: 'quota',
    counted: 'network',
    field: 'used',
    create: { method: 'POST', path: /\/networks$/ },
  },
  {
    kind: 'storage',
    show: { method: 'GET', path: /\/volume\/v3\/os-quota-sets\/[^/]+$/ },
    key: 'quota_set',
    counted: 'volumes',
    field: 'in_use',
    create: { method: 'POST', path: /\/volume\/v3\/volumes$/ },
  },
];

/** Shows another use of what is counted. */
const showing = ({ show, key, counted, field }: Use, use: (now: unknown, url: string) => unknown) =>
  changingAnswer(show, (body, { url }) => {
    const limits = body[key] as Json;
    const entry = limits[counted];
    // Without its usage a quota of storage stands at the same place, and has a number there.
    if (typeof entry !== 'object') return body;
    const shown = { ...(entry as Json), [field]: use((entry as Json)[field], url) };
    return { ...body, [key]: { ...limits, [counted]: shown } };
  });

const defectsOf = (service: Use): Defect[] => [
  {
    name: `use-of-${service.kind}-not-counted`,
    does: `What a tenant has of ${service.kind} is shown as it was when it was asked first.`,
    kills: [
      `or-vi/quota/query-${service.kind}`,
      `vi-vnfm/resource-management/allocate-${service.kind}`,
    ],
    mayAlsoBreak: [],
    wrap: (next) => {
      const first = new Map<string, unknown>();
      return showing(service, (now, url) => {
        if (!first.has(url)) first.set(url, now);
        return first.get(url);
      })(next);
    },
  },
  {
    name: `use-of-${service.kind}-never-falls`,
    does: `What a tenant had of ${service.kind} counts on when it is gone.`,
    kills: [
      `or-vi/quota/query-${service.kind}`,
      `vi-vnfm/resource-management/terminate-${service.kind}`,
    ],
    mayAlsoBreak: [],
    wrap: (next) => {
      let made = 0;
      const counting: Fetch = async (request) => {
        const answer = await next(request);
        if (matches(service.create, request) && answer.ok) made += 1;
        return answer;
      };
      return showing(service, () => made)(counting);
    },
  },
];

export const quotaUsageDefects: readonly Defect[] = services.flatMap(defectsOf);
