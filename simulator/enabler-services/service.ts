/** The servers of time and names, and the ways to stop and start them. */
import { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import { empty, type Reply } from '../kernel/reply.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { timeKey, timeServers } from './addresses.ts';
import { createTimeServer } from './ntp.ts';
import type { Door, Mailbox } from './ports.ts';
import { createRunning } from './running.ts';

export interface EnablerServices {
  readonly service: Service;
  readonly mailbox: Mailbox;
  /** Where messages are taken. */
  readonly doors: readonly Door[];
}

/** By the names of the target file, in its order. */
const servers = { ntp: timeServers } as const;

const stimulus = z.strictObject({
  service: z.enum(['ntp']),
  /** Which of the service's servers, counted from 0. */
  n: z.int().min(0),
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

export function createEnablerServices(world: World): EnablerServices {
  const running = createRunning(world, Object.values(servers).flat());
  const keys = [{ ...timeKey, secret: Buffer.from(timeKey.secret, 'hex') }];
  const rooms = new Map<string, (message: Uint8Array) => Uint8Array | undefined>(
    timeServers.map((address, n) => [
      `udp ${address}`,
      createTimeServer({
        now: () => world.clock.now(),
        uptime: () => running.uptime(address),
        stratum: 2 + n,
        keys,
      }),
    ]),
  );

  const turn = (on: boolean) => async (call: Call<undefined>) => {
    const read = stimulus.safeParse(await call.json());
    if (!read.success) throw badRequest(z.prettifyError(read.error));
    const server = servers[read.data.service][read.data.n];
    if (server === undefined)
      throw notFound(`There is no ${read.data.service} server of that number.`);
    running.set(server, on);
    return empty(204);
  };
  const route = (name: string, on: boolean) => ({
    method: 'POST' as const,
    path: `/stimuli/${name}`,
    operation: `Stimulus ${name}`,
    open: true,
    handler: turn(on),
  });

  return {
    service: createService<undefined>(world, {
      name: 'enabler-services',
      basePath: '/enabler-services',
      routes: [route('enabler-service-stop', false), route('enabler-service-start', true)],
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
    doors: timeServers.map((server) => ({ server, over: 'udp' })),
    mailbox: ({ server, over }, message, answer) => {
      const reply = rooms.get(`${over} ${server}`)?.(message);
      if (reply !== undefined) answer(reply);
    },
  };
}
