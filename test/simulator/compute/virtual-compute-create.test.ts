import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projects, refusal } from './compute-alone.ts';
import { known } from './neighbours.ts';
import { wish, withServers } from './servers.ts';

const unknown = '11111111-2222-4333-8444-555555555555';

test('what a request must not say', async () => {
  const { order } = withServers();
  const says = async (server: object, at = '2.90', more: object = {}) => {
    const [status, , message] = refusal(
      await order({ networks: 'none', ...server }, 'member', at, more),
    );
    return [status, message];
  };
  const cases: readonly (readonly [object, string, string?])[] = [
    [{ name: '' }, "Invalid input for field/attribute name. Value: . '' is too short"],
    [{ name: 5 }, "Invalid input for field/attribute name. Value: 5. 5 is not of type 'string'"],
    [{ flavorRef: 'nope' }, 'Flavor nope could not be found.'],
    [
      { flavorRef: null },
      "Invalid input for field/attribute flavorRef. Value: None. None is not of type 'string', 'integer'",
    ],
    [{ imageRef: '' }, 'Missing imageRef attribute'],
    [{ imageRef: unknown }, 'Can not find requested image'],
    [{ imageRef: known.queuedImage }, `Image ${known.queuedImage} is not active.`],
    [{ imageRef: known.largeImage }, "Flavor's memory is too small for requested image."],
    [
      { imageRef: 'nope' },
      "Invalid input for field/attribute imageRef. Value: nope. 'nope' is not valid under any of the given schemas",
    ],
    [{ networks: [{ uuid: unknown }] }, `Network ${unknown} could not be found.`],
    [{ networks: [{}] }, "Bad network format: missing 'uuid'"],
    [{ networks: [{ port: unknown }] }, `Port id ${unknown} could not be found.`],
    [
      { networks: [{ port: known.foreignPort }] },
      `Port id ${known.foreignPort} could not be found.`,
    ],
    [
      { networks: [{ uuid: 'nope' }] },
      "Invalid input for field/attribute networks. Value: [{'uuid': 'nope'}]. [{'uuid': 'nope'}] is not valid under any of the given schemas",
    ],
    [
      { networks: [{ uuid: 'nope' }] },
      'Bad networks format: network uuid is not in proper format (nope)',
      '2.1',
    ],
    [{ key_name: 'nokey' }, 'Invalid key_name provided.'],
    [
      { security_groups: [{ name: 'nogroup' }] },
      "Unable to find security_group with name or id 'nogroup'",
    ],
    [{ availability_zone: 'mars' }, 'The requested availability zone is not available'],
    [{ min_count: 3, max_count: 2 }, 'min_count must be <= max_count'],
    [
      { metadata: { a: 1 } },
      "Invalid input for field/attribute a. Value: 1. 1 is not of type 'string'",
    ],
    [
      { metadata: { '': '1' } },
      "Invalid input for field/attribute metadata. Value: {'': '1'}. '' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'",
    ],
    [
      { accessIPv4: '1.2.3' },
      "Invalid input for field/attribute accessIPv4. Value: 1.2.3. '1.2.3' is not a 'ipv4'",
    ],
  ];
  for (const [server, message, at] of cases) {
    assert.deepEqual(await says(server, at), [400, message], JSON.stringify(server));
  }
  assert.deepEqual(await says({}, '2.90', { bogus: 1 }), [
    400,
    "Additional properties are not allowed ('bogus' was unexpected)",
  ]);
});

test('a body that is no request', async () => {
  const { ask } = withServers();
  const says = async (body: unknown) =>
    refusal(await ask('POST /v2.1/servers', { as: 'member', body }))[2];
  assert.equal(await says({}), "'server' is a required property");
  assert.equal(await says([]), "[] is not of type 'object'");
  assert.equal(
    await says({ server: [] }),
    "Invalid input for field/attribute server. Value: []. [] is not of type 'object'",
  );
  assert.equal(await says('{'), 'Malformed request body');
  assert.equal(
    await says({ server: { name: 'x' } }),
    "Invalid input for field/attribute server. Value: {'name': 'x'}. 'flavorRef' is a required property",
  );
  const { networks: _none, ...rest } = { ...wish, networks: 'none' };
  const answer = await ask('POST /v2.1/servers', {
    as: 'member',
    at: '2.37',
    body: { server: rest },
  });
  assert.match(refusal(answer)[2], /'networks' is a required property$/);
});

test('with more than one network to choose from it must be said which', async () => {
  const { order, network } = withServers();
  network.networks.push(known.otherNetwork);
  assert.deepEqual(refusal(await order()), [
    409,
    'conflictingRequest',
    'Multiple possible networks found, use a Network ID to be more specific.',
  ]);
  network.networks.splice(0);
  assert.equal((await order()).status, 202);
  assert.deepEqual(refusal(await order({ networks: 'auto' }, 'member', '2.37')), [
    400,
    'badRequest',
    `Unable to automatically allocate a network for project ${projects.demo}`,
  ]);
});

test('a port that its owner made is used, cannot be used twice, and stays', async () => {
  const { boot, order, ask, network, clock } = withServers();
  const networks = [{ port: known.port }];
  const id = await boot({ networks });
  assert.equal(network.port(known.port)?.deviceId, id);
  assert.deepEqual(refusal(await order({ networks })), [
    409,
    'conflictingRequest',
    `Port ${known.port} is still in use.`,
  ]);
  await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' });
  clock.advance(2000);
  assert.equal(network.port(known.port)?.deviceId, undefined);
});
