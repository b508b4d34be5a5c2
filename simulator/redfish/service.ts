/**
 * The hardware below the hypervisors, as a Redfish service. It is written so that DMTF's validators pass:
 * DSP0266 1.18, resources of DSP8010.
 */
import type { Call } from '../kernel/call.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { accountResources, sessionResources } from './access.ts';
import { createAccounts, createSessions } from './account-table.ts';
import { createAuthentication } from './authentication.ts';
import { configurationActions, configurationResources } from './configuration.ts';
import { Deliveries } from '../kernel/deliveries.ts';
import type { Send } from '../kernel/telling.ts';
import { enclosureResources } from './enclosure.ts';
import { createEvents } from './events.ts';
import { bodies, refused, usualHeaders, writeFault } from './faults.ts';
import { type Capacity, createMachines } from './machine-table.ts';
import { partResources } from './parts.ts';
import { createPowerSwitch } from './power-switch.ts';
import { descriptionRoute, documentRoutes, rootResource } from './root.ts';
import { routesOf } from './routes.ts';
import { stimuliRoutes } from './stimuli.ts';
import { systemActions, systemResources, systemsPath } from './system.ts';
import { createTasks } from './tasks.ts';
import { createTree } from './tree.ts';

export const redfishPath = '/redfish';

export interface RedfishNeeds {
  /** The hosts that run on the machines, one each. */
  readonly hosts: readonly { readonly name: string; readonly has: Capacity }[];
  /** The host on a machine has gone, or has come back. */
  readonly hostIs: (name: string, up: boolean) => void;
  /** The host on a machine has failed with it. */
  readonly hostFails: (name: string) => void;
  /** How events go out to those who subscribed. */
  readonly send: Send;
  /** Whether anything may be sent to a host. */
  readonly mayTell: (host: string) => boolean;
}

export function createRedfish(world: World, needs: RedfishNeeds): Service {
  const machines = createMachines(world, needs.hosts);
  const accounts = createAccounts(world);
  const sessions = createSessions(world);
  const tasks = createTasks(world);
  const events = createEvents(
    world,
    new Deliveries(world, {
      table: 'redfish/delivery',
      headers: { 'odata-version': '4.0' },
      send: needs.send,
      mayTell: needs.mayTell,
    }),
  );
  const power = createPowerSwitch({
    world,
    machines,
    tasks,
    hostIs: needs.hostIs,
    tell: (name, state) => {
      events.tell({
        word: state === 'On' ? 'ResourcePoweredOn' : 'ResourcePoweredOff',
        message: `${name} is ${state}.`,
        severity: 'OK',
        origin: `${systemsPath}/${name}`,
      });
    },
  });
  const resources = [
    rootResource,
    ...systemResources(machines),
    ...configurationResources(machines),
    ...partResources(machines),
    ...enclosureResources(machines),
    ...sessionResources(world, accounts, sessions),
    ...accountResources(accounts, sessions),
    ...events.resources,
    ...tasks.resources,
  ];
  const actions = [...systemActions(power), ...configurationActions(machines)];
  const tree = createTree(resources, actions);
  const documents = ['', '/v1/odata', '/v1/$metadata', '/v1/openapi.yaml'];
  const routes = routesOf(resources, actions, tree);

  const methodsAt = (path: string): readonly string[] =>
    documents.includes(path.replace(/\/$/, '')) ? ['GET', 'HEAD'] : tree.methods(path);

  return createService<undefined>(world, {
    name: 'hardware',
    basePath: redfishPath,
    routes: [
      ...documentRoutes,
      descriptionRoute(routes),
      ...routes,
      ...stimuliRoutes({ machines, events, ...needs }),
    ],
    rewritePath: (path) => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path),
    authenticate: createAuthentication(world, accounts, sessions),
    tokenBeforeRoute: true,
    prepare: mustSpeakVersion,
    body: bodies,
    writeFault,
    unknownRoute: (call) => {
      const allowed = methodsAt(call.path);
      return writeFault(
        allowed.length === 0
          ? refused(
              404,
              'ResourceMissingAtURI',
              `There is no resource at ${redfishPath}${call.path}.`,
            )
          : refused(405, 'OperationNotAllowed', `${call.method} is not for this resource.`, [
              ['allow', allowed.join(', ')],
            ]),
      );
    },
    requestIdHeaders: [],
  });
}

/** @throws Fault 412 for another version of the protocol */
function mustSpeakVersion(call: Call): undefined {
  const version = call.header('odata-version');
  if (version !== undefined && version !== usualHeaders[0][1]) {
    throw refused(412, 'PreconditionFailed', 'Only OData version 4.0 is spoken.');
  }
  return undefined;
}
