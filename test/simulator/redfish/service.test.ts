import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { basic, hardware } from './service.ts';

const systems = '/redfish/v1/Systems';
const machine = `${systems}/compute-1`;
const reset = `${machine}/Actions/ComputerSystem.Reset`;
const sessions = '/redfish/v1/SessionService/Sessions';
const accounts = '/redfish/v1/AccountService/Accounts';

describe('the protocol', () => {
  test('versions, root, service document and metadata are open, all else is not', async () => {
    const { ask } = hardware();
    const versions = await ask('GET', '/redfish', { as: 'nobody' });
    assert.deepEqual(versions.body, { v1: '/redfish/v1/' });
    for (const path of ['/redfish/v1', '/redfish/v1/', '/redfish/v1/odata']) {
      assert.equal((await ask('GET', path, { as: 'nobody' })).status, 200, path);
    }
    const metadata = await ask('GET', '/redfish/v1/$metadata', { as: 'nobody' });
    assert.match(String(metadata.body['text']), /<EntityContainer/);
    for (const path of [systems, `${systems}/nothing`, '/redfish/v1/nothing']) {
      const refused = await ask('GET', path, { as: 'nobody' });
      assert.equal(refused.status, 401, path);
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Basic /);
    }
  });

  test('answers say what they are and what may be asked', async () => {
    const { ask } = hardware();
    const { headers, body } = await ask('GET', machine);
    assert.equal(headers.get('odata-version'), '4.0');
    assert.equal(headers.get('allow'), 'GET, HEAD, PATCH');
    assert.equal(headers.get('etag'), body['@odata.etag']);
    assert.match(headers.get('link') ?? '', /ComputerSystem\.v1_13_0\.json>; rel=describedby/);
    const head = await ask('HEAD', machine);
    assert.deepEqual([head.status, head.body], [200, { text: '' }]);
    const wrong = await ask('DELETE', machine);
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD, PATCH']);
    assert.equal((await ask('GET', `${systems}/nothing`)).status, 404);
    const version = await ask('GET', machine, { headers: { 'odata-version': '4.1' } });
    assert.equal(version.status, 412);
  });

  test('parameters choose what is shown', async () => {
    const { ask } = hardware();
    const expanded = await ask('GET', `${systems}?$expand=.`);
    const [first] = expanded.body['Members'] as Record<string, unknown>[];
    assert.equal(first?.['HostName'], 'compute-1');
    assert.deepEqual(first['Links'], (await ask('GET', machine)).body['Links']);
    const page = await ask('GET', `${systems}?$top=1&$skip=1`);
    assert.deepEqual(page.body['Members'], [{ '@odata.id': `${systems}/compute-2` }]);
    assert.equal(page.body['Members@odata.nextLink'], `${systems}?$skip=2&$top=1`);
    assert.equal(page.body['Members@odata.count'], 3);
    const selected = await ask('GET', `${machine}?$select=UUID,Status/Health`);
    assert.deepEqual(
      Object.keys(selected.body).filter((key) => !key.startsWith('@')),
      ['UUID', 'Status'],
    );
    const storage = await ask('GET', `${machine}/Storage?only`);
    assert.equal(storage.body['Name'], 'Local storage');
    const statuses = {
      '?unknown=1': 200,
      '?$unknown': 501,
      '?only=1': 400,
      '?$expand=x': 400,
      '?$top=x': 400,
    };
    for (const [query, status] of Object.entries(statuses)) {
      assert.equal((await ask('GET', systems + query)).status, status, query);
    }
  });
});

describe('who may', () => {
  test('a session stands for name and password until it ends', async () => {
    const { ask, simulator } = hardware();
    const login = { UserName: 'admin', Password: 'simulator' };
    const opened = await ask('POST', sessions, { as: 'nobody', json: login });
    assert.equal(opened.status, 201);
    const token = opened.headers.get('x-auth-token') ?? '';
    const place = opened.headers.get('location') ?? '';
    const headers = { 'x-auth-token': token };
    const inSession = () => ask('GET', systems, { as: 'nobody', headers });
    assert.match(token, /^[0-9a-f]{32}$/);
    assert.equal((await inSession()).status, 200);
    const second = await ask('POST', `${sessions}/Members`, { as: 'nobody', json: login });
    assert.notEqual(second.headers.get('location'), place);
    assert.equal((await ask('DELETE', place, { as: 'nobody' })).status, 401);
    assert.equal((await ask('DELETE', place, { as: 'nobody', headers })).status, 204);
    assert.equal((await inSession()).status, 401);
    if (simulator.clock.kind === 'virtual') simulator.clock.advance(1_800_001);
    const late = { 'x-auth-token': second.headers.get('x-auth-token') ?? '' };
    assert.equal((await ask('GET', systems, { as: 'nobody', headers: late })).status, 401);
    const wrong = { ...login, Password: 'wrong' };
    assert.equal((await ask('POST', sessions, { as: 'nobody', json: wrong })).status, 401);
    for (const header of [
      'Basic',
      'Basic =',
      'Bearer x',
      basic('admin', 'x')['authorization'] ?? '',
    ]) {
      const answer = await ask('GET', systems, {
        as: 'nobody',
        headers: { authorization: header },
      });
      assert.equal(answer.status, 401, header);
    }
  });

  test('roles may what their privileges say', async () => {
    const { ask } = hardware();
    const patch = (as: string) => ask('PATCH', machine, { as, json: { AssetTag: as } });
    assert.equal((await patch('reader')).status, 403);
    assert.equal((await patch('operator')).status, 200);
    const add = { UserName: 'another', Password: 'long enough', RoleId: 'ReadOnly' };
    assert.equal((await ask('POST', accounts, { as: 'operator', json: add })).status, 403);
    assert.equal((await ask('POST', accounts, { json: add })).status, 201);
    assert.equal((await ask('POST', accounts, { json: add })).status, 409);
    assert.equal((await ask('GET', `${accounts}/another`, { as: 'reader' })).status, 403);
    assert.equal((await ask('GET', `${accounts}/reader`, { as: 'reader' })).status, 200);
    const promoted = { json: { RoleId: 'Administrator' }, as: 'reader' };
    assert.equal((await ask('PATCH', `${accounts}/reader`, promoted)).status, 403);
    assert.equal((await ask('DELETE', `${accounts}/another`)).status, 204);
    assert.equal((await ask('GET', `${accounts}/another`)).status, 404);
  });

  test('who must change the password may do nothing else', async () => {
    const { ask } = hardware();
    const own = `${accounts}/reader`;
    await ask('PATCH', own, { json: { PasswordChangeRequired: true } });
    const login = { UserName: 'reader', Password: 'simulator' };
    const opened = await ask('POST', sessions, { as: 'nobody', json: login });
    assert.match(JSON.stringify(opened.body), /PasswordChangeRequired/);
    assert.equal((await ask('GET', systems, { as: 'reader' })).status, 403);
    assert.equal((await ask('GET', own, { as: 'reader' })).status, 200);
    const changed = await ask('PATCH', own, { as: 'reader', json: { Password: 'another one' } });
    assert.equal(changed.status, 200);
    const headers = basic('reader', 'another one');
    assert.equal((await ask('GET', systems, { as: 'nobody', headers })).status, 200);
  });
});

describe('changes', () => {
  test('of four at once with one tag exactly one is made', async () => {
    const { ask } = hardware();
    const before = (await ask('GET', machine)).headers.get('etag') ?? '';
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((AssetTag) =>
        ask('PATCH', machine, { headers: { 'if-match': before }, json: { AssetTag } }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412]);
    const known = {
      'if-none-match': answers.find(({ status }) => status === 200)?.headers.get('etag') ?? '',
    };
    assert.equal((await ask('GET', machine, { headers: known })).status, 304);
  });

  test('a tag that was right once is not right again, and comes before what is in the body', async () => {
    const { ask } = hardware();
    const before = (await ask('GET', machine)).headers.get('etag') ?? '';
    await ask('PATCH', machine, { json: { AssetTag: 'x' } });
    await ask('PATCH', machine, { json: { AssetTag: '' } });
    const headers = { 'if-match': before };
    assert.equal((await ask('PATCH', machine, { headers, json: { Nothing: 1 } })).status, 412);
  });

  test('what cannot be written is refused by name', async () => {
    const { ask } = hardware();
    const cases: [unknown, RegExp][] = [
      [{ Nothing: 1 }, /PropertyUnknown.*Nothing/],
      [{ UUID: 'x' }, /PropertyNotWritable.*UUID/],
      [{ AssetTag: 1 }, /AssetTag/],
      [{ Boot: { BootSourceOverrideTarget: 'Moon' } }, /PropertyValueNotInList/],
      [{ '@odata.id': 'x' }, /NoOperation/],
      [[], /must be an object/],
    ];
    for (const [json, says] of cases) {
      const { status, body } = await ask('PATCH', machine, { json });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), says);
    }
    const { body } = await ask('POST', reset, { json: { ResetType: 'Sideways' } });
    assert.match(JSON.stringify(body), /ResetType must be one of On, /);
  });

  test('settings wait for the next start, one of which an override of the boot source is for', async () => {
    const { ask, simulator } = hardware();
    const attributes = async (path: string) =>
      (await ask('GET', `${machine}/Bios${path}`)).body['Attributes'] as Record<string, unknown>;
    const change = (Attributes: object) =>
      ask('PATCH', `${machine}/Bios/Settings`, { json: { Attributes } });
    assert.equal((await change({ BootMode: 'LegacyBios' })).status, 200);
    assert.equal((await change({ Nothing: 'x' })).status, 400);
    assert.equal((await change({ BootMode: 'x' })).status, 400);
    assert.equal((await attributes(''))['BootMode'], 'Uefi');
    assert.equal((await attributes('/Settings'))['BootMode'], 'LegacyBios');
    await ask('PATCH', machine, {
      json: { Boot: { BootSourceOverrideTarget: 'Pxe', BootSourceOverrideEnabled: 'Once' } },
    });
    await ask('POST', reset, { json: { ResetType: 'ForceRestart' } });
    if (simulator.clock.kind === 'virtual') simulator.clock.advance(60_000);
    assert.equal((await attributes(''))['BootMode'], 'LegacyBios');
    const { Boot } = (await ask('GET', machine)).body as { Boot: Record<string, unknown> };
    assert.equal(Boot['BootSourceOverrideEnabled'], 'Disabled');
  });

  test('a shutdown is a task, and what is switched already is a conflict', async () => {
    const { ask, simulator } = hardware();
    const shutdown = { json: { ResetType: 'GracefulShutdown' } };
    const begun = await ask('POST', reset, shutdown);
    assert.equal(begun.status, 202);
    const place = begun.headers.get('location') ?? '';
    const state = async () => (await ask('GET', place)).body['TaskState'];
    assert.equal(await state(), 'Running');
    assert.equal((await ask('POST', reset, shutdown)).status, 409);
    if (simulator.clock.kind === 'virtual') simulator.clock.advance(10_000);
    assert.equal(await state(), 'Completed');
    assert.equal((await ask('GET', machine)).body['PowerState'], 'Off');
    assert.equal((await ask('POST', reset, shutdown)).status, 409);
    assert.equal((await ask('DELETE', place)).status, 204);
  });
});
