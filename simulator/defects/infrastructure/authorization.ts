/** Ways in which somebody may do at the administrative side what only its operator may. */
import { type Defect, matches, type Route } from '../defect.ts';
import { asAdministrator, withBody } from '../wrapping.ts';
import {
  allocate,
  createGroup,
  groups,
  hypervisors,
  pools,
  programs,
  setOffers,
  setProgram,
  sites,
  zonesWithHosts,
} from './parts.ts';

const everybody = (
  name: string,
  does: string,
  kills: readonly string[],
  routes: readonly Route[],
) =>
  ({
    name,
    does,
    kills,
    mayAlsoBreak: [],
    wrap: (next) => routes.reduce((inner, route) => asAdministrator(route)(inner), next),
  }) satisfies Defect;

const anyProvider: Route = { method: 'GET', path: /\/placement\/resource_providers/ };
const flavours: Route = { method: 'GET', path: /\/flavors\/detail$/ };
const networkTypes: Route = { method: 'GET', path: /\/v2\.0\/extensions/ };
const storageTypes: Route = { method: 'GET', path: /\/types$/ };

export const infrastructureAuthorizationDefects: readonly Defect[] = [
  everybody(
    'infrastructure-shown-to-all',
    'Everybody sees physical resources.',
    ['nf-vi/authorization', 'or-vi/capacity/query', 'or-vi/capacity/query-zone'],
    [hypervisors, programs, zonesWithHosts, groups, pools, anyProvider],
  ),
  everybody(
    'infrastructure-changed-by-all',
    'Everybody changes physical resources.',
    ['nf-vi/authorization'],
    [createGroup, setOffers, allocate, setProgram, programs],
  ),
  {
    name: 'capacity-sites-shown-to-all',
    does: 'Sites are told to whoever asks.',
    kills: ['or-vi/capacity/query-nfvi-pop'],
    mayAlsoBreak: [],
    wrap: (next) => {
      let known: string | undefined;
      return async (request) => {
        const answer = await next(request);
        if (!matches(sites, request)) return answer;
        if (answer.ok) known = await answer.clone().text();
        return known === undefined ? answer : withBody(Response.json({}), known);
      };
    },
  },
  everybody(
    'resource-types-of-compute-shown-to-all',
    'All types of virtualised compute are told to whoever asks.',
    ['or-vi/resource-information/query-compute', 'vi-vnfm/resource-information/query-compute'],
    [flavours],
  ),
  everybody(
    'resource-types-shown-to-all',
    'Types of virtualised network and storage are told to whoever asks.',
    [
      'or-vi/resource-information/query-network',
      'or-vi/resource-information/query-storage',
      'vi-vnfm/resource-information/query-network',
      'vi-vnfm/resource-information/query-storage',
    ],
    [networkTypes, storageTypes],
  ),
];
