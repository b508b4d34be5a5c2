import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claiming } from '../../src/cli/connect.ts';
import { meets, needsMet } from '../../src/cli/meets.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';

test('a service is met by the catalogue of the target', () => {
  assert.deepEqual(meets(simulatorTarget, ['reservation'], 'reservation'), { met: true });
  assert.deepEqual(meets(simulatorTarget, ['compute'], 'reservation'), {
    met: false,
    reason: 'the service catalogue lists no reservation',
  });
});

test('an extension of the network is met where the network has it', () => {
  assert.deepEqual(meets(simulatorTarget, ['network', 'network/sfc'], 'service-chaining'), {
    met: true,
  });
  assert.deepEqual(meets(simulatorTarget, ['network', 'sfc', 'network/qos'], 'service-chaining'), {
    met: false,
    reason: 'the network service has no extension sfc',
  });
});

test('a capability that only a claim can tell is not met without it', () => {
  assert.match(
    JSON.stringify(meets(simulatorTarget, [], 'capacity-parameters')),
    /"not claimed: A virtual compute can be launched by its capacity/,
  );
});

test('a claim goes before what was found, either way, with its reason', () => {
  const claims = {
    reservation: { supported: false, reason: 'not for sale' },
    'capacity-parameters': { supported: true, reason: 'bare metal by the core' },
  };
  const target = { ...simulatorTarget, claims };
  assert.deepEqual(meets(target, ['reservation'], 'reservation'), {
    met: false,
    reason: 'not claimed: not for sale',
  });
  assert.deepEqual(needsMet(target, ['reservation', 'metric']).toSorted(), [
    'acceleration',
    'acceleration-management',
    'capacity-parameters',
    'dhcp',
    'dhcp-v6',
    'dns',
    'execution-environment',
    'hardware-management',
    'load-balancer-tls',
    'load-balancer-traffic',
    'load-balancing',
    'metrics',
    'ntp',
    'ntp-authentication',
    'ntp-network-time-security',
    'policy',
  ]);
});

test('an endpoint is met by its key in the target file', () => {
  const target = { ...simulatorTarget, keys: ['enabler-services', 'enabler-services.ntp'] };
  const met = needsMet(target, []);
  assert.ok(met.length >= 1, met.join(', '));
  assert.deepEqual(needsMet({ ...simulatorTarget, keys: [], claims: {} }, []), []);
  assert.deepEqual(needsMet(simulatorTarget, []), [
    'policy',
    'hardware-management',
    'execution-environment',
    'machine-start',
    'acceleration',
    'acceleration-management',
    'ntp',
    'ntp-authentication',
    'ntp-network-time-security',
    'dhcp',
    'dhcp-v6',
    'dhcp-port-addresses',
    'dns',
    'dns-recursion',
    'dns-instance-names',
    'load-balancing',
    'load-balancer-traffic',
    'load-balancer-rules',
    'load-balancer-tls',
  ]);
});

test('the simulator claims what it is made to play, also by a defect of it, and no other target does', () => {
  const played = (defect: string, target = simulatorTarget) =>
    needsMet(claiming(target, { defects: [defect] }), []);
  const plain = needsMet(simulatorTarget, []);
  const restricted = ['restricted-security-groups', ...plain];
  assert.deepEqual(played('restricted-security-groups'), restricted);
  assert.deepEqual(played('security-group-create-unrestricted'), restricted);
  assert.deepEqual(played('pretty-json'), plain);
  const cloud = { ...simulatorTarget, kind: 'openstack' as const };
  assert.deepEqual(played('restricted-security-groups', cloud), plain);
});
