/**
 * Accelerators: workloads connect to them, the VIM manages them, and what happens in them can be
 * brought about.
 */
import type { Connect } from '../agent/line.ts';
import type { BodyRules } from '../kernel/body.ts';
import type { Authority } from '../kernel/caller.ts';
import { Fault } from '../kernel/fault.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { createAcceleratorPool } from './accelerator-pool.ts';
import { createAccelerators, hardwareOf } from './accelerator-table.ts';
import { Alarms } from './alarms.ts';
import { Connections } from './connections.ts';
import { Deliveries } from '../kernel/deliveries.ts';
import type { Send } from '../kernel/telling.ts';
import { alarmRoutes } from './management-alarms.ts';
import { administrator } from './management-call.ts';
import { imageRoutes } from './management-image.ts';
import { resourceRoutes, type ResourceNeeds } from './management-resources.ts';
import { statisticsRoutes } from './management-statistics.ts';
import type { AcceleratorPool } from './pool.ts';
import { refused, writeProblem } from './problem.ts';
import { Statistics } from './statistics.ts';
import { stimuliRoutes } from './stimuli.ts';
import { Subscriptions } from './subscriptions.ts';

export const accelerationPath = '/acceleration';
const workloads = `${accelerationPath}/vn-nf/`;

export interface AccelerationNeeds {
  /** The names of the hosts that have accelerators. */
  readonly hosts: readonly string[];
  readonly authority: Authority;
  readonly virtualCompute: ResourceNeeds['virtualCompute'];
  /** How notifications go out to those who subscribed. */
  readonly send: Send;
}

export interface Acceleration {
  readonly service: Service;
  readonly pool: AcceleratorPool;
  readonly connect: Connect;
  /** The world becomes another: all connections end, and what they had goes with them. */
  disconnect(): void;
}

const bodies: BodyRules = {
  maxBytes: 12 * 1024 ** 2,
  tooLarge: () => new Fault(413, 'The body is too large.'),
  otherType: () => undefined,
  notJson: () => refused('INVALID_PARAMETER', 'The body is no JSON.'),
  missing: () => ({}),
};

export function createAcceleration(world: World, needs: AccelerationNeeds): Acceleration {
  const accelerators = createAccelerators(world, needs.hosts);
  const statistics = new Statistics(world);
  const connections = new Connections(world.clock);
  const deliveries = new Deliveries(world, {
    table: 'acceleration/notification',
    send: needs.send,
  });
  const subscriptions = new Subscriptions(world, deliveries);
  const pool = createAcceleratorPool({
    world,
    accelerators,
    hosts: needs.hosts,
    isInUse: (id) => connections.isInUse(id),
  });
  pool.onReleased(({ id }) => {
    connections.end({ acceleratorId: id });
  });
  const alarms = new Alarms({
    world,
    accelerators,
    tell: subscriptions.tell,
    raise: (accEvent, acceleratorId) => {
      connections.raise(accEvent, { acceleratorId });
    },
  });

  return {
    pool,
    service: createService<undefined>(world, {
      name: 'acceleration',
      basePath: accelerationPath,
      routes: [
        ...resourceRoutes({ pool, virtualCompute: needs.virtualCompute }),
        ...statisticsRoutes({ accelerators, statistics }),
        ...alarmRoutes({ pool, alarms, subscriptions }),
        ...imageRoutes(pool),
        ...stimuliRoutes({ world, accelerators, pool, connections, alarms }),
      ],
      authenticate: administrator(needs.authority),
      tokenBeforeRoute: false,
      prepare: () => undefined,
      body: bodies,
      writeFault: writeProblem,
      unknownRoute: () => writeProblem(new Fault(404, 'Nothing is here.')),
      requestIdHeaders: ['x-request-id'],
    }),
    connect(path, line) {
      if (!path.startsWith(workloads)) return undefined;
      const attachTarget = decoded(path.slice(workloads.length));
      const found = pool.attachedAs(attachTarget);
      if (found === undefined) return undefined;
      const { id } = found;
      return connections.open(
        { acceleratorId: id, attachTarget },
        {
          accelerator: () => {
            const row = accelerators.get(id);
            return row === undefined ? { subsystems: [] } : hardwareOf(row);
          },
          count: (subSystem, counts) => {
            statistics.add(id, subSystem, counts);
          },
        },
        line,
      );
    },
    disconnect() {
      connections.end({});
      deliveries.forget();
    },
  };
}

/** The text as it is when it cannot be decoded: no workload is called so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
