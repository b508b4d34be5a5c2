/** A whole simulator as its administrator and a tenant ask it about resources. */
import assert from 'node:assert/strict';
import { createSimulator, type SimulatorOptions } from '../../../simulator/create-simulator.ts';
import { signIn } from '../signed-in.ts';

const origin = 'http://cloud.test';
/** A microversion of each service that the tests speak. */
const versions = 'placement 1.39, compute 2.87';

export interface Asked {
  readonly as?: 'admin' | 'demo';
  readonly at?: string;
}

export async function cloud(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const people = { admin: await signIn(simulator, 'admin'), demo: await signIn(simulator, 'demo') };
  const { clock } = simulator;
  assert.ok(clock.kind === 'virtual');

  const send = async (
    what: string,
    body?: unknown,
    { as = 'admin', at = versions }: Asked = {},
  ) => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await simulator.fetch(
      new Request(origin + path, {
        method,
        headers: {
          accept: 'application/json',
          'x-auth-token': people[as].token,
          'openstack-api-version': at,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers };
  };
  /** @throws AssertionError unless it succeeds */
  const ask = async <T>(what: string, body?: unknown, asked?: Asked): Promise<T> => {
    const { status, text } = await send(what, body, asked);
    assert.ok(status < 300, `${what}: ${String(status)} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  /** Status and code of a refusal. */
  const refusal = async (what: string, body?: unknown, asked?: Asked) => {
    const { status, text } = await send(what, body, asked);
    const { errors } = JSON.parse(text) as { errors: { code?: string; detail: string }[] };
    return [status, errors[0]?.code] as const;
  };

  const hosts = async () =>
    (
      await ask<{
        hypervisors: {
          id: string;
          hypervisor_hostname: string;
          vcpus_used: number;
          memory_mb_used: number;
        }[];
      }>('GET /compute/v2.1/os-hypervisors/detail')
    ).hypervisors;
  const used = async (id: string) =>
    (
      await ask<{ usages: Record<string, number> }>(
        `GET /placement/resource_providers/${id}/usages`,
      )
    ).usages;
  const generation = async (id: string) =>
    (await ask<{ generation: number }>(`GET /placement/resource_providers/${id}`)).generation;

  /** Makes a server and waits until it is there, or is not. @returns its id */
  const boot = async (flavorRef = '1', more: object = {}, as: 'admin' | 'demo' = 'demo') => {
    const { images } = await ask<{ images: { id: string }[] }>('GET /image/v2/images');
    const server = { name: 's', flavorRef, imageRef: images[0]?.id, networks: 'none', ...more };
    const made = await ask<{ server: { id: string } }>(
      'POST /compute/v2.1/servers',
      { server },
      { as },
    );
    clock.advance(10_000);
    return made.server.id;
  };
  const serverState = async (id: string) => {
    const { server } = await ask<{
      server: { status: string; 'OS-EXT-SRV-ATTR:host': string | null };
    }>(`GET /compute/v2.1/servers/${id}`);
    return [server.status, server['OS-EXT-SRV-ATTR:host']] as const;
  };
  return {
    simulator,
    people,
    clock,
    send,
    ask,
    refusal,
    hosts,
    used,
    generation,
    boot,
    serverState,
  };
}
