/** A simulator with somebody who is called, and clients of its alarming service. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { alarmNotification, type AlarmNotification } from '../../../src/contract/alarming/alarm.ts';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../simulator/create-simulator.ts';
import { signIn } from '../signed-in.ts';

export const origin = 'http://cloud.test';

/** Milliseconds. */
const step = 500;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Ask = (what: string, json?: unknown) => Promise<Answered>;

export interface Watched {
  readonly simulator: Simulator;
  /** What was posted, by the path that it was posted to, in order. */
  readonly told: { readonly path: string; readonly body: AlarmNotification }[];
  /** @param who of the accounts of a fresh world */
  readonly as: (
    who: string,
  ) => Promise<{ readonly ask: Ask; readonly projectId: string; readonly id: string }>;
  readonly pass: (ms: number) => Promise<void>;
  /** What no call brings about. */
  readonly happen: (path: string, facts: object) => Promise<number>;
  /** A server that runs; its id. */
  readonly server: (ask: Ask, more?: object) => Promise<string>;
}

/** @param status what whoever is called answers */
export function watched(options: SimulatorOptions = {}, status = () => 204): Watched {
  const told: Watched['told'] = [];
  const simulator = createSimulator({
    send: async (request) => {
      const body = alarmNotification.parse(await request.json());
      told.push({ path: new URL(request.url).pathname, body });
      return new Response(null, { status: status() });
    },
    ...options,
  });
  /** In steps: whoever is called must have time to answer. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; ; left -= step) {
      await turn();
      if (left <= 0) return;
      if (simulator.clock.kind === 'virtual') simulator.clock.advance(Math.min(step, left));
    }
  };
  const request = async (what: string, json: unknown, token?: string): Promise<Answered> => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await simulator.fetch(
      new Request(origin + path, {
        method,
        headers: {
          ...(token === undefined ? {} : { 'x-auth-token': token }),
          ...(path.startsWith('/compute') ? { 'openstack-api-version': 'compute 2.74' } : {}),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }),
    );
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json') && text !== '';
    const body: unknown = isJson ? JSON.parse(text) : text;
    return { status: answer.status, headers: answer.headers, body };
  };
  return {
    simulator,
    told,
    pass,
    async as(who) {
      const { token, projectId = '', userId } = await signIn(simulator, who, origin);
      return { ask: (what, json) => request(what, json, token), projectId, id: userId };
    },
    happen: async (path, facts) => (await request(`POST ${path}`, facts)).status,
    async server(ask, more = {}) {
      const images = await ask('GET /image/v2/images');
      const [image] = (images.body as { images: { id: string }[] }).images;
      const made = await ask('POST /compute/v2.1/servers', {
        server: { name: 's', flavorRef: '1', imageRef: image?.id, networks: 'none', ...more },
      });
      assert.equal(made.status, 202, JSON.stringify(made.body));
      await pass(10_000);
      return (made.body as { server: { id: string } }).server.id;
    },
  };
}

/** A wish for an event alarm that calls `/fault`. */
export const eventAlarm = (event_type: string, demands: Record<string, string>, more = {}) => ({
  name: 'ours',
  type: 'event',
  severity: 'critical',
  alarm_actions: ['http://127.0.0.1:1/fault'],
  event_rule: {
    event_type,
    query: Object.entries(demands).map(([field, value]) => ({
      field: `traits.${field}`,
      op: 'eq',
      type: 'string',
      value,
    })),
  },
  ...more,
});

/** @returns its id */
export async function created(ask: Ask, wish: object): Promise<string> {
  const made = await ask('POST /alarming/v2/alarms', wish);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return (made.body as { alarm_id: string }).alarm_id;
}
