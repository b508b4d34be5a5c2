/** The servers of time, names and addresses, and the ways to stop and start them. */
import { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import { empty, type Reply } from '../kernel/reply.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { addressServers, addressServers6, nameServers, timeKey, timeServers } from './addresses.ts';
import { createAddressServer, type NetworkAddress } from './dhcp.ts';
import { createAddressServer6, type NetworkAddress6 } from './dhcp6.ts';
import { createNameServer } from './dns.ts';
import { createLeases, pool, pool6 } from './leases.ts';
import { createTimeServer } from './ntp.ts';
import { createCookies, createKeyServer, securely } from './nts.ts';
import type { Door, Mailbox } from './ports.ts';
import { createRunning } from './running.ts';
import { elsewhere, type NamedAddresses, zonesWith } from './zone.ts';

export interface EnablerServices {
  readonly service: Service;
  readonly mailbox: Mailbox;
  /** Where messages are taken. */
  readonly doors: readonly Door[];
}

/** By the names of the target file, in its order. */
const servers = {
  ntp: timeServers,
  dns: nameServers,
  dhcp: addressServers,
  'dhcp-v6': addressServers6,
} as const;

const stimulus = z.strictObject({
  service: z.enum(['ntp', 'dns', 'dhcp', 'dhcp-v6']),
  /** Which of the service's servers, counted from 0. */
  n: z.string().regex(/^\d{1,3}$/),
  /** Where it is, as the target file has it. */
  server: z.string().optional(),
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

/** What the servers need of other services. */
export interface EnablerNeeds {
  readonly namedPorts: () => readonly NamedAddresses[];
  /** What the port with this hardware address has in the subnet that holds the other address. */
  readonly portAddress: (within: string, mac: string) => NetworkAddress | undefined;
  readonly portAddress6: (within: string, mac: string) => NetworkAddress6 | undefined;
}

export function createEnablerServices(
  world: World,
  { namedPorts, portAddress, portAddress6 }: EnablerNeeds,
): EnablerServices {
  const running = createRunning(world, Object.values(servers).flat());
  const keys = [{ ...timeKey, secret: Buffer.from(timeKey.secret, 'hex') }];
  const uptime = (server: string) => () => running.uptime(server);
  const now = (): number => world.clock.now();
  const time = timeServers.flatMap((server, n) => {
    const cookies = createCookies(server);
    const plain = createTimeServer({ now, uptime: uptime(server), stratum: 2 + n, keys });
    return [
      { door: { server, over: 'udp' as const }, answer: securely(plain, cookies) },
      { door: { server, over: 'tls' as const }, answer: createKeyServer(cookies, uptime(server)) },
    ];
  });
  const names = nameServers.flatMap((server) =>
    (['udp', 'tcp'] as const).map((over) => {
      const answer = createNameServer({
        uptime: uptime(server),
        zones: () => zonesWith(namedPorts()),
        elsewhere,
        over,
      });
      return { door: { server, over }, answer };
    }),
  );
  const leases = createLeases(world, 'enabler-services/lease', pool);
  const addresses = addressServers.map((server) => {
    const answer = createAddressServer({ uptime: uptime(server), portAddress, leases });
    return { door: { server, over: 'udp' as const }, answer };
  });
  const leases6 = createLeases(world, 'enabler-services/lease-v6', pool6);
  const addresses6 = addressServers6.map((server) => {
    const answer = createAddressServer6({
      uptime: uptime(server),
      portAddress: portAddress6,
      leases: leases6,
    });
    return { door: { server, over: 'udp' as const }, answer };
  });
  const rooms = [...time, ...names, ...addresses, ...addresses6];
  const at = ({ server, over }: Door): string => `${over} ${server}`;
  const byDoor = new Map(rooms.map(({ door, answer }) => [at(door), answer]));

  const turn = (on: boolean) => async (call: Call<undefined>) => {
    const read = stimulus.safeParse(await call.json());
    if (!read.success) throw badRequest(z.prettifyError(read.error));
    const server = servers[read.data.service][Number(read.data.n)];
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
    doors: rooms.map(({ door }) => door),
    mailbox: (door, message, answer) => {
      const reply = byDoor.get(at(door))?.(message);
      if (reply !== undefined) answer(reply);
    },
  };
}
