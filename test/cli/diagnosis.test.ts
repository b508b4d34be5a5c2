import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import type { Fetch } from '../../simulator/defects/defect.ts';
import { createAcceleration } from '../../src/bindings/acceleration-access.ts';
import { createEnablerServices } from '../../src/bindings/enabler-services-access.ts';
import { createHardware } from '../../src/bindings/hardware-access.ts';
import { createLoadBalancerTraffic } from '../../src/bindings/load-balancer-traffic.ts';
import { createPolicies } from '../../src/bindings/policy-access.ts';
import { createMonitoring } from '../../src/bindings/monitoring-access.ts';
import { createOpenStack } from '../../src/bindings/openstack.ts';
import type { OpenTarget } from '../../src/cli/connect.ts';
import { diagnose } from '../../src/cli/doctor.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createHearing } from '../../src/bindings/hearing.ts';
import { createSink } from '../../src/transport/sink.ts';

/** The simulator behind something that changes its answers. */
function wrapped(wrap: (next: Fetch) => Fetch): OpenTarget {
  const simulator = createSimulator();
  const { clock } = simulator;
  const [log, redactor] = [createExchangeLog(), createRedactor()];
  const http = createHttp({
    log,
    redactor,
    clock,
    fetch: wrap(async (request) => simulator.fetch(request)),
  });
  const newPassword = () => 'not needed here';
  const vim = createOpenStack({
    http,
    endpoints: { interface: 'public', overrides: {} },
    choices: {},
    newPassword,
  });
  const close = () => http.close();
  const { region: _region, ...target } = simulatorTarget;
  const where = { listen: '127.0.0.1:0' };
  const sink = createSink({ where, log, redactor, clock, them: 'NFVI', inProcess: true });
  const acceleration = createAcceleration({
    attachments: [],
    sink,
    stimuli: {},
    silence: 0,
    http,
    log,
    redactor,
    clock,
  });
  const enablerServices = createEnablerServices({
    addresses: {},
    stimuli: {},
    silence: 0,
    clockOffset: 0,
    random: () => 1n,
    http,
    log,
    redactor,
    clock,
  });
  const hardware = createHardware({
    disposable: [],
    deadline: 0,
    stimuli: {},
    sink,
    http,
    clock,
  });
  const monitoring = createMonitoring({ sink, stimuli: {}, http, silence: 0 });
  return {
    target,
    vim,
    cleaner: vim,
    monitoring,
    acceleration,
    enablerServices,
    hardware,
    policies: createPolicies({ sink }),
    traffic: createLoadBalancerTraffic({ place: {}, log, redactor, clock }),
    sink,
    hearing: createHearing(sink),
    clock,
    log,
    redactor,
    newPassword,
    close,
  };
}

const changing =
  (path: RegExp, change: (body: Record<string, unknown>, token: string | null) => unknown) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const answer = await next(request);
    if (!path.test(new URL(request.url).pathname) || !answer.ok) return answer;
    const body = (await answer.json()) as Record<string, unknown>;
    const token = request.headers.get('x-auth-token');
    return Response.json(change(body, token), { status: answer.status, headers: answer.headers });
  };

test('what a service says of itself is told without the token that it repeats', async () => {
  let sent = '';
  const open = wrapped(
    changing(/\/compute\/v2\.1\/?$/, (body, token) => {
      sent = token ?? '';
      return { version: { ...(body['version'] as object), version: `2.1 for ${sent}` } };
    }),
  );
  const lines: string[] = [];
  const { fingerprint } = await diagnose(open, (line) => lines.push(line));
  assert.ok(sent.length > 20);
  assert.match(fingerprint['compute'] ?? '', /<redacted>/);
  assert.ok(!JSON.stringify([fingerprint, lines]).includes(sent));
});

test('several regions, of which none was chosen, are told', async () => {
  interface Listed {
    readonly endpoints: readonly object[];
  }
  const elsewhere = ({ endpoints }: Listed) =>
    endpoints.map((one) => ({ ...one, region: 'Two', region_id: 'Two' }));
  const open = wrapped(
    changing(/\/auth\/tokens$/, (body) => {
      const token = body['token'] as { catalog: readonly Listed[] };
      const catalog = token.catalog.map((entry) => ({
        ...entry,
        endpoints: [...entry.endpoints, ...elsewhere(entry)],
      }));
      return { token: { ...token, catalog } };
    }),
  );
  const { warnings } = await diagnose(open, () => undefined);
  assert.match(warnings.join('\n'), /regions RegionOne, Two, and none was chosen.*region_name/);
});

test('alarms are counted, and where they will call back is told; what does not answer is a warning', async () => {
  const lines: string[] = [];
  const { warnings } = await diagnose(
    wrapped((next) => next),
    (line) => lines.push(line),
  );
  assert.ok(lines.includes('there are 0 alarms'));
  assert.ok(lines.includes('the target is told to call back at http://callbacks.test'));
  assert.deepEqual(warnings, []);
  const silent = wrapped((next) => async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === '/alarming/v2/alarms' ? new Response('', { status: 500 }) : next(request);
  });
  const { warnings: told } = await diagnose(silent, () => undefined);
  assert.match(told.join('\n'), /lists alarming, but alarms cannot be listed/);
});

test('what extends the network is found, none where it refuses to say, and what is needed where it fails to', async () => {
  const { extensions } = await diagnose(
    wrapped((next) => next),
    () => undefined,
  );
  assert.ok(extensions.includes('network/sfc'));
  const path = /\/network\/v2\.0\/extensions$/;
  const open = wrapped(changing(path, () => ({ extensions: 'many' })));
  const odd = await diagnose(open, () => undefined);
  assert.deepEqual(odd.extensions, ['network/sfc']);
  assert.match(odd.warnings.join(), /the network service does not tell its extensions: /);
  const refusing = wrapped(
    (next) => async (request) =>
      path.test(new URL(request.url).pathname)
        ? Response.json(
            { NeutronError: { type: 'Forbidden', message: 'no', detail: '' } },
            { status: 403 },
          )
        : next(request),
  );
  const silent = await diagnose(refusing, () => undefined);
  assert.deepEqual([silent.extensions, silent.warnings], [[], []]);
});
