/** A real Cyborg beside the OpenStack: what the adapter and the features make of it, and the simulator's beside it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { seededPassword } from '../../simulator/identity/seed.ts';
import { listen, type Listening } from '../../simulator/listen.ts';
import { openWorkplace, type Workplace } from './command-line.ts';
import { compareProbes } from './compare-probes.ts';
import { type ProbedService, probedServices, readProbes } from './probe-file.ts';
import { openProbedCloud } from './probed-cloud.ts';
import { type Session, signIn, thingsNamed } from './session.ts';
import { type Zed, zedWithCyborg } from './zed.ts';

const deviations = fileURLToPath(new URL('cyborg-deviations.yaml', import.meta.url));
/** Its rows: what the adapter declares as not served is not applicable, with its reason. */
const rows = [
  ...['AllocateAccResource', 'ReleaseAccResource', 'QueryAccResource'],
  ...['AccResourcesDiscovery', 'OnloadAccImage'],
];

interface Device {
  readonly uuid: string;
  readonly hostname: string;
  readonly vendor: string;
}
interface Deployable {
  readonly uuid: string;
  readonly name: string;
  readonly rp_uuid: string;
  readonly num_accelerators: number;
}
interface Arq {
  readonly state: string;
}

/** What of an accelerator service the probes are about: an FPGA. */
async function fpgaOf(
  ask: (path: string) => Promise<unknown>,
  imageId: string,
): Promise<Record<string, string>> {
  const { devices } = (await ask('/devices?type=FPGA')) as { devices: Device[] };
  const [device] = devices;
  const { deployables } = (await ask('/deployables')) as { deployables: Deployable[] };
  // In the simulator a host's FPGAs are its first devices that nobody has from the start.
  const own = deployables.filter(
    ({ name, num_accelerators }) =>
      name.startsWith(`${device?.hostname ?? ''}_`) && num_accelerators > 0,
  );
  const [first] = own;
  const { attributes } = (await ask('/attributes')) as { attributes: { uuid: string }[] };
  return {
    device: device?.uuid ?? '',
    host: device?.hostname ?? '',
    vendor: device?.vendor ?? '',
    deployable: first?.uuid ?? '',
    'deployable name': first?.name ?? '',
    provider: first?.rp_uuid ?? '',
    attribute: attributes[0]?.uuid ?? '',
    // A deployable of several is its own neighbour.
    'other provider': ((first?.num_accelerators ?? 0) > 1 ? first : own[1])?.rp_uuid ?? '',
    image: imageId,
  };
}

describe('a real Cyborg beside OpenStack Zed', () => {
  let cloud: Zed;
  let admin: Session;
  let demo: Session;
  let at: Workplace;
  let imageId: string;

  before(async () => {
    cloud = await zedWithCyborg();
    admin = await signIn(cloud.clouds['openstack-admin']);
    demo = await signIn(cloud.clouds['openstack-demo']);
    at = openWorkplace(cloud.clouds);
    const { images } = (await demo.ask('image', '/v2/images?name=cirros', 200)) as {
      images: { id: string }[];
    };
    imageId = images[0]?.id ?? '';
  });
  after(() => {
    at.remove();
  });

  const arqsOf = async (serverId: string): Promise<readonly string[]> => {
    const path = `/accelerator_requests?instance=${serverId}`;
    const { arqs } = (await demo.ask('accelerator', path, 200)) as { arqs: Arq[] };
    return arqs.map(({ state }) => state);
  };

  test('a server is booted with an accelerator, and frees it', async () => {
    const name = `proof-${randomBytes(3).toString('hex')}`;
    const post = (body: unknown) => ({ method: 'POST', body });
    await admin.ask(
      ...(['accelerator', '/device_profiles', 201] as const),
      post([{ name, groups: [{ 'resources:FPGA': '1' }] }]),
    );
    const { flavor } = (await admin.ask(
      ...(['compute', '/flavors', 200] as const),
      post({ flavor: { name, ram: 64, vcpus: 1, disk: 1 } }),
    )) as { flavor: { id: string } };
    const specs = { extra_specs: { 'accel:device_profile': name } };
    await admin.ask('compute', `/flavors/${flavor.id}/os-extra_specs`, 200, post(specs));
    const network = (await demo.ask('network', '/v2.0/networks?name=private', 200)) as {
      networks: { id: string }[];
    };
    const { server } = (await demo.ask(
      ...(['compute', '/servers', 202] as const),
      post({
        server: {
          name,
          flavorRef: flavor.id,
          imageRef: imageId,
          networks: [{ uuid: network.networks[0]?.id }],
        },
      }),
    )) as { server: { id: string } };
    const path = `/servers/${server.id}`;
    let status = '';
    for (let attempt = 0; attempt < 240 && status !== 'ACTIVE'; attempt += 1) {
      const shown = (await demo.ask('compute', path, 200)) as { server: { status: string } };
      ({ status } = shown.server);
      assert.notEqual(status, 'ERROR', JSON.stringify(shown));
      await sleep(500);
    }
    assert.equal(status, 'ACTIVE');
    assert.deepEqual(await arqsOf(server.id), ['Bound']);
    await demo.ask('compute', path, 204, { method: 'DELETE' });
    for (let attempt = 0; attempt < 240; attempt += 1) {
      if ((await arqsOf(server.id)).length === 0) break;
      await sleep(500);
    }
    assert.deepEqual(await arqsOf(server.id), []);
    await admin.ask('compute', `/flavors/${flavor.id}`, 202, { method: 'DELETE' });
    const gone = { method: 'DELETE' };
    await admin.ask('accelerator', `/device_profiles?value=${name}`, 204, gone);
  });

  test('run: what of the rows that it serves does not pass is explained, and nothing is left', async () => {
    const target = at.write('cyborg.yaml', {
      target: 'openstack-zed-with-cyborg',
      vim: { openstack: { cloud: 'openstack-admin' } },
      acceleration: { 'nf-vi': { cyborg: {} } },
    });
    const tags = rows.map((row) => `@clause:${row}`).join(' or ');
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', target, '--reports', 'cyborg', '--deviations', deviations],
      // One worker: of two that choose at the same time, one may see its accelerator under another number.
      ...['--tags', `(${tags}) and not @id:acceleration-discovery-new`],
    );
    assert.equal(code, 0, stdout + stderr);
    const result = at.result('cyborg');
    const strange = result.scenarios.filter(
      ({ verdict, deviation }) =>
        !['pass', 'not-applicable'].includes(verdict) && !(verdict === 'fail' && deviation != null),
    );
    assert.deepEqual(strange, []);
    for (const row of rows) {
      const passed = result.scenarios.filter(
        ({ verdict, clauses }) => verdict === 'pass' && clauses.includes(row),
      );
      assert.ok(passed.length > 0, `nothing of ${row} has passed`);
    }
    assert.deepEqual(result.leaks, []);
    assert.deepEqual(await thingsNamed(admin, `cft-${result.run.id}-`), []);
    const { arqs } = (await admin.ask('accelerator', '/accelerator_requests', 200)) as {
      arqs: unknown[];
    };
    assert.deepEqual(arqs, []);
    const profiles = await admin.ask('accelerator', '/device_profiles', 200);
    assert.deepEqual(profiles, { device_profiles: [] });
  });

  describe('the simulator answers as it does', () => {
    let simulator: Listening;
    after(() => simulator.close());

    const probes = readProbes('accelerator');
    test(`to ${String(probes.length)} requests`, async () => {
      const run = randomBytes(3).toString('hex');
      const services = ['accelerator', 'compute', 'identity'] as const satisfies ProbedService[];
      const { password } = cloud.clouds['openstack-admin'].auth;
      const ofReal = await fpgaOf((path) => admin.ask('accelerator', path, 200), imageId);
      // Until something of a device has changed, it says nothing of when; the simulator's have changed.
      for (const change of ['disable', 'enable']) {
        const path = `/devices/${ofReal['device'] ?? ''}/${change}`;
        await admin.ask('accelerator', path, 204, { method: 'POST' });
      }
      const real = openProbedCloud(
        {
          at: Object.fromEntries(
            services.map((service) => {
              const address =
                service === 'identity' ? cloud.authUrl : admin.address(probedServices[service]);
              return [service, new URL(address).origin];
            }),
          ),
          password,
          names: { alt: 'alt_demo' },
          known: ofReal,
        },
        run,
      );
      // Cyborg is that of the release 2026.1, whatever it stands beside.
      const simulated = createSimulator({ release: '2026.1', clock: 'real' });
      simulator = await listen(simulated, { port: 0 });
      const authUrl = `${simulator.url}/identity/v3`;
      const itsAdmin = await signIn({
        ...cloud.clouds['openstack-admin'],
        auth: {
          ...cloud.clouds['openstack-admin'].auth,
          auth_url: authUrl,
          password: seededPassword,
        },
      });
      const { images } = (await itsAdmin.ask('image', '/v2/images', 200)) as {
        images: { id: string }[];
      };
      const known = await fpgaOf(
        (path) => itsAdmin.ask('accelerator', path, 200),
        images[0]?.id ?? '',
      );
      // The real one's fake driver gives its FPGA this trait.
      await itsAdmin.ask('accelerator', '/attributes', 201, {
        method: 'POST',
        body: { deployable_id: 3, key: 'traits2', value: 'CUSTOM_FAKE_DEVICE' },
      });
      const seen = openProbedCloud(
        {
          at: Object.fromEntries(
            services.map((service) => [service, `${simulator.url}/${service}`]),
          ),
          password: seededPassword,
          names: {},
          known,
        },
        run,
      );
      assert.deepEqual(await compareProbes(probes, real, seen), []);
    });
  });
});
