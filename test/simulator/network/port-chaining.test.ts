/** Steering traffic along chains of ports: what goes together, what is in use, and who sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkAlone, projects, refusal } from './network-alone.ts';

const none = '00000000-0000-4000-8000-000000000000';

/** A cloud with ports of one device, and a short way to make what steers traffic. */
async function steering() {
  const { ask, make } = networkAlone();
  const network = await make('network');
  const port = async (device = 'firewall') =>
    (await make('port', { network_id: network.id, device_id: device })).id;
  const asked = (kind: string, wish: object, as = 'member') =>
    ask(`POST /sfc/${kind}s`, { as, body: { [kind]: wish } });
  const made = async (kind: string, wish: object, as = 'member') => {
    const answer = await asked(kind, wish, as);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body[kind] as Readonly<Record<string, unknown>> & { readonly id: string };
  };
  const refused = async (kind: string, wish: object, as = 'member') =>
    refusal(await asked(kind, wish, as));
  const change = (kind: string, id: string, wish: object, as = 'member') =>
    ask(`PUT /sfc/${kind}s/${id}`, { as, body: { [kind]: wish } });
  const gone = (kind: string, id: string, as = 'member') =>
    ask(`DELETE /sfc/${kind}s/${id}`, { as });
  const pair = async (id?: string) => {
    const at = id ?? (await port());
    return (await made('port_pair', { ingress: at, egress: at })).id;
  };
  const group = async () => (await made('port_pair_group', { port_pairs: [await pair()] })).id;
  return { ask, port, made, refused, change, gone, pair, group };
}

test('a pair has two ports of one device that the caller sees, once', async () => {
  const { port, made, refused } = await steering();
  const [one, other, elsewhere] = [await port(), await port(), await port('router')];
  const pair = await made('port_pair', { ingress: one, egress: other });
  assert.deepEqual(pair['service_function_parameters'], { correlation: null, weight: 1 });
  assert.equal(pair['project_id'], projects.demo);
  assert.equal('revision_number' in pair, false);
  for (const [wish, said] of [
    [{ ingress: one, egress: other }, [400, 'PortPairIngressEgressInUse']],
    [{ ingress: one, egress: elsewhere }, [400, 'PortPairIngressEgressDifferentHost']],
    [{ ingress: one, egress: await port('') }, [400, 'PortPairEgressNoHost']],
    [{ ingress: none, egress: other }, [404, 'PortPairPortNotFound']],
    [{ ingress: one }, [400, 'HTTPBadRequest']],
    [{ ingress: 'x', egress: other }, [400, 'HTTPBadRequest']],
    [
      { ingress: other, egress: one, service_function_parameters: { correlation: 'x' } },
      [400, 'HTTPBadRequest'],
    ],
    [
      { ingress: other, egress: one, service_function_parameters: { colour: 'x' } },
      [400, 'HTTPBadRequest'],
    ],
  ] as const) {
    assert.deepEqual(await refused('port_pair', wish), said);
  }
  assert.deepEqual(await refused('port_pair', { ingress: other, egress: other }, 'outsider'), [
    404,
    'PortPairPortNotFound',
  ]);
});

test('what is in use stays: a pair, a group, a description of traffic and a port', async () => {
  const { ask, port, made, refused, gone, pair, group } = await steering();
  const at = await port();
  const pairId = await pair(at);
  const { id: groupId } = await made('port_pair_group', { port_pairs: [pairId] });
  const rule = await made('flow_classifier', { protocol: 'TCP', destination_port_range_min: 80 });
  assert.equal(rule['protocol'], 'tcp');
  const wish = { port_pair_groups: [groupId], flow_classifiers: [rule.id] };
  const chain = await made('port_chain', wish);
  assert.deepEqual(
    [chain['chain_id'], chain['chain_parameters']],
    [1, { correlation: 'mpls', symmetric: false }],
  );
  const inUse = [
    ['port_pair', pairId, 'PortPairInUse'],
    ['port_pair_group', groupId, 'PortPairGroupInUse'],
    ['flow_classifier', rule.id, 'FlowClassifierInUse'],
  ] as const;
  for (const [kind, id, type] of inUse) {
    assert.deepEqual(refusal(await gone(kind, id)), [409, type]);
  }
  assert.equal((await ask(`DELETE /ports/${at}`)).status, 409);
  assert.deepEqual(await refused('port_pair_group', { port_pairs: [pairId] }), [
    409,
    'PortPairInUse',
  ]);
  const same = { port_pair_groups: [groupId] };
  assert.deepEqual(await refused('port_chain', same), [409, 'InvalidPortPairGroups']);
  const shared = { port_pair_groups: [await group()], flow_classifiers: [rule.id] };
  assert.deepEqual(await refused('port_chain', shared), [409, 'FlowClassifierInUse']);

  assert.equal((await gone('port_chain', chain.id)).status, 204);
  for (const [kind, id] of inUse.toReversed()) assert.equal((await gone(kind, id)).status, 204);
  assert.equal((await ask(`DELETE /ports/${at}`)).status, 204);
});

test('two descriptions that mean some of the same traffic conflict', async () => {
  const { port, made, refused, group } = await steering();
  const [from, elsewhere] = [await port(), await port()];
  const traffic = {
    protocol: 'udp',
    logical_source_port: from,
    source_ip_prefix: '10.0.0.0/16',
    destination_port_range_min: 50,
    destination_port_range_max: 60,
  };
  const { id } = await made('flow_classifier', traffic);
  await made('port_chain', { port_pair_groups: [await group()], flow_classifiers: [id] });
  const conflict = [400, 'FlowClassifierInConflict'];
  for (const more of [
    {},
    { source_ip_prefix: '10.0.7.0/24' },
    { source_ip_prefix: null },
    { destination_port_range_min: 60, destination_port_range_max: 70 },
    { protocol: null, destination_port_range_min: null, destination_port_range_max: null },
  ]) {
    assert.deepEqual(await refused('flow_classifier', { ...traffic, ...more }), conflict);
  }
  for (const more of [
    { protocol: 'tcp' },
    { source_ip_prefix: '10.1.0.0/16' },
    { destination_port_range_min: 61, destination_port_range_max: 70 },
  ]) {
    await made('flow_classifier', { ...traffic, ...more });
  }
  // From another port it is other traffic, but chains do not look at that.
  const other = await made('flow_classifier', { ...traffic, logical_source_port: elsewhere });
  const chain = { port_pair_groups: [await group()], flow_classifiers: [other.id] };
  assert.deepEqual(await refused('port_chain', chain), [400, 'PortChainFlowClassifierInConflict']);
});

test('a description of traffic that makes no sense is refused by name', async () => {
  const { refused } = await steering();
  const tcp = { protocol: 'tcp' };
  for (const [wish, type] of [
    [{ protocol: 'gre' }, 'FlowClassifierInvalidProtocol'],
    [{ ethertype: 'IPX' }, 'FlowClassifierInvalidEthertype'],
    [{ ...tcp, source_port_range_min: 65_536 }, 'FlowClassifierInvalidPortValue'],
    [{ ...tcp, source_port_range_min: 'x' }, 'FlowClassifierInvalidPortValue'],
    [
      { ...tcp, source_port_range_min: 9, source_port_range_max: 8 },
      'FlowClassifierInvalidPortRange',
    ],
    [{ source_port_range_min: 9 }, 'FlowClassifierProtocolRequiredWithPorts'],
    [{ source_ip_prefix: '2001:db8::/32' }, 'FlowClassifierIpPrefixFormatConflictWithEthertype'],
    [{ source_ip_prefix: '10.0.0.0/33' }, 'HTTPBadRequest'],
    [{ l7_parameters: { url: '/' } }, 'FlowClassifierInvalidL7Parameter'],
  ] as const) {
    assert.deepEqual(await refused('flow_classifier', wish), [400, type]);
  }
  const unknown = { logical_source_port: none };
  assert.deepEqual(await refused('flow_classifier', unknown), [404, 'FlowClassifierPortNotFound']);
});

test('a chain has groups that mark traffic as it does, its own number, and changes', async () => {
  const { port, made, refused, change, group, pair } = await steering();
  const at = await port();
  const marked = await made('port_pair', {
    ingress: at,
    egress: at,
    service_function_parameters: { correlation: 'nsh' },
  });
  const mixed = { port_pairs: [marked.id, await pair()] };
  assert.deepEqual(await refused('port_pair_group', mixed), [400, 'InconsistentCorrelations']);
  const { id: nsh } = await made('port_pair_group', { port_pairs: [marked.id] });
  const [one, other] = [await group(), await group()];
  for (const [wish, said] of [
    [{ port_pair_groups: [] }, [400, 'PortPairGroupNotSpecified']],
    [{ port_pair_groups: [none] }, [404, 'PortPairGroupNotFound']],
    [{ port_pair_groups: [one], flow_classifiers: [none] }, [404, 'FlowClassifierNotFound']],
    [{ port_pair_groups: [nsh] }, [400, 'PortChainInconsistentCorrelations']],
    [{ port_pair_groups: [one], chain_id: 65_536 }, [400, 'HTTPBadRequest']],
  ] as const) {
    assert.deepEqual(await refused('port_chain', wish), said);
  }
  const chain = await made('port_chain', { port_pair_groups: [one, other], chain_id: 7 });
  const taken = { port_pair_groups: [one], chain_id: 7 };
  assert.deepEqual(await refused('port_chain', taken), [400, 'PortChainChainIdInConflict']);
  const changed = await change('port_chain', chain.id, {
    port_pair_groups: [other, one],
    description: 'the other way',
  });
  const {
    port_pair_groups: groups,
    description,
    chain_id: number,
  } = changed.body['port_chain'] as Record<string, unknown>;
  assert.deepEqual([groups, description, number], [[other, one], 'the other way', 7]);
  assert.equal((await change('port_chain', chain.id, { chain_id: 8 })).status, 400);
});

test('a tap has one pair, and no two taps follow each other', async () => {
  const { made, refused, pair } = await steering();
  const tap = { tap_enabled: true };
  const two = { ...tap, port_pairs: [await pair(), await pair()] };
  assert.deepEqual(await refused('port_pair_group', two), [
    400,
    'MultiplePortPairsInTapPPGNotSupported',
  ]);
  const taps = [];
  for (const id of [await pair(), await pair()]) {
    taps.push((await made('port_pair_group', { ...tap, port_pairs: [id] })).id);
  }
  const chain = { port_pair_groups: taps };
  assert.deepEqual(await refused('port_chain', chain), [400, 'ConsecutiveTapPPGNotSupported']);
});

test('what steers traffic is its project’s, and administrators see all', async () => {
  const { ask, made, change, gone, group } = await steering();
  const { id } = await made('port_chain', { name: 'web', port_pair_groups: [await group()] });
  const listed = async (as: string, query = '') =>
    (await ask(`GET /sfc/port_chains${query}`, { as })).body['port_chains'] as unknown[];
  assert.equal((await listed('member', '?name=web')).length, 1);
  assert.equal((await listed('member', '?name=other')).length, 0);
  assert.equal((await listed('admin')).length, 1);
  assert.equal((await listed('outsider')).length, 0);
  assert.equal((await ask(`GET /sfc/port_chains/${id}`, { as: 'outsider' })).status, 404);
  assert.equal((await change('port_chain', id, { name: 'x' }, 'outsider')).status, 404);
  assert.equal((await gone('port_chain', id, 'outsider')).status, 404);
  assert.equal((await ask('GET /sfc/port_chains', { as: 'nobody' })).status, 401);
  assert.deepEqual(refusal(await gone('port_chain', none)), [404, 'PortChainNotFound']);
  assert.deepEqual(refusal(await ask('DELETE /sfc/port_chains')), [404, 'PortChainNotFound']);
  assert.equal((await ask('PATCH /sfc/port_chains')).status, 405);
  assert.equal((await ask('GET /sfc/port-chains')).status, 200);
  assert.equal((await ask('GET /sfc/nonsense')).status, 404);
  assert.equal((await ask('GET /sfc/port_chains?sort_key=name&sort_dir=asc')).status, 400);
  const graphs = await ask('GET /sfc/service_graphs');
  assert.equal(graphs.status, 501);
});

test('a project has as many as its quota says, and its quota tells how many it has', async () => {
  const { ask, made, refused } = await steering();
  const limit = { quota: { port_pair_group: 1 } };
  await ask(`PUT /quotas/${projects.demo}`, { as: 'admin', body: limit });
  await made('port_pair_group', {});
  assert.deepEqual(await refused('port_pair_group', {}), [409, 'OverQuota']);
  const { body } = await ask(`GET /quotas/${projects.demo}/details`);
  const { port_pair_group: details } = body['quota'] as Record<string, unknown>;
  assert.deepEqual(details, { limit: 1, used: 1, reserved: 0 });
});
