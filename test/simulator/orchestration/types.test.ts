import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stackResourcesAnswer } from '../../../src/contract/orchestration/resource.ts';
import { hot, orchestrationCloud } from './cloud.ts';

const ref = (name: string) => ({ get_resource: name });
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC x';

const landscape = hot({
  resources: {
    key: { type: 'OS::Nova::KeyPair', properties: { name: 'k', public_key: key } },
    net: { type: 'OS::Neutron::Net' },
    subnet: {
      type: 'OS::Neutron::Subnet',
      properties: {
        network: ref('net'),
        cidr: '10.8.0.0/24',
        allocation_pools: [{ start: '10.8.0.10', end: '10.8.0.99' }],
      },
    },
    router: {
      type: 'OS::Neutron::Router',
      properties: { external_gateway_info: { network: 'public' } },
    },
    leg: {
      type: 'OS::Neutron::RouterInterface',
      properties: { router: ref('router'), subnet: ref('subnet') },
    },
    group: {
      type: 'OS::Neutron::SecurityGroup',
      properties: {
        rules: [
          { protocol: 'tcp', port_range_min: 22, port_range_max: 22 },
          { remote_mode: 'remote_group_id' },
        ],
      },
    },
    port: {
      type: 'OS::Neutron::Port',
      properties: {
        network: ref('net'),
        fixed_ips: [{ subnet: ref('subnet') }],
        security_groups: [ref('group')],
      },
    },
    address: {
      type: 'OS::Neutron::FloatingIP',
      properties: { floating_network: 'public', port_id: ref('port') },
      depends_on: 'leg',
    },
    near: {
      type: 'OS::Nova::ServerGroup',
      properties: { policies: ['affinity'] },
    },
    server: {
      type: 'OS::Nova::Server',
      properties: {
        flavor: 'm1.nano',
        image: 'cirros',
        key_name: ref('key'),
        networks: [{ port: ref('port') }],
        metadata: { made: 'by a stack' },
        user_data: '#!/bin/sh\n',
        scheduler_hints: { group: ref('near') },
      },
    },
    volume: { type: 'OS::Cinder::Volume', properties: { size: 1 } },
    attachment: {
      type: 'OS::Cinder::VolumeAttachment',
      properties: { instance_uuid: ref('server'), volume_id: ref('volume') },
    },
  },
  outputs: {
    inside: { value: { get_attr: ['server', 'first_address'] } },
    outside: { value: { get_attr: ['address', 'floating_ip_address'] } },
    all: { value: { get_attr: ['server', 'networks'] } },
  },
});

for (const release of ['zed', '2026.1'] as const) {
  test(`a whole landscape is built, changed and taken down (${release})`, async () => {
    const { ask, built, pass, shown } = await orchestrationCloud(release);
    const { path, stack } = await built('s', landscape, {}, 60);
    assert.equal(stack.stack_status, 'CREATE_COMPLETE', stack.stack_status_reason);
    const { resources } = stackResourcesAnswer.parse((await ask(`GET ${path}/resources`)).body);
    assert.equal(resources.length, 12);
    const output = (key: string) => stack.outputs?.find((one) => one.output_key === key);
    assert.match(String(output('inside')?.output_value), /^10\.8\.0\.\d\d$/);
    assert.match(String(output('outside')?.output_value), /^172\.24\.4\./);
    for (const { resource_name: name } of resources) {
      assert.equal((await ask(`GET ${path}/resources/${name}`)).status, 200, name);
    }
    await ask(`POST ${path}/actions`, { body: { suspend: null } });
    await pass(30);
    assert.equal((await shown(path)).stack_status, 'SUSPEND_COMPLETE');
    await ask(`POST ${path}/actions`, { body: { resume: null } });
    await pass(30);
    assert.equal((await shown(path)).stack_status, 'RESUME_COMPLETE');
    await ask(`DELETE ${path}`);
    await pass(60);
    const gone = await shown(path);
    assert.equal(gone.stack_status, 'DELETE_COMPLETE', gone.stack_status_reason);
    const left = await Promise.all(
      [
        '/compute/v2.1/servers',
        '/compute/v2.1/os-keypairs',
        '/volume/v3/volumes',
        '/network/v2.0/floatingips',
      ].map(async (list) => Object.values((await ask(`GET ${list}`)).body as object)[0] as unknown),
    );
    assert.deepEqual(left, [[], [], [], []]);
  });
}

test('an administrator may have flavours in a template, others may not', async () => {
  const { ask, pass } = await orchestrationCloud();
  const properties = { ram: 64, vcpus: 1, flavorid: 'own', extra_specs: { a: 'b' } };
  const template = hot({ resources: { f: { type: 'OS::Nova::Flavor', properties } } });
  const body = { stack_name: 's', template };
  assert.equal((await ask('POST /stacks', { body })).status, 403);
  assert.equal((await ask('POST /stacks', { as: 'admin', body })).status, 201);
  await pass(1);
  assert.equal((await ask('GET /compute/v2.1/flavors/own', { as: 'admin' })).status, 200);
});
