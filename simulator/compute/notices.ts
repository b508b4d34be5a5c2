/**
 * What compute tells of its servers and hosts. Source: Compute's notifications, as the telemetry service
 * makes events of them (ceilometer, event_definitions).
 */
import type { Notices } from '../kernel/notices.ts';
import { type Host, isUp } from './host-table.ts';
import { isoSeconds } from './instants.ts';
import type { TaskState } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

/** What has come to an end when a server is no longer busy with a task. */
const ends: Readonly<Partial<Record<TaskState, string>>> = {
  'powering-off': 'power_off',
  'powering-on': 'power_on',
  rebooting: 'reboot',
  rebooting_hard: 'reboot',
  suspending: 'suspend',
  resuming: 'resume',
  pausing: 'pause',
  unpausing: 'unpause',
  rebuilding: 'rebuild',
  resize_finish: 'finish_resize',
  resize_reverting: 'resize.revert',
  migrating: 'live_migration._post',
};

const traitsOf = (server: Server) => ({
  tenant_id: server.projectId,
  user_id: server.userId,
  instance_id: server.id,
  resource_id: server.id,
  display_name: server.name,
  host: server.host,
  service: 'compute',
  memory_mb: server.flavor.ram,
  disk_gb: server.flavor.disk + server.flavor.ephemeral,
  root_gb: server.flavor.disk,
  ephemeral_gb: server.flavor.ephemeral,
  vcpus: server.flavor.vcpus,
  instance_type: server.flavor.name,
  state: server.vmState,
  ...(server.launchedAt === undefined ? {} : { launched_at: isoSeconds(server.launchedAt) }),
});

/** @param before undefined for one that is new */
export function tellOfServer(notices: Notices, server: Server, before: Server | undefined): void {
  const tell = (what: string, more: Readonly<Record<string, string>> = {}) => {
    notices.tell({
      eventType: `compute.instance.${what}`,
      projectId: server.projectId,
      traits: { ...traitsOf(server), ...more },
    });
  };
  if (before === undefined) {
    tell('create.start');
    return;
  }
  const became = before.vmState !== server.vmState;
  if (
    became ||
    before.taskState !== server.taskState ||
    before.name !== server.name ||
    before.host !== server.host ||
    before.metadata !== server.metadata
  ) {
    tell('update', { old_state: before.vmState });
  }
  if (became && before.vmState === 'building') {
    tell(server.vmState === 'error' ? 'create.error' : 'create.end');
  }
  if (became && server.vmState === 'deleted') tell('delete.end');
  const ended = before.taskState === null ? undefined : ends[before.taskState];
  if (ended === undefined || server.taskState !== null) return;
  if (server.vmState !== 'error' && server.vmState !== 'deleted') tell(`${ended}.end`);
}

/** It concerns no tenant. */
export function tellOfHost(notices: Notices, host: Host): void {
  notices.tell({
    eventType: 'service.update',
    projectId: undefined,
    traits: {
      service: 'compute',
      resource_id: host.serviceId,
      host: host.name,
      binary: 'nova-compute',
      state: isUp(host) ? 'up' : 'down',
      status: host.enabled ? 'enabled' : 'disabled',
      forced_down: String(host.forcedDown),
    },
  });
}
