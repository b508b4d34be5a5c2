/** The VIM's calls on the accelerator service of an OpenStack; the simulator answers. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { cyborgManagement } from '../../src/bindings/accelerator/management.ts';
import {
  type AcceleratorManager,
  type ExchangedCall,
  NotInBinding,
} from '../../src/bindings/acceleration-manager.ts';
import type { Notes } from '../../src/bindings/notes.ts';
import { Refusal } from '../../src/failures.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { boot, list, openCloud } from '../simulator/accelerator/cloud.ts';
import { openStackOf } from './openstack-of.ts';

/** Notes that remember: what was made and is not gone. */
function notebook() {
  const open = new Map<string, string>();
  let count = 0;
  const notes: Notes = {
    newName: () => `cft-test-${String(count++)}`,
    asked({ resource, name }) {
      open.set(name, resource);
      return {
        made: () => undefined,
        gone: () => {
          open.delete(name);
        },
      };
    },
  };
  return { notes, open };
}

async function openVim(change?: Parameters<typeof openStackOf>[1]) {
  const cloud = await openCloud();
  const { simulator } = cloud;
  const calls: ExchangedCall[] = [];
  const openstack = openStackOf(simulator, change);
  const { session } = await openstack.signIn('VIM', simulatorTarget.credentials);
  const { notes, open } = notebook();
  const binding = cyborgManagement(simulator.clock);
  const vim = binding.manager(session, calls, 'VIM', notes);
  const server = async () => {
    const id = await boot(cloud, undefined);
    cloud.pass(10_000);
    return id;
  };
  return { cloud, vim, calls, open, binding, session, notes, server };
}

const all = async (vim: AcceleratorManager) => {
  const answers = (await vim.hosts()).map((hostId) => vim.call('QueryAccResource', { hostId }));
  return (await Promise.all(answers)).flatMap(({ accQueryResult }) => accQueryResult);
};
const one = async (vim: AcceleratorManager, id: string) =>
  (await all(vim)).find(({ accResourceId }) => accResourceId === id);
const allocate = (vim: AcceleratorManager, id: string, more: object = {}) =>
  vim.call('AllocateAccResource', {
    attachTargetInfo: { type: 'virtual-compute', id },
    accResourceInfo: { type: 'fpga', ...more },
  });
const refused = (word: string) => (error: unknown) =>
  error instanceof Refusal && error.said.startsWith(word);

test('an accelerator is allocated to a virtual compute, and released', async () => {
  const { cloud, vim, calls, open, server } = await openVim();
  const id = await server();
  const { accResourceId } = await allocate(vim, id);
  const given = await one(vim, accResourceId);
  assert.deepEqual([given?.state, given?.attachedTo, given?.type], ['allocated', id, 'fpga']);
  await vim.call('ReleaseAccResource', { accResourceId });
  const free = await one(vim, accResourceId);
  assert.deepEqual([free?.state, free?.attachedTo], ['free', undefined]);
  assert.deepEqual(await list(cloud, 'device_profiles'), []);
  assert.deepEqual(
    calls.filter(({ call }) => call !== 'QueryAccResource').map(({ call }) => call),
    ['AllocateAccResource', 'ReleaseAccResource'],
  );
  // The profile stands in the notes until clean-up has looked; no account is left.
  assert.deepEqual([...open.values()], ['accelerator/device-profile']);
});

test('the account that vouches for a call is gone after it', async () => {
  const { cloud, vim, server } = await openVim();
  await allocate(vim, await server());
  const { users } = (await cloud.ask('admin', 'GET', '/identity/v3/users', 200)) as {
    users: { name: string }[];
  };
  assert.ok(users.every(({ name }) => !name.startsWith('cft-')));
});

test('where no service token is demanded, no account is made', async () => {
  const made: string[] = [];
  const { vim, server } = await openVim((answer, request) => {
    const path = new URL(request.url).pathname;
    if (request.method === 'POST' && path.endsWith('/v3/users')) made.push(path);
    return request.method === 'PATCH' && path.endsWith('/accelerator_requests')
      ? new Response(null, { status: 202 })
      : answer;
  });
  // The bind has come to nothing: what it was to give is not there.
  await assert.rejects(allocate(vim, await server()), refused('NO_CAPACITY'));
  assert.deepEqual(made, []);
});

test('what is taken, and what is not there, is refused in the words of the binding', async () => {
  const { cloud, vim, open, server } = await openVim();
  const { accResourceId } = await allocate(vim, await server());
  const that = { requirements: `(eq,accResourceId,${accResourceId})` };
  await assert.rejects(allocate(vim, await server(), that), refused('NO_CAPACITY'));
  const nobody = '00000000-0000-4000-8000-000000000000';
  await assert.rejects(allocate(vim, nobody), refused('NO_SUCH_TARGET'));
  const unknown = vim.call('ReleaseAccResource', { accResourceId: nobody });
  await assert.rejects(unknown, refused('NO_SUCH_RESOURCE'));
  // Nothing of the refused is left.
  assert.equal((await list(cloud, 'arqs')).length, 1);
  assert.equal((await list(cloud, 'device_profiles')).length, 1);
  assert.equal(open.size, 1);
});

test('a tenant is refused, and nothing is made for it', async () => {
  const { binding, cloud, session, server } = await openVim();
  const demo = await openStackOf(cloud.simulator).signIn('demo', {
    ...simulatorTarget.credentials,
    proof: {
      method: 'password',
      user: { name: 'demo', domain: { id: 'default' } },
      password: 'simulator',
    },
    scope: { tenant: { name: 'demo', domain: { id: 'default' } } },
  });
  const tenant = binding.manager(demo.session, [], 'tenant');
  const hostId = (await binding.manager(session, []).hosts())[0] ?? '';
  await assert.rejects(allocate(tenant, await server()), refused('FORBIDDEN'));
  await assert.rejects(tenant.call('QueryAccResource', { hostId }), refused('FORBIDDEN'));
  assert.deepEqual(await list(cloud, 'device_profiles'), []);
});

test('an image goes through the image service, and the accelerator says what it runs', async () => {
  const { vim, open } = await openVim();
  const fpga = (await all(vim)).find(({ programmable }) => programmable);
  const gpu = (await all(vim)).find(({ type }) => type === 'gpu');
  const accImage = Buffer.from('copy deflate');
  const checksum = createHash('sha256').update(accImage).digest('hex');
  const load = (accResourceId: string, type: string, more: object = {}) =>
    vim.call('OnloadAccImage', {
      accResourceId,
      accImageInfo: { name: 'bits', type, checksum, ...more },
      accImage,
    });
  await load(fpga?.accResourceId ?? '', 'fpga');
  assert.equal((await one(vim, fpga?.accResourceId ?? ''))?.image, 'bits');
  await assert.rejects(load(gpu?.accResourceId ?? '', 'gpu'), refused('NOT_PROGRAMMABLE'));
  assert.ok([...open.values()].every((resource) => resource === 'image/image'));
});

test('what the service has no words for is not tried', async () => {
  const { vim, server } = await openVim();
  const [hostId = ''] = await vim.hosts();
  const wish = { attachTargetInfo: { type: 'virtual-compute', id: await server() } };
  for (const attempt of [
    () => vim.tryCall('QueryAccResource', { hostId, noSuchThing: '1' }),
    () => vim.tryCall('QueryAccResource', { hostId, Filter: 'nonsense' }),
    () => vim.tryCall('QueryAccResource', { hostId, Filter: '(eq,noSuchThing,1)' }),
    () => vim.tryCall('AllocateAccResource', { ...wish, accResourceInfo: { type: 1 } }),
    () => vim.tryCall('AllocateAccResource', { ...wish, accResourceInfo: { type: 'nobody' } }),
    () => vim.tryCall('GetAccStatistics', {}),
  ]) {
    await assert.rejects(attempt, NotInBinding);
  }
});

test('accelerators of a deployable of several are numbered, and keep their numbers', async () => {
  const several = async (answer: Response, request: Request): Promise<Response> => {
    if (!new URL(request.url).pathname.endsWith('/v2/deployables')) return answer;
    const text = (await answer.text()).replaceAll('"num_accelerators":1', '"num_accelerators":3');
    return new Response(text, answer);
  };
  const { vim, server } = await openVim(several);
  const id = await server();
  const { accResourceId } = await allocate(vim, id);
  assert.match(accResourceId, /^[0-9a-f-]{36}:[123]$/);
  assert.equal((await one(vim, accResourceId))?.attachedTo, id);
  const [uuid = '', unit] = accResourceId.split(':');
  const others = ['1', '2', '3'].filter((each) => each !== unit);
  for (const other of others) {
    assert.equal((await one(vim, `${uuid}:${other}`))?.state, 'free');
  }
  await vim.call('ReleaseAccResource', { accResourceId });
  assert.equal((await one(vim, accResourceId))?.state, 'free');
});
