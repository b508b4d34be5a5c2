/**
 * The resources and metrics of servers, as the telemetry service makes them. None is kept: each follows
 * from a server's life and its interfaces.
 */
import type { Measure } from './aggregation.ts';
import { policyOfServers } from './archive-policy-table.ts';
import { derivedId } from './derived-id.ts';
import { type PolledMetric, polled, polledMetrics, type PolledType } from './polled.ts';
import type { InterfacesOfServers } from './ports.ts';
import type { MetricRow, ResourceRow } from './resource-table.ts';
import type { ServerLife, ServerLives } from './server-life.ts';

/** The telemetry service's own account. */
const maker = { userId: 'ceilometer', projectId: 'service' } as const;

const types = Object.keys(polledMetrics) as PolledType[];
const isPolledType = (type: string): type is PolledType => Object.hasOwn(polledMetrics, type);
/** Every metric has a code of its own, and so has the disk of a server. */
const codes = types
  .flatMap((type) => polledMetrics[type].map((metric: PolledMetric) => ({ type, metric })))
  .map((entry, index) => ({ ...entry, code: index + 2 }));
const diskCode = 1;
const interfaceCode = codes.length + 2;

/** A resource of a server, and the server. */
interface Part {
  readonly type: PolledType;
  readonly id: string;
  readonly originalId: string;
  readonly server: ServerLife;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const rowOf = ({ type, id, originalId, server, attributes }: Part): ResourceRow => ({
  id,
  originalId,
  type,
  maker,
  projectId: server.projectId,
  userId: server.userId,
  startedAt: server.startedAt,
  endedAt: server.endedAt ?? null,
  revisionStart: server.changedAt,
  attributes,
  metrics: Object.fromEntries(
    codes
      .filter((entry) => entry.type === type)
      .map(({ metric, code }) => [metric.name, derivedId(id, code)]),
  ),
});

export interface ServersMeasured {
  readonly resource: (id: string) => ResourceRow | undefined;
  /** @param projectId only those of this tenant */
  readonly resources: (type: string, projectId: string | undefined) => readonly ResourceRow[];
  readonly metric: (id: string) => MetricRow | undefined;
  /** Undefined for a metric that no server has. */
  readonly measures: (
    metricId: string,
    from: number,
    to: number,
    now: number,
  ) => readonly Measure[] | undefined;
}

export function createServersMeasured(
  lives: ServerLives,
  interfaces: InterfacesOfServers,
): ServersMeasured {
  const instance = (server: ServerLife): Part => ({
    type: 'instance',
    id: server.id,
    originalId: server.id,
    server,
    attributes: {
      display_name: server.name,
      host: server.host,
      flavor_name: server.flavor,
      created_at: null,
      deleted_at: null,
    },
  });
  const disk = (server: ServerLife): Part => ({
    type: 'instance_disk',
    id: derivedId(server.id, diskCode),
    originalId: `${server.id}-vda`,
    server,
    attributes: { name: 'vda', instance_id: server.id },
  });
  const networkInterface = (server: ServerLife, port: string): Part => {
    const name = `tap${port.slice(0, 11)}`;
    return {
      type: 'instance_network_interface',
      id: derivedId(port, interfaceCode),
      originalId: `${server.id}-${name}`,
      server,
      attributes: { name, instance_id: server.id },
    };
  };
  const parts: Readonly<Record<PolledType, (server: ServerLife) => readonly Part[]>> = {
    instance: (server) => [instance(server)],
    instance_disk: (server) => [disk(server)],
    instance_network_interface: (server) =>
      interfaces.portsOf(server.id).map(({ id }) => networkInterface(server, id)),
  };

  const part = (id: string): Part | undefined => {
    const server = lives.get(id);
    if (server !== undefined) return instance(server);
    const withDisk = lives.get(derivedId(id, diskCode));
    if (withDisk !== undefined) return disk(withDisk);
    const port = derivedId(id, interfaceCode);
    const owner = lives.get(interfaces.port(port)?.deviceId ?? '');
    return owner === undefined ? undefined : networkInterface(owner, port);
  };
  const found = (metricId: string) => {
    for (const { type, metric, code } of codes) {
      const owner = part(derivedId(metricId, code));
      if (owner?.type === type) return { metric, owner };
    }
    return undefined;
  };

  return {
    resource(id) {
      const owner = part(id);
      return owner === undefined ? undefined : rowOf(owner);
    },
    resources(type, projectId) {
      const servers = projectId === undefined ? lives.all() : lives.list('project', projectId);
      const wanted = type === 'generic' ? types : isPolledType(type) ? [type] : [];
      return wanted.flatMap((each) => servers.flatMap(parts[each]).map(rowOf));
    },
    metric(id) {
      const it = found(id);
      if (it === undefined) return undefined;
      const { name, unit } = it.metric;
      return { id, name, unit, resourceId: it.owner.id, policy: policyOfServers, maker };
    },
    measures(metricId, from, to, now) {
      const it = found(metricId);
      return it === undefined ? undefined : polled(it.owner.server, it.metric, from, to, now);
    },
  };
}
