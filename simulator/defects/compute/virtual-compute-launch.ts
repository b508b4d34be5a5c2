/** Ways in which launching a virtual compute can be wrong, beside those of every collection. */
import type { Defect, Fetch } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingAnswer, changingRequest, type Json, withJson } from '../wrapping.ts';
import { computeRefusal } from './refusal.ts';
import { clauses, servers, show } from './virtual-compute-parts.ts';

const inServer = (body: Json, change: (server: Json) => Json): Json => ({
  ...body,
  server: change(body['server'] as Json),
});
const without = (server: Json, field: string): Json =>
  Object.fromEntries(Object.entries(server).filter(([key]) => key !== field));

const showing = (change: (server: Json) => Json) =>
  changingAnswer(show, (body) => inServer(body, change));

const wrongCapacity = (field: string, word: string, wrong: (value: number) => number): Defect => ({
  name: `virtual-compute-create-wrong-${field}`,
  does: `A virtual compute shows another amount of ${word} than its flavour has.`,
  kills: [clauses.create],
  mayAlsoBreak: ['flavour/delete', 'virtual-compute/suspend', 'virtual-compute/unsuspend'],
  wrap: showing((server) => {
    const flavor = server['flavor'] as Json;
    return { ...server, flavor: { ...flavor, [field]: wrong(Number(flavor[field])) } };
  }),
});

/** What is refused for one field is done with what the last good request had there. */
const accepting = (name: string, does: string, ...fields: readonly string[]): Defect => ({
  name: `virtual-compute-create-accepts-${name}`,
  does,
  kills: [clauses.create],
  mayAlsoBreak: [],
  wrap: (next: Fetch): Fetch => {
    let good: Json = {};
    return async (request) => {
      if (!matches(servers.create, request)) return next(request);
      const { server } = (await request.clone().json()) as { server: Json };
      const again = request.clone();
      const answer = await next(request);
      if (answer.ok) good = server;
      if (answer.status !== 400 || !fields.some((field) => Object.hasOwn(server, field))) {
        return answer;
      }
      return next(
        await withJson(again, (body) =>
          inServer(body, (wish) =>
            fields.reduce(
              (rest, field) =>
                Object.hasOwn(good, field)
                  ? { ...rest, [field]: good[field] }
                  : without(rest, field),
              wish,
            ),
          ),
        ),
      );
    };
  },
});

/** The limits of a quota are taken, and some of them mean nothing. */
const notCounting = (word: string, ...fields: readonly string[]): Defect => ({
  name: `virtual-compute-create-ignores-quota-of-${fields.join('-and-')}`,
  does: `The quota of ${word} is not enforced.`,
  kills: [clauses.create, 'tenant/quota'],
  mayAlsoBreak: [],
  wrap: changingRequest({ method: 'PUT', path: /\/os-quota-sets\/[^/]+$/ }, (body) => {
    const quota = Object.entries(body['quota_set'] as Json);
    return {
      quota_set: Object.fromEntries(
        quota.map(([field, limit]) => [field, fields.includes(field) ? 100 : limit]),
      ),
    };
  }),
});

export const virtualComputeLaunchDefects: readonly Defect[] = [
  {
    name: 'virtual-compute-create-half-the-capacity',
    does: 'A virtual compute that is launched by its capacity gets half of the memory.',
    kills: ['virtual-compute/capacity-parameters'],
    mayAlsoBreak: [],
    on: ['capacity-parameters'],
    wrap: changingRequest(servers.create, (body) =>
      inServer(body, (server) => {
        const stated = server['flavor'] as Json | undefined;
        if (stated === undefined) return server;
        return { ...server, flavor: { ...stated, ram: Number(stated['ram']) / 2 } };
      }),
    ),
  },
  wrongCapacity('vcpus', 'vCPUs', (vcpus) => vcpus + 1),
  wrongCapacity('ram', 'memory', (ram) => ram * 2),
  wrongCapacity('disk', 'local storage', (disk) => Math.max(0, disk - 1)),
  {
    name: 'virtual-compute-create-never-ends',
    does: 'A virtual compute is being built for ever.',
    kills: [clauses.create],
    mayAlsoBreak: clauses.but(clauses.create),
    wrap: showing((server) =>
      server['status'] === 'ACTIVE' ? { ...server, status: 'BUILD' } : server,
    ),
  },
  {
    name: 'virtual-compute-create-fails',
    does: 'The launch of a virtual compute is accepted and then fails.',
    kills: [clauses.create],
    mayAlsoBreak: clauses.but(clauses.create),
    wrap: showing((server) =>
      server['status'] === 'ACTIVE'
        ? {
            ...server,
            status: 'ERROR',
            fault: { code: 500, message: 'No valid host was found.', created: server['created'] },
          }
        : server,
    ),
  },
  {
    name: 'virtual-compute-create-forgets-flavour',
    does: 'A virtual compute loses its capacity with the flavour that it was launched with.',
    kills: ['flavour/delete'],
    mayAlsoBreak: [clauses.create],
    wrap: (next) => {
      let deleted = false;
      const forgetting = showing((server) => ({
        ...server,
        flavor: { ...(server['flavor'] as Json), vcpus: 0, ram: 0, disk: 0 },
      }))(next);
      return async (request) => {
        const answer = await (deleted ? forgetting(request) : next(request));
        if (matches({ method: 'DELETE', path: /\/flavors\/[^/]+$/ }, request) && answer.ok) {
          deleted = true;
        }
        if (matches(servers.create, request)) deleted = false;
        return answer;
      };
    },
  },
  {
    name: 'virtual-compute-create-ignores-key',
    does: 'A virtual compute is launched without the key pair that was asked for.',
    kills: [clauses.create],
    mayAlsoBreak: ['key-pair/create'],
    wrap: changingRequest(servers.create, (body) =>
      inServer(body, (server) => without(server, 'key_name')),
    ),
  },
  {
    name: 'virtual-compute-create-refuses-same-name',
    does: 'No two virtual computes may have one name.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: (next) => {
      const names = new Set<unknown>();
      return async (request) => {
        if (!matches(servers.create, request)) return next(request);
        const { server } = (await request.clone().json()) as { server: Json };
        if (names.has(server['name'])) {
          return Response.json(computeRefusal(409, 'The name is taken.'), { status: 409 });
        }
        names.add(server['name']);
        return next(request);
      };
    },
  },
  {
    name: 'virtual-compute-create-accepts-no-name',
    does: 'A virtual compute without a name is launched under one.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: changingRequest(servers.create, (body) =>
      inServer(body, (server) => ({ ...server, name: server['name'] || 'nameless' })),
    ),
  },
  accepting('unknown-image', 'An image that does not exist is replaced by another.', 'imageRef'),
  accepting('unknown-flavour', 'A flavour that does not exist is replaced by one.', 'flavorRef'),
  accepting('unknown-key', 'A key pair that does not exist is left out.', 'key_name'),
  accepting('unknown-network', 'A network that does not exist is left out.', 'networks'),
  accepting(
    'unknown-storage',
    'Storage that does not exist is replaced by an image.',
    'block_device_mapping_v2',
    'imageRef',
  ),
  notCounting('virtual computes', 'instances', 'cores'),
  notCounting('vCPUs', 'cores'),
  {
    name: 'virtual-compute-delete-keeps-the-capacity',
    does: 'What is deleted counts against the quota for ever.',
    kills: [clauses.delete],
    mayAlsoBreak: ['tenant/quota'],
    wrap: (next) => {
      let limit = Infinity;
      let made = 0;
      return async (request) => {
        if (matches({ method: 'PUT', path: /\/os-quota-sets\/[^/]+$/ }, request)) {
          const { quota_set: quota } = (await request.clone().json()) as { quota_set: Json };
          // Ten is what a tenant may have when nobody says otherwise.
          limit =
            Number(quota['instances'] ?? Infinity) < 10 ? Number(quota['instances']) : Infinity;
          made = 0;
        }
        if (!matches(servers.create, request)) return next(request);
        if (made >= limit) {
          const message = `Quota exceeded for instances: Requested 1, but already used ${String(made)}`;
          return Response.json(computeRefusal(403, message), { status: 403 });
        }
        const answer = await next(request);
        if (answer.ok) made += 1;
        return answer;
      };
    },
  },
];
