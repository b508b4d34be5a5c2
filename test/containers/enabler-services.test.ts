/** The features of enabler services and real servers: what is right passes, and what is wrong is named. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type StartedEnablerServices,
  startEnablerServices,
} from '../../simulator/containers/enabler-services/start-enabler-services.ts';
import { isLeft, label, setsOf, sweep } from '../../simulator/containers/enabler-services/sweep.ts';
import { containerEngine } from '../../simulator/containers/engine.ts';
import type { Play } from '../../src/cli/connect.ts';
import type { Beside } from '../../src/cli/with-servers.ts';
import { runWith } from '../sensitivity/run-with.ts';
import { openWorkplace, type Result, type Workplace } from './command-line.ts';

/** How many containers of servers a process has. */
async function containersOf(pid: number | undefined): Promise<number> {
  const { container } = await containerEngine();
  const all = await container.dockerode.listContainers({ all: true, filters: { label: [label] } });
  return all.filter(({ Labels }) => Labels[label]?.startsWith(setsOf(pid ?? 0)) === true).length;
}

const verdictsOf = ({ scenarios }: Result) =>
  Object.fromEntries(scenarios.map(({ id, verdict }) => [id, verdict]));

// They wait more than they work.
describe('the command line and real servers', { concurrency: 3 }, () => {
  let at: Workplace;
  before(() => {
    at = openWorkplace({});
  });
  after(() => {
    at.remove();
  });

  /** Why an example may be not applicable on real servers. */
  const reasons: Readonly<Record<string, RegExp>> = {
    // Kea sends what it says to who has an address to that address, and that way is not ours.
    'address-information': /^nothing came: servers answer who has an address at that address/,
    'address-port': /^not claimed: the servers are not part of the simulated cloud$/,
  };
  for (const service of ['ntp', 'dns', 'dhcp']) {
    test(`run: examples of ${service} pass on real servers as on the simulated ones`, async () => {
      const tags = ['--tags', `@needs:${service}`];
      const run = async (kind: string): Promise<Result> => {
        const reports = `${service}${kind}`;
        const { code, stdout, stderr } = await at.run('run', kind, ...tags, '--reports', reports);
        assert.equal(code, 0, stdout + stderr);
        return at.result(reports);
      };
      const simulated = verdictsOf(await run('--simulator'));
      assert.deepEqual(new Set(Object.values(simulated)), new Set(['pass']));
      const { scenarios, leaks } = await run('--containers');
      assert.deepEqual(scenarios.map(({ id }) => id).sort(), Object.keys(simulated).sort());
      const strange = scenarios.filter(
        ({ id, verdict, reason }) =>
          verdict !== 'pass' &&
          !(verdict === 'not-applicable' && reasons[id]?.test(reason ?? '') === true),
      );
      assert.deepEqual(strange, []);
      assert.deepEqual(leaks, []);
    });
  }

  /** @returns what the command line says when a run with containers is ended by these signals */
  const endedBy = async (when: RegExp, signals: readonly NodeJS.Signals[]) => {
    const tags = '@id:time-answered or @id:time-agreed';
    const run = at.start('run', '--containers', '--tags', tags, '--reports', signals.join('-'));
    let said = '';
    const seen = new Promise<void>((resolve) => {
      for (const stream of [run.stdout, run.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (when.test(said)) resolve();
        });
      }
    });
    const exit = once(run, 'exit');
    await Promise.race([seen, exit]);
    await sleep(500);
    for (const signal of signals) {
      run.kill(signal);
      await sleep(50);
    }
    const [code] = (await exit) as [number | null];
    return { code, pid: run.pid, said };
  };
  const gone = async (pid: number | undefined): Promise<void> => {
    for (let tries = 0; tries < 50 && (await containersOf(pid)) > 0; tries += 1) await sleep(200);
    assert.equal(await containersOf(pid), 0);
  };

  test('Ctrl-C while they start: nothing stays', async () => {
    const { code, pid, said } = await endedBy(/starting/, ['SIGINT']);
    assert.equal(code, 5, said);
    assert.equal(await containersOf(pid), 0);
  });
  test('Ctrl-C during the run: nothing stays', async () => {
    const { code, pid, said } = await endedBy(/1\/2/, ['SIGINT']);
    assert.equal(code, 5, said);
    assert.equal(await containersOf(pid), 0);
  });
  test('Ctrl-C twice: another process removes them', async () => {
    const { code, pid, said } = await endedBy(/1\/2/, ['SIGINT', 'SIGINT']);
    assert.equal(code, 5, said);
    assert.match(said, /Stopped at once/);
    await gone(pid);
  });
  test('what a killed process has left is swept by the next', async () => {
    const { pid } = await endedBy(/1\/2/, ['SIGKILL']);
    assert.ok((await containersOf(pid)) > 0);
    await sweep(isLeft);
    assert.equal(await containersOf(pid), 0);
  });

  test('without a container engine it says so in one sentence, and exits with 2', async () => {
    // Where testcontainers looks for one, there is none.
    const hidden = `import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { existsSync } = fs;
      fs.existsSync = (path) => !String(path).endsWith('.sock') && existsSync(path);
      syncBuiltinESMExports();`;
    const without = openWorkplace(
      {},
      {
        DOCKER_HOST: 'unix:///nowhere.sock',
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hidden)}`,
      },
    );
    const { code, stdout, stderr } = await without.run('run', '--containers');
    without.remove();
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      'nfvi-conformance: --containers: No container engine answers: start Docker, point DOCKER_HOST at one, or run .ci/engine as root.\n',
    );
  });
});

/** @param fails by example, what its failure must say */
async function mustFail(
  play: Play,
  fails: Readonly<Record<string, RegExp>>,
  passes: readonly string[],
): Promise<void> {
  const ids = [...Object.keys(fails), ...passes];
  const { scenarios } = await runWith(play, { tags: ids.map((id) => `@id:${id}`).join(' or ') });
  assert.ok(scenarios.length >= ids.length);
  for (const { id, verdict, explanation } of scenarios) {
    const tells = Object.entries(fails).find(([each]) => id.startsWith(each))?.[1];
    const message = explanation?.message ?? '';
    assert.equal(verdict, tells === undefined ? 'pass' : 'fail', `${id}: ${message}`);
    if (tells !== undefined) assert.match(message, tells);
  }
}

describe('a real server that is wrong on purpose fails the example that is about it', () => {
  let wrong: StartedEnablerServices;
  before(async () => {
    wrong = await startEnablerServices({
      ntp: [
        { program: 'chrony', fault: 'not-synchronised' },
        { program: 'chrony', fault: 'hour-behind' },
        { program: 'ntpsec', fault: 'contradicts-itself' },
      ],
      dns: [
        { program: 'bind', fault: 'lame' },
        { program: 'bind', fault: 'missing-ptr' },
        { program: 'unbound', fault: 'hijacks' },
      ],
    });
  });
  after(() => wrong.stop());

  /** One of the servers alone. */
  const only = (service: 'ntp' | 'dns', n: number): Beside => {
    const { services, stimuli } = wrong.description;
    const ntp = services.ntp?.slice(n, n + 1) ?? [];
    if (service === 'ntp') return { services: { ntp }, stimuli };
    assert.ok(services.dns);
    const servers = services.dns.servers.slice(n, n + 1);
    return { services: { dns: { ...services.dns, servers } }, stimuli };
  };

  const cases = [
    {
      name: 'chrony that is not synchronised',
      server: ['ntp', 0],
      fails: { 'time-synchronised': /it is not synchronised: its leap indicator is 3/ },
      passes: 'time-answered',
    },
    {
      name: 'chrony that is an hour behind',
      server: ['ntp', 1],
      fails: { 'time-accurate': /it is (3600|3599)\.\d{3} s behind/ },
      passes: 'time-synchronised',
    },
    {
      name: 'NTPsec that contradicts itself',
      server: ['ntp', 2],
      fails: { 'time-answered': /it says that it sent it (3600|3599)\.\d{3} s before/ },
      passes: 'time-synchronised',
    },
    {
      name: 'BIND that is lame',
      server: ['dns', 0],
      fails: { 'names-service': /SRV of _sip\._udp\.cloud\.test from .* it answers REFUSED/s },
      passes: 'names-reverse',
    },
    {
      name: 'BIND with a missing PTR',
      server: ['dns', 1],
      fails: { 'names-reverse': /PTR of \S+ from .* it answers NXDOMAIN/s },
      passes: 'names-service',
    },
    {
      name: 'unbound that hijacks',
      server: ['dns', 2],
      fails: { 'names-absent': /NXDOMAIN for no-such-name\.cloud\.test A from .* NOERROR/s },
      passes: 'names-recursion',
    },
  ] as const;
  for (const { name, server, fails, passes } of cases) {
    test(name, async () => {
      const [service, n] = server;
      await mustFail({ beside: only(service, n) }, fails, [passes]);
    });
  }

  const address = [
    {
      fault: 'exhausted',
      fails: {
        'address-at-once': /an offer for \S+, too \(addresses given before: 1\).*it is silent/s,
      },
    },
    {
      fault: 'never-refuses',
      fails: { 'address-refused': /to be told that it cannot have \S+, .*it is silent/s },
    },
  ] as const;
  for (const { fault, fails } of address) {
    test(`Kea: ${fault}`, async () => {
      await using kea = await startEnablerServices({ dhcp: { program: 'kea', fault } });
      await mustFail({ beside: kea.description }, fails, ['address-lease']);
    });
  }
});

test('dnsmasq, which answers relay agents at their own port, passes but for one example', async () => {
  await using dnsmasq = await startEnablerServices({ dhcp: { program: 'dnsmasq' } });
  const { scenarios } = await runWith(
    { beside: dnsmasq.description },
    { tags: '@needs:dhcp and not @id:address-network and not @id:address-port' },
  );
  assert.ok(scenarios.length > 10);
  // What a client declines it offers to nobody of itself, but to who asks for it: it relies on looking whether an address is in
  // use (RFC 2131 §3.1 wants it marked), which is left out here, since nobody has any of the addresses.
  assert.deepEqual(
    scenarios.flatMap(({ id, verdict }) => (verdict === 'pass' ? [] : [`${id}: ${verdict}`])),
    ['address-declined: fail'],
  );
});
