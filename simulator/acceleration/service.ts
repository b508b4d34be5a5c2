/** Accelerators: workloads connect to them, and what happens in them can be brought about. */
import { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import { empty, type Reply } from '../kernel/reply.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Connect } from '../agent/line.ts';
import { WorkloadConnection } from './connection.ts';
import { attachedTargets } from './hardware.ts';

export const accelerationPath = '/acceleration';
const workloads = `${accelerationPath}/vn-nf/`;

export interface Acceleration {
  readonly service: Service;
  readonly connect: Connect;
  /** Ends all connections; what they had goes with them. */
  disconnect(): void;
}

const stimulus = z.strictObject({
  accEvent: z.string(),
  /** Absent: all workloads. */
  attachTarget: z.string().optional(),
});

/** RFC 9457. */
const problem = (status: number, detail: string): Reply => ({
  status,
  body: { status, detail },
  type: 'application/problem+json',
});

const bodies: BodyRules = {
  maxBytes: 64 * 1024,
  tooLarge: () => new Fault(413, 'The body is too large.'),
  otherType: () => undefined,
  notJson: () => badRequest('The body is no JSON.'),
  missing: () => ({}),
};

export function createAcceleration(world: World): Acceleration {
  const connections = new Map<WorkloadConnection, string>();

  async function bringAbout(call: Call<undefined>) {
    const read = stimulus.safeParse(await call.json());
    if (!read.success) throw badRequest(z.prettifyError(read.error));
    const { accEvent, attachTarget } = read.data;
    for (const [connection, target] of connections) {
      if (attachTarget === undefined || attachTarget === target) connection.raise(accEvent);
    }
    return empty(204);
  }

  return {
    service: createService<undefined>(world, {
      name: 'acceleration',
      basePath: accelerationPath,
      routes: [
        {
          method: 'POST',
          path: '/stimuli/acc-event',
          operation: 'Stimulus acc-event',
          open: true,
          handler: bringAbout,
        },
      ],
      authenticate: () => {
        throw notFound('Nothing is here.');
      },
      tokenBeforeRoute: false,
      prepare: () => undefined,
      body: bodies,
      writeFault: ({ status, message }) => problem(status, message),
      unknownRoute: () => problem(404, 'Nothing is here.'),
      requestIdHeaders: ['x-request-id'],
    }),
    connect(path, line) {
      if (!path.startsWith(workloads)) return undefined;
      const target = decodeURIComponent(path.slice(workloads.length));
      const accelerator = attachedTargets.get(target);
      if (accelerator === undefined) return undefined;
      const connection = new WorkloadConnection(accelerator, line, world.clock);
      connections.set(connection, target);
      return {
        receive: (frame) => {
          connection.receive(frame);
        },
        closed: () => {
          connection.closed();
          connections.delete(connection);
        },
      };
    },
    disconnect() {
      for (const connection of connections.keys()) connection.end();
      connections.clear();
    },
  };
}
