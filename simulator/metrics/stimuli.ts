/** What no request of a tenant brings about: what is measured becomes something else. */
import { z } from 'zod';
import { badRequest, notFound } from '../kernel/fault.ts';
import { empty } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { post, resourceCalled, type Room } from './room.ts';

const fact = z.strictObject({
  resource: z.string(),
  metric: z.string(),
  value: z.coerce.number(),
});

/** What is measured of a server has that value from now on; to any other metric one measure is added. */
export const stimuliRoutes = (room: Room): Route<undefined>[] => [
  {
    method: 'POST',
    path: '/stimuli/threshold-crossed',
    operation: 'Stimulus threshold-crossed',
    open: true,
    handler: async (call) => {
      const read = fact.safeParse(await call.json());
      if (!read.success) throw badRequest(z.prettifyError(read.error));
      const { resource, metric, value } = read.data;
      const metrics = resourceCalled(room, resource)?.metrics ?? {};
      const metricId = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
      if (metricId === undefined) throw notFound('There is no such metric.');
      const measure = { at: room.world.clock.now(), value };
      if (room.servers.metric(metricId) === undefined) {
        post(room, metricId, [measure]);
        return empty(204);
      }
      const { held } = room;
      const measures = [...(held.get(metricId)?.measures ?? []), measure];
      if (held.update(metricId, { measures }) === undefined) held.insert({ metricId, measures });
      return empty(204);
    },
  },
];
