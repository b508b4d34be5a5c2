/** Hardware that others wrote and judge: DMTF's validators, libvirt, and a Redfish emulator on it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { parse } from 'yaml';
import { accounts, cloudsYaml } from '../../simulator/clouds-yaml.ts';
import {
  type StartedHardware,
  startHardware,
  validate,
} from '../../simulator/containers/redfish/start-hardware.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { answerMethod, listen, type Listening } from '../../simulator/listen.ts';
import { openWorkplace, type Workplace } from './command-line.ts';

const log = (line: string): void => {
  console.log(line);
};
const certificate = (name: string): string =>
  readFileSync(new URL(`../transport/certificates/${name}`, import.meta.url), 'utf8');

/**
 * Rules of the protocol validator that it cannot try here: what the service does not have (discovery by multicast,
 * streams of events, certificates to replace), and what would need an answer that never comes.
 */
const untested = [
  /^SERV_SSDP_/,
  /^SERV_SSE_/,
  /^SEC_DEFAULT_CERT_REPLACE$/,
  /^SEC_SESSION_TERMINATION_SIDE_EFFECTS$/, // of streams of events
  /^PROTO_REDIRECT_ENFORCES_TARGET_PRIVS$/, // nothing redirects
  /^RESP_STATUS_INTERNAL_SERVER_ERROR$/, // there was none
  /^REQ_DATA_MOD_ERRORS$/, // of the requests that it chose none failed so
];

test('DMTF’s validators find nothing wrong with the simulated hardware', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hardware-'));
  const simulator = createSimulator({ clock: 'real' });
  const listener = getRequestListener((request) => simulator.fetch(request.clone()), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    { key: certificate('loopback.key'), cert: certificate('loopback.pem') },
    (request, response) => void listener(request, response),
  );
  server.on('clientError', answerMethod);
  await new Promise<void>((resolve) => server.listen(join(folder, 'service'), resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'ca.pem'), certificate('ca.pem'));
  const account = { name: 'admin', password: accounts.admin.password };
  const findings = await validate(folder, account, log);
  for (const [name, { totals, failed }] of Object.entries(findings)) {
    assert.deepEqual(failed, [], name);
    const [passed = 0, , failures] = totals ?? [];
    log(`${name}: ${JSON.stringify(totals)}`);
    assert.ok(passed > 40 && failures === 0, `${name}: ${JSON.stringify(totals)}`);
  }
  const strange = findings.protocol.untested.filter(
    (rule) => !untested.some((known) => known.test(rule)),
  );
  assert.deepEqual(strange, []);
});

describe('libvirt and a Redfish emulator on it', () => {
  const deviations = fileURLToPath(new URL('hardware-deviations.yaml', import.meta.url));
  let hardware: StartedHardware;
  let vim: Listening;
  let at: Workplace;

  before(async () => {
    hardware = await startHardware(log);
    const simulator = createSimulator({ clock: 'real' });
    vim = await listen({ fetch: async (request) => simulator.fetch(request) }, { port: 0 });
    const { clouds } = parse(cloudsYaml(vim.url, 'vim')) as { clouds: Record<string, unknown> };
    at = openWorkplace(clouds);
  });
  after(async () => {
    at.remove();
    await vim.close();
    await hardware.stop();
  });

  test('the features find what is wrong with them, and nothing else', async () => {
    const target = at.write('hardware.yaml', {
      target: 'hardware-container',
      vim: { openstack: { cloud: 'vim' } },
      hardware: hardware.hardware,
      disposable: { systems: [hardware.disposable] },
    });
    const doctor = await at.run('doctor', '--target', target);
    assert.match(doctor.stdout, /ok {7}the hardware at .* answers: 3 machines/, doctor.stderr);
    assert.match(doctor.stdout, /ok {7}the host answers: 16 CPUs, 3 GiB/);
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', target, '--tags', '@interface:vi-ha', '--deviations', deviations],
    );
    const { scenarios, leaks } = at.result('reports');
    const strange = scenarios.filter(
      ({ verdict, deviation }) =>
        verdict !== 'pass' &&
        verdict !== 'not-applicable' &&
        !(verdict === 'fail' && deviation != null),
    );
    assert.deepEqual(strange, [], stdout + stderr);
    assert.deepEqual(leaks, []);
    const passed = scenarios.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    for (const part of ['execution-environment-defined', 'execution-environment-state/4']) {
      assert.ok(passed.includes(part), part);
    }
    assert.equal(code, 0, stdout + stderr);
  });
});
