/** Ways in which what is known of the infrastructure can be wrong. */
import type { Defect } from '../defect.ts';
import { changingAnswer, type Json } from '../wrapping.ts';
import {
  agents,
  consumers,
  eachRow,
  hypervisors,
  offers,
  pools,
  programs,
  providers,
  sites,
  usages,
  zonesWithHosts,
} from './parts.ts';

const wrong = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
  mayAlsoBreak: readonly string[] = [],
): Defect => ({ name, does, kills, mayAlsoBreak, wrap });

/** What accelerators offer. */
const parts = ['FPGA', 'PGPU', 'QAT', 'NIC'];

export const discoveryDefects: readonly Defect[] = [
  wrong(
    'host-figures-forget-servers',
    'A host says that none of its vCPUs is taken.',
    ['nf-vi/discover'],
    changingAnswer(hypervisors, (body) =>
      eachRow(body, 'hypervisors', (row) => ({ ...row, vcpus_used: 0 })),
    ),
  ),
  wrong(
    'host-is-no-provider',
    'A host is not listed among the providers of resources.',
    ['nf-vi/discover'],
    changingAnswer(providers, (body) =>
      eachRow(body, 'resource_providers', (row) => (row['name'] === 'compute-2' ? undefined : row)),
    ),
  ),
  wrong(
    'provider-gives-away-too-much',
    'More is given away of accelerators than there is.',
    ['nf-vi/discover'],
    changingAnswer(usages, (body) => ({
      ...body,
      usages: Object.fromEntries(
        Object.entries(body['usages'] as Json).map(([name, amount]) => [
          name,
          parts.includes(name) ? 7 : amount,
        ]),
      ),
    })),
  ),
  wrong(
    'host-program-disagrees',
    'The program of a host says that the host is out of service, and the host that it is not.',
    ['nf-vi/discover'],
    changingAnswer(programs, (body) =>
      eachRow(body, 'services', (row) =>
        row['host'] === 'compute-2' ? { ...row, status: 'disabled' } : row,
      ),
    ),
  ),
  wrong(
    'provider-is-its-own-top',
    'What is a part of a host says that it is a tree of its own.',
    ['nf-vi/discover'],
    changingAnswer(providers, (body) =>
      eachRow(body, 'resource_providers', (row) => ({ ...row, root_provider_uuid: row['uuid'] })),
    ),
    ['nf-vi/configure'],
  ),
  wrong(
    'network-agent-twice',
    'An agent is known twice.',
    ['nf-vi/discover'],
    changingAnswer(agents, (body) => {
      const all = body['agents'] as Json[];
      return { agents: [...all, ...all.slice(0, 1).map((row) => ({ ...row, id: 'twin' }))] };
    }),
  ),
  wrong(
    'storage-pool-has-more-than-all',
    'A pool has more free than it has.',
    ['nf-vi/discover'],
    changingAnswer(pools, (body) =>
      eachRow(body, 'pools', (row) => {
        const has = row['capabilities'] as Json | undefined;
        if (has === undefined) return row;
        const free = Number(has['total_capacity_gb']) + 1;
        return { ...row, capabilities: { ...has, free_capacity_gb: free } };
      }),
    ),
  ),
  wrong(
    'capacity-without-memory',
    'Nobody tells of memory.',
    ['or-vi/capacity/query'],
    changingAnswer(offers, (body) => {
      const { MEMORY_MB: _memory, ...rest } = body['inventories'] as Json;
      return { ...body, inventories: rest };
    }),
    ['nf-vi/discover'],
  ),
  wrong(
    'capacity-without-a-consumer',
    'One of those who have something of a host is not told.',
    ['or-vi/capacity/query'],
    changingAnswer(consumers, (body) => ({
      ...body,
      allocations: Object.fromEntries(Object.entries(body['allocations'] as Json).slice(0, -1)),
    })),
    ['or-vi/resource-management/allocate-compute', 'nf-vi/configure', 'nf-vi/manage'],
  ),
  wrong(
    'capacity-zone-without-a-host',
    'A host is in no zone.',
    ['or-vi/capacity/query-zone'],
    changingAnswer(zonesWithHosts, (body) =>
      eachRow(body, 'availabilityZoneInfo', (row) => ({
        ...row,
        hosts: Object.fromEntries(
          Object.entries((row['hosts'] ?? {}) as Json).filter(([name]) => name !== 'compute-2'),
        ),
      })),
    ),
  ),
  wrong(
    'capacity-without-sites',
    'No site is known.',
    ['or-vi/capacity/query-nfvi-pop'],
    changingAnswer(sites, (body) => ({ ...body, regions: [] })),
  ),
];
