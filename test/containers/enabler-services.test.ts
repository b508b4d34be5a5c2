/** The features of enabler services and real servers: what is right passes, and what is wrong is named. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  type StartedEnablerServices,
  startEnablerServices,
} from '../../simulator/containers/enabler-services/start-enabler-services.ts';
import type { Play } from '../../src/cli/connect.ts';
import type { Beside } from '../../src/cli/with-servers.ts';
import { runWith } from '../sensitivity/run-with.ts';
import { openWorkplace, type Result, type Workplace } from './command-line.ts';

/** What servers of a run have written last. */
function logsIn(run: string): string {
  const logs = globSync(join(run, 'containers', '*.log'));
  return logs.map((log) => `\n${log}\n${readFileSync(log, 'utf8').slice(-3000)}`).join('');
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
    'names-instance': /^not claimed: the servers are not part of the simulated cloud$/,
    // Kea sends what it says to who has an address to that address, and that way is not ours.
    'address-information': /^nothing came: servers answer who has an address at that address/,
    'address-port': /^not claimed: the servers are not part of the simulated cloud$/,
  };
  const isKnown = (id: string, reason: string): boolean =>
    Object.entries(reasons).some(([start, known]) => id.startsWith(start) && known.test(reason));
  for (const service of ['ntp', 'dns', 'dhcp', 'dhcp-v6', 'load-balancing']) {
    test(`run: examples of ${service} pass on real servers as on the simulated ones`, async () => {
      const tags = ['--tags', `@needs:${service}`];
      const run = async (kind: string): Promise<Result> => {
        const reports = `${service}${kind}`;
        const { code, stdout, stderr } = await at.run('run', kind, ...tags, '--reports', reports);
        assert.equal(code, 0, stdout + stderr + logsIn(join(at.folder, reports, 'latest')));
        return at.result(reports);
      };
      const simulated = verdictsOf(await run('--simulator'));
      assert.deepEqual(new Set(Object.values(simulated)), new Set(['pass']));
      const { scenarios, leaks } = await run('--containers');
      assert.deepEqual(scenarios.map(({ id }) => id).sort(), Object.keys(simulated).sort());
      const strange = scenarios.filter(
        ({ id, verdict, reason }) =>
          verdict !== 'pass' && !(verdict === 'not-applicable' && isKnown(id, reason ?? '')),
      );
      assert.deepEqual(strange, []);
      assert.deepEqual(leaks, []);
    });
  }
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
  test('Kea of IPv6: exhausted', async () => {
    await using kea = await startEnablerServices({
      'dhcp-v6': { program: 'kea6', fault: 'exhausted' },
    });
    const fails = { 'address-v6-back': /refused as invalid .*NoAddrsAvail/ };
    await mustFail({ beside: kea.description }, fails, ['address-v6-lease']);
  });
});

test('HAProxy with a dead member: nothing comes from it', async () => {
  await using balanced = await startEnablerServices({
    lbaas: {
      balancers: 1,
      // To us it says who it is; the load balancer it does not let in.
      members: [{ program: 'member', fault: 'dead' }, { program: 'member' }],
    },
  });
  const { services } = balanced.description;
  const [dead = ''] = services['load-balancer']?.members ?? [];
  // Whether HAProxy tries another member depends on when it hears that this one hangs up.
  const sentence = new RegExp(
    `one was not: status 50[23]; nothing came from ${dead}|${dead} to get 3 requests\n.*${dead} 0,`,
  );
  await mustFail({ beside: balanced.description }, { 'load-balancer-round-robin': sentence }, [
    // Whoever checks its members finds out.
    'load-balancer-ill',
    'load-balancer-create',
  ]);
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
