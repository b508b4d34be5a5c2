/** The programs of the service: which there are, and taking a host out of service. Source: OpenStack Zed, recorded. */
import {
  disableServiceRequest,
  forceDownRequest,
  type HostServiceAnswer,
  switchServiceRequest,
  updateServiceRequest,
} from '../../src/contract/compute/host-service.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import { control, controlHost } from './control.ts';
import { disabledTrait, type Host, isUp } from './host-table.ts';
import { isoMicroseconds } from './instants.ts';
import { type ComputeCall, notAtThisVersion, onlyFrom, type Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { tellOfHost } from './notices.ts';

const binary = 'nova-compute';

export function hostServiceRoutes({ hosts, policy, world }: ComputeNeeds): Route<Served>[] {
  const now = () => isoMicroseconds(world.clock.now());
  const may = (call: ComputeCall, what: 'list' | 'update') => {
    policy.enforce(`os_compute_api:os-services:${what}`, call.caller);
  };

  const view = ({ state: { minor } }: ComputeCall, host: Host) => ({
    binary,
    host: host.name,
    id: minor < 53 ? host.number + 2 : host.serviceId,
    zone: host.zone,
    status: host.enabled ? ('enabled' as const) : ('disabled' as const),
    state: isUp(host) ? ('up' as const) : ('down' as const),
    updated_at: host.up ? now() : isoMicroseconds(host.seenAt),
    disabled_reason: host.disabledReason,
    ...(minor < 11 ? {} : { forced_down: host.forcedDown }),
  });

  const list = (call: ComputeCall) => {
    may(call, 'list');
    const { minor } = call.state;
    const rows = [
      ...control.map(({ binary: program, id, uuid }) => ({
        binary: program,
        host: controlHost,
        id: minor < 53 ? id : uuid,
        zone: 'internal',
        status: 'enabled',
        state: 'up',
        updated_at: now(),
        disabled_reason: null,
        ...(minor < 11 ? {} : { forced_down: false }),
      })),
      ...hosts.all().map((host) => view(call, host)),
    ];
    const [program, name] = [call.query.get('binary'), call.query.get('host')];
    return json(200, {
      services: rows.filter(
        (row) => (program ?? row.binary) === row.binary && (name ?? row.host) === row.host,
      ),
    });
  };

  const changeHost = (name: string, change: Partial<Host>) => {
    const host = hosts.update(name, change);
    if (host !== undefined) tellOfHost(world.notices, host);
  };

  /** A host whose service is disabled tells so to placement. */
  const enable = (host: Host, enabled: boolean, disabledReason: string | null = null) => {
    const traits = host.traits.filter((trait) => trait !== disabledTrait);
    changeHost(host.name, {
      enabled,
      disabledReason: enabled ? null : disabledReason,
      traits: enabled ? traits : [...traits, disabledTrait],
      generation: host.generation + 1,
    });
  };

  const hostNamed = (wish: { readonly host: string; readonly binary: string }): Host => {
    const host = wish.binary === binary ? hosts.get(wish.host) : undefined;
    if (host !== undefined) return host;
    throw notFound(`Host '${wish.host}' is not mapped to any cell`);
  };

  /** Before 2.53 the last part of the path says what is to be done. */
  const byName = async (call: ComputeCall) => {
    const body = await call.json();
    const about = (host: Host, more: object) =>
      json(200, { service: { host: host.name, binary, ...more } });
    switch (call.param('id')) {
      case 'enable': {
        const host = hostNamed(validBody(switchServiceRequest, body));
        enable(host, true);
        return about(host, { status: 'enabled' });
      }
      case 'disable': {
        const host = hostNamed(validBody(switchServiceRequest, body));
        enable(host, false);
        return about(host, { status: 'disabled' });
      }
      case 'disable-log-reason': {
        const wish = validBody(disableServiceRequest, body);
        const host = hostNamed(wish);
        enable(host, false, wish.disabled_reason);
        return about(host, { status: 'disabled', disabled_reason: wish.disabled_reason });
      }
      case 'force-down': {
        onlyFrom(11)(call);
        const wish = validBody(forceDownRequest, body);
        const host = hostNamed(wish);
        changeHost(host.name, { forcedDown: wish.forced_down });
        return about(host, { forced_down: wish.forced_down });
      }
      default:
        throw notAtThisVersion();
    }
  };

  const hostWithService = (id: string): Host => {
    if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) {
      throw badRequest(`Invalid uuid ${id}`);
    }
    const other = control.find(({ uuid }) => uuid === id);
    if (other !== undefined) {
      throw badRequest(
        `Updating a ${other.binary} service is not supported. Only nova-compute services can be updated.`,
      );
    }
    const host = hosts.all().find(({ serviceId }) => serviceId === id);
    if (host === undefined) throw notFound(`Service ${id} could not be found.`);
    return host;
  };

  const update = async (call: ComputeCall) => {
    may(call, 'update');
    if (call.state.minor < 53) return byName(call);
    const { name } = hostWithService(call.param('id'));
    const wish = validBody(updateServiceRequest, await call.json());
    const { status, disabled_reason: reason, forced_down: forcedDown } = wish;
    if (reason !== undefined && status !== 'disabled') {
      throw badRequest("Specifying 'disabled_reason' requires that status is 'disabled'.");
    }
    if (status === undefined && forcedDown === undefined) {
      throw badRequest(
        "No updates were requested. Fields 'status' or 'forced_down' should be specified.",
      );
    }
    const host = hosts.get(name);
    if (host !== undefined && status !== undefined) enable(host, status === 'enabled', reason);
    if (forcedDown !== undefined) changeHost(name, { forcedDown });
    const changed = hosts.get(name);
    if (changed === undefined) throw notFound(`Service ${call.param('id')} could not be found.`);
    return json(200, { service: view(call, changed) } satisfies HostServiceAnswer);
  };

  return [
    { method: 'GET', path: '/v2.1/os-services', operation: 'list services', handler: list },
    { method: 'PUT', path: '/v2.1/os-services/:id', operation: 'update service', handler: update },
  ];
}
