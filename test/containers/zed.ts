/** One OpenStack Zed for all tests of this folder: a start takes half a minute, so they share it. */
import { after } from 'node:test';
import { startCyborg } from '../../simulator/containers/cyborg/start-cyborg.ts';
import { cloudsOf } from '../../simulator/containers/openstack/clouds.ts';
import {
  type StartedOpenStack,
  startOpenStack,
} from '../../simulator/containers/openstack/start-openstack.ts';

export type Zed = Pick<StartedOpenStack, 'authUrl' | 'clouds'>;

/**
 * For whoever works on these tests: the address of identity of a cloud that runs already
 * (`npm run target:openstack -- --detach`), for example `http://127.0.0.1:5000/v3`.
 */
const running = process.env['NFVI_ZED_AUTH_URL'];

let started: Promise<StartedOpenStack> | undefined;

/** Builds and starts it for the first who asks; it is gone when the last test has ended. */
export async function zed(): Promise<Zed> {
  if (running !== undefined) return { authUrl: running, clouds: cloudsOf(running) };
  started ??= startOpenStack({
    log: (line) => {
      console.error(line);
    },
  });
  return started;
}

let withCyborg: Promise<Zed> | undefined;

/**
 * The same cloud with a Cyborg beside it, which stays as long as the cloud does. One that runs already must have been
 * started with `--cyborg`.
 */
export async function zedWithCyborg(): Promise<Zed> {
  withCyborg ??= zed().then(async (cloud) => {
    if (started !== undefined) {
      await startCyborg(await started, {
        log: (line) => {
          console.error(line);
        },
      });
    }
    return cloud;
  });
  return withCyborg;
}

after(async () => {
  await (await started)?.stop(); // and with it what shares its network
});
