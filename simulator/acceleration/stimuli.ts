/** What no call of the tables brings about, as ordinary requests: the only other door to accelerators. */
import { z } from 'zod';
import { accData, identifier } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { empty } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { type Accelerators, newAccelerator } from './accelerator-table.ts';
import type { Alarms } from './alarms.ts';
import type { Connections } from './connections.ts';
import { isModel } from './models.ts';
import type { AcceleratorPool } from './pool.ts';

export interface StimuliNeeds {
  readonly world: World;
  readonly accelerators: Accelerators;
  readonly pool: AcceleratorPool;
  readonly connections: Connections;
  readonly alarms: Alarms;
}

/** One accelerator, by either of its names. */
const which = {
  accResourceId: identifier.optional(),
  attachTarget: identifier.optional(),
};

/** What each takes; the first is for all workloads when it names none. */
const shapes = {
  'acc-event': z.strictObject({ accEvent: z.string(), attachTarget: z.string().optional() }),
  'acc-fault': z.strictObject({
    ...which,
    perceivedSeverity: z
      .enum(['critical', 'major', 'minor', 'warning', 'indeterminate'])
      .default('major'),
    probableCause: z.string().min(1).default('temperature'),
  }),
  /** Without a cause, all faults of the accelerator go. */
  'acc-fault-clear': z.strictObject({ ...which, probableCause: z.string().optional() }),
  'acc-data': z.strictObject({ attachTarget: identifier, accChannel: identifier, accData }),
  /** A new accelerator in a host, which the next discovery finds. */
  'hardware-event': z.strictObject({
    hostId: identifier,
    type: z.string().refine(isModel, 'there is no such accelerator').default('fpga'),
  }),
};

export function stimuliRoutes(needs: StimuliNeeds): Route<undefined>[] {
  const { world, accelerators, pool, connections, alarms } = needs;

  const accelerator = (wish: { [K in keyof typeof which]?: string | undefined }): string => {
    const { accResourceId = '', attachTarget } = wish;
    const found =
      attachTarget === undefined ? pool.accelerator(accResourceId) : pool.attachedAs(attachTarget);
    if (found === undefined) throw notFound('There is no such accelerator.');
    return found.id;
  };

  const stimulus = <N extends keyof typeof shapes>(
    name: N,
    happen: (facts: z.output<(typeof shapes)[N]>) => void,
  ): Route<undefined> => ({
    method: 'POST',
    path: `/stimuli/${name}`,
    operation: `Stimulus ${name}`,
    open: true,
    handler: async (call: Call<undefined>) => {
      const read = shapes[name].safeParse(await call.json());
      if (!read.success) throw badRequest(z.prettifyError(read.error));
      happen(read.data as z.output<(typeof shapes)[N]>);
      return empty(204);
    },
  });

  return [
    stimulus('acc-event', ({ accEvent, attachTarget }) => {
      connections.raise(accEvent, attachTarget === undefined ? {} : { attachTarget });
    }),
    stimulus('acc-fault', ({ perceivedSeverity, probableCause, ...wish }) => {
      alarms.fault(accelerator(wish), probableCause, perceivedSeverity);
    }),
    stimulus('acc-fault-clear', ({ probableCause, ...wish }) => {
      if (alarms.clear(accelerator(wish), probableCause) === 0) {
        throw notFound('There is no such fault.');
      }
    }),
    stimulus('acc-data', ({ attachTarget, accChannel, accData: item }) => {
      try {
        const reached = connections.arrive({ attachTarget }, accChannel, item);
        if (reached === 0) throw notFound('No such workload is connected.');
      } catch (thrown) {
        throw thrown instanceof CallRefused ? conflict(thrown.message) : thrown;
      }
    }),
    stimulus('hardware-event', ({ hostId, type }) => {
      if (!pool.hosts.includes(hostId)) throw notFound('There is no such host.');
      accelerators.insert({ ...newAccelerator(world, hostId, type), found: false });
    }),
  ];
}
