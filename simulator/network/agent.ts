/** The programs that make networks on hosts. Source: Network API reference v2, "Agents". */
import { type AgentAnswer, type AgentsAnswer } from '../../src/contract/network/agent.ts';
import { json } from '../kernel/reply.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { NetworkRoute } from './resource.ts';

interface Agent {
  readonly id: string;
  readonly type: string;
  readonly binary: string;
  readonly host: string;
  readonly startedAt: number;
  /** When its host went down with it; undefined while it reports. */
  readonly silentSince: number | undefined;
}

/** Only after so many milliseconds is one thought to be gone. Source: the service's default. */
const patience = 75_000;

/** Beside the switch of each host. */
const central = [
  ['DHCP agent', 'neutron-dhcp-agent'],
  ['L3 agent', 'neutron-l3-agent'],
  ['Metadata agent', 'neutron-metadata-agent'],
] as const;
const centralHost = 'controller';

/** @param hosts the names of those of the compute service */
export function agentRoutes(world: World, hosts: readonly string[]): readonly NetworkRoute[] {
  const agents: Table<Agent> = world.store.table('network/agent', {
    key: ({ id }) => id,
  });
  const add = (type: string, binary: string, host: string) => {
    const startedAt = world.clock.now();
    const id = world.ids.uuid();
    agents.insert({ id, type, binary, host, startedAt, silentSince: undefined });
  };
  for (const [type, binary] of central) add(type, binary, centralHost);
  for (const host of hosts) add('Open vSwitch agent', 'neutron-openvswitch-agent', host);

  world.notices.listen(({ eventType, traits }) => {
    if (eventType !== 'service.update') return;
    const isDown = traits['state'] === 'down' && traits['forced_down'] === 'false';
    for (const { id, host, silentSince } of agents.all()) {
      if (host !== traits['host'] || isDown === (silentSince !== undefined)) continue;
      agents.update(id, { silentSince: isDown ? world.clock.now() : undefined });
    }
  });

  const instant = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const view = (agent: Agent) => {
    const now = world.clock.now();
    return viewAt(agent, agent.silentSince ?? now, now);
  };
  const viewAt = ({ id, type, binary, host, startedAt }: Agent, heardOf: number, now: number) => ({
    id,
    agent_type: type,
    binary,
    topic: host === centralHost ? binary.replace('neutron-', '').replaceAll('-', '_') : 'N/A',
    host,
    admin_state_up: true,
    alive: now - heardOf <= patience,
    created_at: instant(startedAt),
    started_at: instant(startedAt),
    heartbeat_timestamp: instant(heardOf),
    description: null,
    resources_synced: null,
    availability_zone: null,
    configurations: {},
  });

  return [
    {
      method: 'GET',
      path: '/v2.0/agents',
      operation: 'list agents',
      handler({ caller, query }) {
        const [host, type] = [query.get('host'), query.get('agent_type')];
        const rows = caller.roles.has('admin') ? agents.all() : [];
        const found = rows.filter(
          (row) => (host ?? row.host) === row.host && (type ?? row.type) === row.type,
        );
        return json(200, { agents: found.map(view) } satisfies AgentsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v2.0/agents/:id',
      operation: 'show agent',
      handler(call) {
        const id = call.param('id');
        const agent = call.caller.roles.has('admin') ? agents.get(id) : undefined;
        if (agent !== undefined) return json(200, { agent: view(agent) } satisfies AgentAnswer);
        throw networkFault(404, 'AgentNotFound', `Agent ${id} could not be found.`);
      },
    },
  ];
}
