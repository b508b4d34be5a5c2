/** `POST /servers/{id}/action`: one action by its name. */
import { badRequest, notServed } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { type ComputeCall, notAtThisVersion, type Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { lockActions } from './virtual-compute-lock.ts';
import { evacuateActions } from './virtual-compute-evacuate.ts';
import { migrateActions } from './virtual-compute-migrate.ts';
import type { ServerActions } from './virtual-compute-deed.ts';
import { powerActions } from './virtual-compute-power.ts';
import { resizeActions } from './virtual-compute-resize.ts';
import { securityGroupActions } from './virtual-compute-security-group.ts';
import { otherActions } from './virtual-compute-state-action.ts';
import { visibleServer } from './virtual-compute-table.ts';

/** What the service knows and the simulator does not do; the number is the version that ends it. */
const notServedHere: Readonly<Record<string, number>> = {
  addFixedIp: 44,
  removeFixedIp: 44,
  addFloatingIp: 44,
  removeFloatingIp: 44,
  changePassword: Infinity,
  createBackup: Infinity,
  createImage: Infinity,
  forceDelete: Infinity,
  injectNetworkInfo: Infinity,
  'os-getRDPConsole': 6,
  'os-getSerialConsole': 6,
  'os-getSPICEConsole': 6,
  'os-getVNCConsole': 6,
  rebuild: Infinity,
  rescue: Infinity,
  resetNetwork: Infinity,
  restore: Infinity,
  shelve: Infinity,
  shelveOffload: Infinity,
  trigger_crash_dump: Infinity,
  unrescue: Infinity,
  unshelve: Infinity,
};

export function serverActionRoutes(needs: ComputeNeeds): Route<Served>[] {
  const actions: ServerActions = {
    ...powerActions(needs),
    ...resizeActions(needs),
    ...migrateActions(needs),
    ...evacuateActions(needs),
    ...lockActions(needs),
    ...securityGroupActions(needs),
    ...otherActions(needs),
  };

  const act = async (call: ComputeCall) => {
    const body = await call.json();
    // One of something that has no keys: no action is found for it.
    if ((typeof body === 'string' || Array.isArray(body)) && body.length === 1) {
      throw notAtThisVersion();
    }
    const names =
      typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [];
    const [name] = names;
    if (name === undefined || names.length > 1) throw badRequest('Malformed request body');
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) {
      const until = Object.hasOwn(notServedHere, name) ? notServedHere[name] : undefined;
      if (until === undefined) throw badRequest(`There is no such action: ${name}`);
      if (call.state.minor >= until) throw notAtThisVersion();
      throw notServed(`${name} of a server`);
    }
    const wish = action.read?.(body, call.state.minor);
    const server = visibleServer(needs.servers, call.param('id'), call.caller);
    needs.policy.enforce(action.rule, call.caller, { project_id: server.projectId });
    return action.run(call, server, wish);
  };

  return [
    {
      method: 'POST',
      path: '/v2.1/servers/:id/action',
      operation: 'act on a server',
      handler: act,
    },
  ];
}
