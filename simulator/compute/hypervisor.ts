/** Hypervisors, as administrators see them. Source: Compute API reference; OpenStack Zed, recorded. */
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { type Host, isUp, reservedRam } from './host-table.ts';
import { type ComputeCall, onlyBefore, type Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { badMarker, nextLinks, readLimit } from './paging.ts';

const cpu = {
  arch: 'x86_64',
  model: 'Nehalem',
  vendor: 'Intel',
  features: ['pge', 'clflush'],
  topology: { cores: 1, threads: 1, sockets: 4 },
};

const usageOf = (host: Host) => ({
  vcpus: host.has.vcpus,
  memory_mb: host.has.ram,
  local_gb: host.has.disk,
  vcpus_used: host.taken.vcpus,
  memory_mb_used: host.taken.ram + reservedRam,
  local_gb_used: host.taken.disk,
  free_ram_mb: host.has.ram - host.taken.ram - reservedRam,
  free_disk_gb: host.has.disk - host.taken.disk,
  current_workload: 0,
  running_vms: host.servers,
  disk_available_least: 0,
});

export function hypervisorRoutes({ hosts, policy, servers }: ComputeNeeds): Route<Served>[] {
  type What = 'list' | 'list-detail' | 'show' | 'statistics' | 'uptime' | 'search' | 'servers';
  const may = (call: ComputeCall, what: What) => {
    policy.enforce(`os_compute_api:os-hypervisors:${what}`, call.caller);
  };

  const summary = ({ state: { minor } }: ComputeCall, host: Host) => ({
    id: minor < 53 ? host.number : host.hypervisorId,
    hypervisor_hostname: host.name,
    state: isUp(host) ? 'up' : 'down',
    status: host.enabled ? 'enabled' : 'disabled',
  });
  const full = (call: ComputeCall, host: Host) => {
    const { minor } = call.state;
    return {
      ...summary(call, host),
      hypervisor_type: 'fake',
      hypervisor_version: 1000,
      host_ip: host.address,
      service: {
        id: minor < 53 ? host.number + 2 : host.serviceId,
        host: host.name,
        disabled_reason: host.disabledReason,
      },
      ...(minor < 88
        ? { ...usageOf(host), cpu_info: minor < 28 ? JSON.stringify(cpu) : cpu }
        : { uptime: null }),
    };
  };
  const serversOf = (host: Host) => ({
    servers: servers.list('host', host.name).map(({ id, number }) => ({
      name: `instance-${number.toString(16).padStart(8, '0')}`,
      uuid: id,
    })),
  });

  const idOf = ({ state: { minor } }: ComputeCall, host: Host) =>
    String(minor < 53 ? host.number : host.hypervisorId);

  /** From 2.33 a list has pages; one that is searched has none. */
  const paged = (call: ComputeCall, rows: readonly Host[]): readonly Host[] => {
    if (call.state.minor < 33) return rows;
    const marker = call.query.get('marker');
    const after = rows.findIndex((host) => idOf(call, host) === marker);
    if (marker !== null && after === -1) throw badMarker(marker);
    return rows.slice(after + 1, after + 1 + readLimit(call.query));
  };

  /** From 2.53 a list may be searched, and have the servers in it. */
  const listed = (call: ComputeCall, collection: string, view: (host: Host) => object) => {
    const { query, state } = call;
    const pattern = state.minor < 53 ? null : query.get('hypervisor_hostname_pattern');
    const found = hosts.all().filter(({ name }) => pattern === null || name.includes(pattern));
    if (pattern !== null && found.length === 0) throw noMatch(pattern);
    const rows = pattern === null ? paged(call, found) : found;
    const links =
      pattern === null && state.minor >= 33
        ? nextLinks(
            call,
            collection,
            rows.map((host) => idOf(call, host)),
          )
        : undefined;
    const withServers =
      state.minor >= 53 && /^(?:1|true|yes|on)$/i.test(query.get('with_servers') ?? '');
    return json(200, {
      hypervisors: rows.map((host) => ({
        ...view(host),
        ...(withServers && host.servers > 0 ? serversOf(host) : {}),
      })),
      ...(links === undefined ? {} : { hypervisors_links: links }),
    });
  };
  const noMatch = (pattern: string) =>
    notFound(`No hypervisor matching '${pattern}' could be found.`);
  const matching = (call: ComputeCall): Host[] => {
    const pattern = call.param('id');
    const rows = hosts.all().filter(({ name }) => name.includes(pattern));
    if (rows.length === 0) throw noMatch(pattern);
    return rows;
  };

  const hostFor = (call: ComputeCall): Host => {
    const id = call.param('id');
    const { minor } = call.state;
    if (minor >= 53 && !/^[0-9a-f-]{32,36}$/i.test(id)) {
      throw badRequest(`Invalid uuid ${id}`);
    }
    const host = hosts.all().find((one) => idOf(call, one) === id);
    if (host === undefined) throw notFound(`Hypervisor with ID '${id}' could not be found.`);
    return host;
  };

  const statistics = (call: ComputeCall) => {
    may(call, 'statistics');
    const sum: Record<string, number> = { count: hosts.size };
    for (const host of hosts.all()) {
      for (const [key, value] of Object.entries(usageOf(host))) sum[key] = (sum[key] ?? 0) + value;
    }
    return json(200, { hypervisor_statistics: sum });
  };

  const all = '/v2.1/os-hypervisors';
  const one = `${all}/:id`;
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list hypervisors',
      handler: (call) => {
        may(call, 'list');
        return listed(call, 'os-hypervisors', (host) => summary(call, host));
      },
    },
    {
      method: 'GET',
      path: `${all}/detail`,
      operation: 'list hypervisors with details',
      handler: (call) => {
        may(call, 'list-detail');
        return listed(call, 'os-hypervisors/detail', (host) => full(call, host));
      },
    },
    {
      method: 'GET',
      path: `${all}/statistics`,
      operation: 'show statistics of hypervisors',
      guard: onlyBefore(88),
      handler: statistics,
    },
    {
      method: 'GET',
      path: one,
      operation: 'show hypervisor',
      handler: (call) => {
        may(call, 'show');
        return json(200, { hypervisor: full(call, hostFor(call)) });
      },
    },
    {
      method: 'GET',
      path: `${one}/uptime`,
      operation: 'show uptime of a hypervisor',
      guard: onlyBefore(88),
      handler: (call) => {
        may(call, 'uptime');
        hostFor(call);
        throw new Fault(501, 'Virt driver does not implement uptime function.');
      },
    },
    {
      method: 'GET',
      path: `${one}/search`,
      operation: 'search hypervisors',
      guard: onlyBefore(53),
      handler: (call) => {
        may(call, 'search');
        return json(200, { hypervisors: matching(call).map((host) => summary(call, host)) });
      },
    },
    {
      method: 'GET',
      path: `${one}/servers`,
      operation: 'list servers of a hypervisor',
      guard: onlyBefore(53),
      handler: (call) => {
        may(call, 'servers');
        return json(200, {
          hypervisors: matching(call).map((host) => ({
            ...summary(call, host),
            ...(host.servers > 0 ? serversOf(host) : {}),
          })),
        });
      },
    },
  ];
}
