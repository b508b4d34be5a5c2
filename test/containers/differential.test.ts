/**
 * The same requests to the simulator and to a real OpenStack Zed: status, the headers that matter, keys
 * and types of the body, what errors say; for some the values too. Each exemption carries its reason.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { seededPassword } from '../../simulator/identity/seed.ts';
import { listen, type Listening } from '../../simulator/listen.ts';
import { compareProbes } from './compare-probes.ts';
import { probedServices, type ProbedService, readProbes } from './probe-file.ts';
import { openProbedCloud } from './probed-cloud.ts';
import { signIn } from './session.ts';
import { zed } from './zed.ts';

/** But for what stands beside the cloud: cyborg.test.ts, reservation.test.ts. */
const services = (Object.keys(probedServices) as ProbedService[]).filter(
  (service) => service !== 'accelerator' && service !== 'reservation',
);
const typeOf = (service: ProbedService) => probedServices[service];

describe('the simulator answers as OpenStack Zed does', () => {
  const run = randomBytes(3).toString('hex');
  let simulator: Listening;
  let askReal: ReturnType<typeof openProbedCloud>;
  let askSimulator: ReturnType<typeof openProbedCloud>;

  before(async () => {
    const { authUrl, clouds } = await zed();
    const admin = await signIn(clouds['openstack-admin']);
    askReal = openProbedCloud(
      {
        at: Object.fromEntries(
          services.map((service) => {
            const address = service === 'identity' ? authUrl : admin.address(typeOf(service));
            return [service, new URL(address).origin];
          }),
        ),
        password: clouds['openstack-admin'].auth.password,
        names: { alt: 'alt_demo' },
      },
      run,
    );
    simulator = await listen(createSimulator({ release: 'zed', clock: 'real' }), { port: 0 });
    askSimulator = openProbedCloud(
      {
        at: Object.fromEntries(services.map((service) => [service, `${simulator.url}/${service}`])),
        password: seededPassword,
        names: {},
      },
      run,
    );
  });
  after(() => simulator.close());

  for (const service of services) {
    const probes = readProbes(service);
    if (probes.length === 0) continue;
    test(`to ${String(probes.length)} requests to ${service}`, async () => {
      const wrong = await compareProbes(probes, askReal, askSimulator);
      assert.deepEqual(wrong, []);
    });
  }
});
