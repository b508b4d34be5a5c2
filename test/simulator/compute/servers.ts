/** Servers of tests: asked for, and seen at instants of the virtual clock. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Server, serverAnswer } from '../../../src/contract/compute/virtual-compute.ts';
import type { ReleaseName } from '../../../simulator/release.ts';
import { computeAlone } from './compute-alone.ts';
import { known } from './neighbours.ts';

/** What every request for a server needs. */
export const wish = { name: 's1', flavorRef: '42', imageRef: known.image };

const accepted = z.object({ server: z.object({ id: z.string(), adminPass: z.string() }) });

export function withServers(release: ReleaseName = 'zed') {
  const alone = computeAlone(release);
  const { ask, clock } = alone;

  const order = (server: object = {}, as = 'member', at = '2.1', more: object = {}) =>
    ask('POST /v2.1/servers', { as, at, body: { server: { ...wish, ...server }, ...more } });

  const show = async (id: string, as = 'member', at = '2.1'): Promise<Server> => {
    const answer = await ask(`GET /v2.1/servers/${id}`, { as, at });
    assert.equal(answer.status, 200, answer.text);
    return serverAnswer.parse(answer.body).server;
  };

  return {
    ...alone,
    order,
    show,
    /** A server that is active. */
    boot: async (server: object = {}, as = 'member', at = '2.1', more: object = {}) => {
      const answer = await order(server, as, at, more);
      assert.equal(answer.status, 202, answer.text);
      clock.advance(10_000);
      return accepted.parse(answer.body).server.id;
    },
    act: (id: string, action: object, as = 'member', at = '2.1') =>
      ask(`POST /v2.1/servers/${id}/action`, { as, at, body: action }),
    /** Status, state, task and power, one instant after the other until the last. */
    timeline: async (id: string, ms: number, as = 'member') => {
      const seen: string[] = [];
      for (let at = 0; at < ms; at += 25) {
        const answer = await ask(`GET /v2.1/servers/${id}`, { as });
        const server = answer.status === 200 ? serverAnswer.parse(answer.body).server : undefined;
        const now =
          server === undefined
            ? String(answer.status)
            : [
                server.status,
                server['OS-EXT-STS:vm_state'],
                server['OS-EXT-STS:task_state'] ?? '-',
                server['OS-EXT-STS:power_state'],
              ].join(' ');
        if (seen.at(-1) !== now) seen.push(now);
        clock.advance(25);
      }
      return seen;
    },
  };
}
