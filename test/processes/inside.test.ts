/** A probe in a process of its own, and a program that is none. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { nameServers, timeServers } from '../../simulator/enabler-services/addresses.ts';
import { listenForMessages } from '../../simulator/enabler-services/listen.ts';
import { zone } from '../../simulator/enabler-services/zone.ts';
import { createEnablerServices } from '../../src/bindings/enabler-services-access.ts';
import { realClock } from '../../src/transport/clock.ts';
import { commandLine } from '../../src/transport/command-line.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createProbe } from '../../src/transport/probe.ts';
import { longestProbeFrame } from '../../src/transport/probe-frames.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { cloud, describeCloud } from '../cli/cloud.ts';
import { program } from '../cli/command.ts';
import { workplace } from '../cli/workplace.ts';

describe('a probe inside', { concurrency: 2, timeout: 120_000 }, () => {
  test('servers are asked by datagrams and over connections', async (t) => {
    const simulator = createSimulator({ clock: 'real' });
    const servers = await listenForMessages(simulator.mailbox, simulator.doors, '127.0.0.1');
    t.after(() => servers.close());
    const now = (all: readonly string[]) => all.map((each) => servers.addresses.get(each) ?? each);
    const common = { log: createExchangeLog(), redactor: createRedactor(), clock: realClock };
    const http = createHttp(common);
    t.after(() => http.close());
    const probe = createProbe(commandLine([process.execPath, program, 'agent'], longestProbeFrame));
    t.after(() => {
      probe.close();
    });
    const services = createEnablerServices({
      ...common,
      http,
      probe,
      addresses: { ntp: now(timeServers), dns: { servers: now(nameServers), zone } },
      stimuli: {},
      silence: 100,
      clockOffset: 1_000,
      random: () => 7n,
    });
    const looks = await services.look();
    assert.deepEqual(
      looks.filter(({ serves }) => !serves),
      [],
    );
    assert.equal(looks.length, 4);
    const answer = await services.names[0]?.ask({ name: `long.${zone}`, type: 'TXT' });
    assert.deepEqual([answer?.over, answer?.answers.length], ['tcp', 60]);
    const best = await services.time[0]?.ask();
    assert.ok(Math.abs(best?.offset ?? 99) <= 2 + (best?.roundTrip ?? 0) / 2, String(best?.offset));
  });

  test('a probe that dies decides nothing, not even where silence is awaited', async (t) => {
    const script =
      `let n = 0; require('node:readline').createInterface(process.stdin).on('line', (line) => {` +
      ` const { id, method } = JSON.parse(line); n += 1; if (n > 4) process.exit(3);` +
      ` console.log(JSON.stringify({ jsonrpc: '2.0', id, result:` +
      ` method === 'hello' ? { version: 'nfvi-probe.v1' } : { peer: '127.0.0.1:9' } })); })`;
    const command = JSON.stringify([process.execPath, '-e', script]);
    const place = workplace(t);
    describeCloud(place, (await cloud(t)).url);
    place.write(
      'target.yaml',
      `target: acme\nvim: { openstack: { cloud: acme } }\n` +
        `enabler-services: { ntp: ['127.0.0.1:9'], inside: { command: ${command} } }\n`,
    );
    const tags = '@id:time-answered or @id:time-silent';
    const run = await place.call('run', '--target', 'target.yaml', '--tags', tags);
    assert.equal(run.code, 5, run.stdout + run.stderr);
    const { scenarios } = place.conformance();
    assert.deepEqual(
      scenarios.map(({ verdict }) => verdict),
      ['inconclusive', 'inconclusive', 'inconclusive'],
    );
    assert.match(
      scenarios[2]?.reason ?? '',
      /the probe inside .*the command ended \(exit code 3\)/,
    );
  });
});
