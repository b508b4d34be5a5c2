import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { createHardware } from '../../src/bindings/hardware-access.ts';
import { type HardwareManager, NotOffered } from '../../src/bindings/hardware-manager.ts';
import { redfishManager } from '../../src/bindings/hardware/redfish.ts';
import { DeadlinePassed, Refusal, Violation } from '../../src/failures.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { type Answer, createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Sink } from '../../src/transport/sink.ts';
import { answer, stubHttp } from './stub-http.ts';

const origin = 'https://bmc.test';
const address = { url: `${origin}/redfish/v1/`, username: 'u', password: 'password' };

const root = {
  '@odata.id': '/redfish/v1/',
  '@odata.type': '#ServiceRoot.v1_5_0.ServiceRoot',
  Id: 'RootService',
  Name: 'Root',
  RedfishVersion: '1.5.0',
  Systems: { '@odata.id': '/redfish/v1/Systems' },
};
const machine = (id: string, more: object = {}) => ({
  '@odata.id': `/redfish/v1/Systems/${id}`,
  '@odata.type': '#ComputerSystem.v1_13_0.ComputerSystem',
  Id: id,
  Name: id,
  ...more,
});
const list = (members: readonly string[], next?: string, count = members.length) => ({
  '@odata.id': '/redfish/v1/Systems',
  Members: members.map((each) => ({ '@odata.id': each })),
  'Members@odata.count': count,
  ...(next === undefined ? {} : { 'Members@odata.nextLink': next }),
});

/** A body, or an answer of its own. */
type Page = object | (() => Answer);
const isAnswering = (page: Page): page is () => Answer => typeof page === 'function';

/** @param pages by path and query; a function gives an answer of its own */
function asked(
  pages: Readonly<Record<string, Page>>,
  otherwise: Page = () =>
    answer(404, { error: { code: 'Base.1.0.GeneralError', message: 'nothing' } }),
) {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms;
      return Promise.resolve();
    },
  };
  const http = stubHttp(({ method, url }) => {
    const path = url.slice(origin.length);
    const found = pages[`${method} ${path}`] ?? pages[path] ?? otherwise;
    return isAnswering(found) ? found() : answer(200, found);
  });
  const vim = redfishManager({ address, http, clock, deadline: 10_000 }, { by: 'target file' });
  return { vim, http };
}
const withList = (systems: object, more: Readonly<Record<string, object>> = {}) =>
  asked({ '/redfish/v1/': root, '/redfish/v1/Systems': systems, ...more });

const observed =
  (words: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof Violation, String(error));
    assert.match(error.observed, words);
    return true;
  };

describe('lists of hardware', () => {
  test('are followed over their pages', async () => {
    const { vim } = withList(list(['/redfish/v1/Systems/a'], '/redfish/v1/Systems?$skip=1', 2), {
      '/redfish/v1/Systems?$skip=1': list(['/redfish/v1/Systems/b'], undefined, 2),
      '/redfish/v1/Systems/a': machine('a', { PowerState: 'On' }),
      '/redfish/v1/Systems/b': machine('b', { PowerState: 'PoweringOff' }),
    });
    const found = await vim.machines();
    assert.deepEqual(
      found.map(({ id, power }) => [id, power]),
      [
        ['a', 'on'],
        ['b', 'between'],
      ],
    );
  });

  const wrong: Readonly<Record<string, readonly [object, RegExp]>> = {
    'go in a circle': [list([], '/redfish/v1/Systems'), /circle/],
    'do not end': [{}, /does not end/],
    'lead to another host': [
      list([], 'https://elsewhere.test/redfish/v1/Systems'),
      /elsewhere.*not followed/,
    ],
    'lead out of the service': [list([], '/admin/console'), /not followed/],
    'lead to a member elsewhere': [list(['//elsewhere.test/redfish/v1/x']), /elsewhere/],
    'have a member twice': [list(['/redfish/v1/Systems/a', '/redfish/v1/Systems/a']), /twice/],
    'do not have as many as they say': [list([], undefined, 7), /says 7 and has 0/],
    'have no members': [{ '@odata.id': 'x' }, /Members/],
  };
  for (const [what, [systems, words]] of Object.entries(wrong)) {
    test(`are refused when they ${what}`, async () => {
      let n = 0;
      const endless = () => answer(200, list([], `/redfish/v1/Systems?n=${String((n += 1))}`));
      const pages =
        what === 'do not end'
          ? { '/redfish/v1/': root }
          : { '/redfish/v1/': root, '/redfish/v1/Systems': systems };
      const { vim, http } = asked(pages, endless);
      await assert.rejects(vim.machines(), observed(words));
      assert.ok(http.asked.every(({ url }) => url.startsWith(`${origin}/redfish/`)));
      assert.ok(http.asked.length <= 1_001);
    });
  }
});

test('a refusal has the form of the protocol, or is none', async () => {
  const refusing = (status: number, body: unknown): HardwareManager =>
    asked({ '/redfish/v1/': () => answer(status, body) }).vim;
  const form = {
    error: { code: 'Base.1.0.X', message: 'no', '@Message.ExtendedInfo': [{ Message: 'why' }] },
  };
  await assert.rejects(
    refusing(401, form).machines(),
    (error) =>
      error instanceof Refusal && error.reason === 'unauthenticated' && /why/.test(error.said),
  );
  await assert.rejects(refusing(401, '<html>'.repeat(3)).machines(), observed(/status 401/));
  await assert.rejects(refusing(500, form).machines(), observed(/status 500: .*why/));
  await assert.rejects(
    asked({ '/redfish/v1/': { ...root, Systems: undefined } }).vim.machines(),
    NotOffered,
  );
});

test('credentials are sent as the bearer has them', async () => {
  const { http } = asked({ '/redfish/v1/': root, '/redfish/v1/Systems': list([]) });
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const as = (bearer: Parameters<typeof redfishManager>[1]) =>
    redfishManager({ address, http, clock, deadline: 0 }, bearer).machines();
  await as({ by: 'target file' });
  await as({ by: 'nobody' });
  await as({ by: 'session', token: 't' });
  await as({ by: 'password', name: 'a', password: 'b' });
  const proofs = http.asked.map(
    ({ headers }) => headers?.['Authorization'] ?? headers?.['X-Auth-Token'],
  );
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  assert.deepEqual(
    proofs.filter((_, n) => n % 2 === 0),
    [basic('u:password'), undefined, 't', basic('a:b')],
  );
});

describe('a machine is switched', () => {
  const target = '/redfish/v1/Systems/a/Actions/ComputerSystem.Reset';
  const offering = (...words: readonly string[]) =>
    machine('a', {
      Actions: {
        '#ComputerSystem.Reset': { target, 'ResetType@Redfish.AllowableValues': words },
      },
    });
  const task = (TaskState: string, TaskStatus = 'OK') => ({
    '@odata.id': '/redfish/v1/TaskService/Tasks/1',
    '@odata.type': '#Task.v1_5_0.Task',
    Id: '1',
    Name: 'Task',
    TaskState,
    TaskStatus,
  });
  const location = '/redfish/v1/TaskService/Tasks/1';
  const switching = (words: readonly string[], states: readonly object[]) => {
    const rest = [...states];
    const { vim, http } = asked({
      '/redfish/v1/Systems/a': offering(...words),
      [`POST ${target}`]: () =>
        states.length === 0 ? answer(204, '') : answer(202, task('New'), { location }),
      [location]: () => answer(200, rest.length > 1 ? (rest.shift() ?? {}) : (rest[0] ?? {})),
    });
    const run = async (how: 'on' | 'off') =>
      vim.switch(await vim.machine('/redfish/v1/Systems/a'), how);
    return { run, http };
  };

  test('in the gentlest way that it offers', async () => {
    const { run, http } = switching(['ForceOff', 'GracefulShutdown', 'On'], []);
    await run('off');
    await run('on');
    const sent = http.asked.flatMap(({ json }) => json ?? []);
    assert.deepEqual(sent, [{ ResetType: 'GracefulShutdown' }, { ResetType: 'On' }]);
    await assert.rejects(switching(['Nmi'], []).run('off'), NotOffered);
  });
  test('and the task is awaited', async () => {
    await switching(['ForceOff'], [task('Running'), task('Completed')]).run('off');
    await assert.rejects(
      switching(['ForceOff'], [task('Running'), task('Exception', 'Critical')]).run('off'),
      observed(/Exception/),
    );
    await assert.rejects(switching(['ForceOff'], [task('Running')]).run('off'), DeadlinePassed);
    await assert.rejects(
      switching(['ForceOff'], [{ nothing: 1 }]).run('off'),
      observed(/@odata.id|TaskState|Id/),
    );
  });
});

test('an account, a subscription and a session are found again, and taken away', async () => {
  const simulator = createSimulator();
  const stub = stubHttp(() => answer(500, ''));

  const http = createHttp({
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: simulator.clock,
    fetch: async (request) => simulator.fetch(request),
  });
  const here = { url: 'http://simulator.test', username: 'admin', password: 'simulator' };
  const hardware = createHardware({
    redfish: { address: here, http, cleaning: http },
    disposable: ['compute-3'],
    deadline: 60_000,
    sink: {} as Sink,
    stimuli: {},
    http: stub,
    clock: simulator.clock,
  });
  const vim = hardware.as({ by: 'target file' });
  const made = {
    'hardware/account': await vim.createAccount('cft-1', 'long enough', 'reader'),
    'hardware/subscription': await vim.subscribe('http://192.0.2.1/x', 'cft-1'),
    'hardware/session': (await vim.openSession()).id,
  };
  for (const [kind, id] of Object.entries(made)) {
    const keeper = hardware.keeper(kind);
    assert.ok(keeper, kind);
    assert.deepEqual(await keeper.named('cft-1', {}), kind.endsWith('session') ? [] : [id], kind);
    assert.equal(await keeper.exists(id, {}), true, kind);
    await keeper.remove(id, {});
    await keeper.remove(id, {});
    assert.equal(await keeper.exists(id, {}), false, kind);
  }
  assert.equal(hardware.keeper('compute/flavour'), undefined);
  const [first, , third] = await vim.machines();
  assert.ok(first !== undefined && third !== undefined);
  assert.deepEqual(
    [first, third].map((each) => hardware.isDisposable(each)),
    [false, true],
  );
  assert.deepEqual(
    (await hardware.look()).map(({ says }) => says),
    ['the hardware at http://simulator.test answers: 3 machines'],
  );
});
