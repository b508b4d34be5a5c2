/** Ways in which what is allocated can be told, taken and given back wrongly. */
import type { Defect } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingAnswer, type Json, watchAdministrator } from '../wrapping.ts';
import {
  allocate,
  allocation,
  deleteServer,
  firstIsForgotten,
  giveBack,
  inPlaceOfRefusal,
  lastPart,
  usages,
} from './parts.ts';

export const allocationDefects: readonly Defect[] = [
  {
    name: 'allocation-of-another-size',
    does: 'More vCPUs are allocated to a virtual compute than its flavour has.',
    kills: ['nf-vi/manage', 'or-vi/resource-management/allocate-compute'],
    mayAlsoBreak: ['or-vi/resource-management/scale-compute'],
    wrap: changingAnswer(allocation, (body) => ({
      ...body,
      allocations: Object.fromEntries(
        Object.entries(body['allocations'] as Record<string, { resources: Json }>).map(
          ([id, { resources, ...rest }]) => [
            id,
            {
              ...rest,
              resources:
                'VCPU' in resources
                  ? { ...resources, VCPU: Number(resources['VCPU']) + 1 }
                  : resources,
            },
          ],
        ),
      ),
    })),
  },
  {
    name: 'allocation-survives-its-virtual-compute',
    does: 'What a virtual compute had is not given back when it is deleted.',
    kills: ['nf-vi/manage', 'or-vi/resource-management/terminate-compute'],
    mayAlsoBreak: [],
    wrap: (next) => {
      const kept = new Map<string, string>();
      const { fetch, promoted } = watchAdministrator(next);
      return async (request) => {
        if (matches(deleteServer, request)) {
          const id = lastPart(request);
          const url = new URL(`/placement/allocations/${id}`, request.url);
          const headers = { 'openstack-api-version': 'placement 1.28' };
          const asked = promoted(new Request(url, { headers }));
          if (asked !== undefined) kept.set(id, await (await next(asked)).text());
        }
        const answer = kept.get(lastPart(request));
        if (answer === undefined || !matches(allocation, request)) return fetch(request);
        return new Response(answer, { headers: { 'content-type': 'application/json' } });
      };
    },
  },
  {
    name: 'quota-forgets-memory',
    does: 'The quota of a tenant does not count the memory that is in use.',
    kills: ['nf-vi/manage'],
    mayAlsoBreak: ['or-vi/resource-management/allocate-compute'],
    wrap: changingAnswer(
      { method: 'GET', path: /\/os-quota-sets\/[^/]+\/detail$/ },
      ({ quota_set: quota }) => {
        const all = quota as Record<string, Json>;
        return { quota_set: { ...all, ram: { ...all['ram'], in_use: 0 } } };
      },
    ),
  },
  {
    name: 'allocation-is-not-counted',
    does: 'What is allocated is not told as given away.',
    kills: ['nf-vi/configure', 'nf-vi/manage'],
    mayAlsoBreak: [],
    wrap: changingAnswer(usages, (body) => {
      const all = body['usages'] as Json;
      if (!('VGPU_DISPLAY_HEAD' in all)) return body;
      return { ...body, usages: { ...all, VGPU_DISPLAY_HEAD: 0 } };
    }),
  },
  {
    name: 'allocation-of-more-than-there-is',
    does: 'More is allocated than is left, and answered as done.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: inPlaceOfRefusal(allocate, 409, () => new Response(null, { status: 204 })),
  },
  {
    name: 'allocation-is-not-given-back',
    does: 'Giving resources back is answered as done, and not done.',
    kills: ['nf-vi/configure', 'nf-vi/manage'],
    mayAlsoBreak: [],
    wrap: firstIsForgotten(giveBack, 204),
  },
];
