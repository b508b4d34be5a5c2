/** One OpenStack Zed for all tests of this folder: a start takes half a minute, so they share it. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { blazar } from '../../simulator/containers/blazar/blazar.ts';
import { cyborg } from '../../simulator/containers/cyborg/cyborg.ts';
import { containerAt, gatewayOf } from '../../simulator/containers/engine.ts';
import { cloudsOf } from '../../simulator/containers/openstack/clouds.ts';
import {
  removeOwn,
  type StartedOpenStack,
  startOpenStack,
} from '../../simulator/containers/openstack/start-openstack.ts';
import { type Neighbour, startNeighbour } from '../../simulator/containers/start-neighbour.ts';

export type Zed = Pick<StartedOpenStack, 'authUrl' | 'clouds' | 'gateway'>;

/**
 * For whoever works on these tests: the address of identity of a cloud that runs already
 * (`npm run target:openstack -- --detach`), for example `http://127.0.0.1:5000/v3`.
 */
const running = process.env['NFVI_ZED_AUTH_URL'];

let started: Promise<StartedOpenStack> | undefined;

const log = (line: string): void => {
  console.error(line);
};

/** Builds and starts it for the first who asks; it is gone when the last test has ended. */
export async function zed(): Promise<Zed> {
  if (running !== undefined) {
    const id = await containerAt(Number(new URL(running).port));
    assert.ok(id, `${running} is of no container of this machine`);
    return { authUrl: running, clouds: cloudsOf(running), gateway: await gatewayOf(id) };
  }
  started ??= startOpenStack({ log });
  return started;
}

const beside = new Map<Neighbour, Promise<unknown>>();

/** The same cloud with a service beside it, once for all who ask; it stays as long as the cloud does. */
async function zedWith(neighbour: Neighbour): Promise<Zed> {
  const cloud = await zed();
  if (started === undefined) return cloud;
  const start = beside.get(neighbour) ?? startNeighbour(neighbour, await started, { log });
  beside.set(neighbour, start);
  await start;
  return cloud;
}

/** With a Cyborg. One that runs already must have been started with `--cyborg`. */
export const zedWithCyborg = (): Promise<Zed> => zedWith(cyborg);

/** With a Blazar, which has its host. One that runs already must have been started with `--blazar`. */
export const zedWithBlazar = (): Promise<Zed> => zedWith(blazar);

after(async () => {
  // By their labels, since what stands beside the cloud outlasts it otherwise.
  if (started !== undefined) await removeOwn();
});
