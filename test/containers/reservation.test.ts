/** A real Blazar beside the OpenStack: what the adapter and the features make of it, and the simulator's beside it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { seededPassword } from '../../simulator/identity/seed.ts';
import { listen, type Listening } from '../../simulator/listen.ts';
import { openWorkplace, type Workplace } from './command-line.ts';
import { compareProbes } from './compare-probes.ts';
import { readProbes } from './probe-file.ts';
import { openProbedCloud } from './probed-cloud.ts';
import { type Session, signIn, thingsNamed } from './session.ts';
import { type Zed, zedWithBlazar } from './zed.ts';

const deviations = fileURLToPath(new URL('reservation-deviations.yaml', import.meta.url));

/** In UTC, to the minute. */
const inMinutes = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');

/** What of a reservation service the probes are about, and the times that they name. */
async function knownOf(session: Session): Promise<Record<string, string>> {
  const { hosts } = (await session.ask('reservation', '/os-hosts', 200)) as {
    hosts: { id: string; hypervisor_hostname: string }[];
  };
  const { floatingips } = (await session.ask('reservation', '/floatingips', 200)) as {
    floatingips: { floating_network_id: string }[];
  };
  return {
    host: hosts[0]?.id ?? '',
    'host name': hosts[0]?.hypervisor_hostname ?? '',
    public: floatingips[0]?.floating_network_id ?? '',
    'an hour ago': inMinutes(-60),
    'in an hour': inMinutes(60),
    'in two hours': inMinutes(120),
  };
}

describe('a real Blazar beside OpenStack Zed', () => {
  let cloud: Zed;
  let admin: Session;
  let at: Workplace;

  before(async () => {
    cloud = await zedWithBlazar();
    admin = await signIn(cloud.clouds['openstack-admin']);
    at = openWorkplace(cloud.clouds);
  });
  after(() => {
    at.remove();
  });

  test('run: what of the reservations does not pass is explained, and nothing is left', async () => {
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', at.target, '--reports', 'blazar', '--deviations', deviations],
      ...['--tags', '@needs:reservation', '--parallel', '3'],
    );
    assert.equal(code, 0, stdout + stderr);
    const { run, scenarios, requirements, leaks } = at.result('blazar');
    const strange = scenarios.filter(
      ({ verdict, deviation }) => verdict !== 'pass' && !(verdict === 'fail' && deviation != null),
    );
    assert.deepEqual(strange, []);
    assert.ok(scenarios.length > 40, `only ${String(scenarios.length)} examples`);
    for (const verb of ['create', 'query', 'update', 'terminate']) {
      for (const kind of ['compute', 'network']) {
        for (const point of ['or-vi', 'vi-vnfm']) {
          const id = `${point}/reservation/${verb}-${kind}`;
          const of = scenarios.filter(({ clauses }) => clauses.includes(id));
          assert.ok(
            of.some(({ verdict }) => verdict === 'pass'),
            `nothing of ${id} has passed: ${JSON.stringify(requirements.find((one) => one.id === id))}`,
          );
        }
      }
    }
    assert.deepEqual(leaks, []);
    assert.deepEqual(await thingsNamed(admin, `cft-${run.id}-`), []);
    assert.deepEqual(await admin.ask('reservation', '/leases', 200), { leases: [] });
  });

  describe('the simulator answers as it does', () => {
    let simulator: Listening;
    after(() => simulator.close());

    const probes = readProbes('reservation');
    test(`to ${String(probes.length)} requests`, async () => {
      const run = randomBytes(3).toString('hex');
      const { auth } = cloud.clouds['openstack-admin'];
      const real = openProbedCloud(
        {
          at: {
            identity: new URL(cloud.authUrl).origin,
            reservation: new URL(admin.address('reservation')).origin,
          },
          password: auth.password,
          names: { alt: 'alt_demo' },
          known: await knownOf(admin),
        },
        run,
      );
      // Blazar is that of the release 2026.1, whatever it stands beside.
      simulator = await listen(createSimulator({ release: '2026.1', clock: 'real' }), { port: 0 });
      const itsAdmin = await signIn({
        ...cloud.clouds['openstack-admin'],
        auth: {
          ...auth,
          auth_url: `${simulator.url}/identity/v3`,
          password: seededPassword,
        },
      });
      const seen = openProbedCloud(
        {
          at: {
            identity: `${simulator.url}/identity`,
            reservation: `${simulator.url}/reservation`,
          },
          password: seededPassword,
          names: {},
          known: await knownOf(itsAdmin),
        },
        run,
      );
      assert.deepEqual(await compareProbes(probes, real, seen), []);
    });
  });
});
