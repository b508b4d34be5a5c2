import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverSummariesAnswer } from '../../../src/contract/compute/virtual-compute.ts';
import { known } from './neighbours.ts';
import { refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

test('filters, orders and pages', async () => {
  const { boot, act, ask, clock } = withServers();
  await boot({ name: 'web-1' });
  const second = await boot({ name: 'web-2', flavorRef: '84' });
  await boot({ name: 'db' });
  await act(second, { suspend: null });
  clock.advance(1000);
  const list = async (query: string, at = '2.1') => {
    const answer = await ask(`GET /v2.1/servers?${query}`, { as: 'member', at });
    assert.equal(answer.status, 200, answer.text);
    return serverSummariesAnswer.parse(answer.body);
  };
  const names = async (query: string, at?: string) =>
    (await list(query, at)).servers.map(({ name }) => name);
  assert.deepEqual(await names(''), ['db', 'web-2', 'web-1']);
  assert.deepEqual(await names('name=^WEB'), ['web-2', 'web-1']);
  assert.deepEqual(await names('status=suspended'), ['web-2']);
  assert.deepEqual(await names('status=ACTIVE&status=SUSPENDED'), ['db', 'web-2', 'web-1']);
  assert.deepEqual(await names('status=moon'), []);
  assert.deepEqual(await names('flavor=84'), ['web-2']);
  assert.deepEqual(await names(`image=${known.image}&name=db`), ['db']);
  assert.deepEqual(await names('host=nonsense'), ['db', 'web-2', 'web-1']);
  assert.deepEqual(await names('sort_key=display_name&sort_dir=asc'), ['db', 'web-1', 'web-2']);
  assert.deepEqual(await names('foo=bar'), ['db', 'web-2', 'web-1']);
  const page = await list('limit=2');
  assert.deepEqual(
    page.servers.map(({ name }) => name),
    ['db', 'web-2'],
  );
  const next = new URL(page.servers_links?.[0]?.href ?? '');
  assert.deepEqual(await names(next.search.slice(1)), ['web-1']);
});

test('what a list must not be asked', async () => {
  const { ask } = withServers();
  const says = async (query: string, at = '2.1') => {
    const [status, , message] = refusal(
      await ask(`GET /v2.1/servers?${query}`, { as: 'member', at }),
    );
    return `${String(status)} ${message}`;
  };
  assert.equal(await says('status=moon', '2.38'), '400 Invalid status value');
  assert.equal(await says('status=deleted'), '403 Only administrators may list deleted instances');
  assert.equal(
    await says('foo=1&bar=2', '2.75'),
    "400 'bar', 'foo' do not match any of the regexes: '^_'",
  );
  assert.equal(await says('marker=zzz'), '400 marker [zzz] not found');
  assert.equal(
    await says('name=['),
    "400 Invalid input for query parameters name. Value: [. '[' is not a 'regex'",
  );
  assert.equal(
    await says('changes-since=x'),
    "400 Invalid input for query parameters changes-since. Value: x. 'x' is not a 'date-time'",
  );
  for (const pattern of ['(a%2B)%2B$', '(a|a)*$', 'a*a*a*a*$', '(.)\\1', 'a'.repeat(256)]) {
    assert.match(await says(`name=${pattern}`), /^501 /, pattern);
  }
  assert.equal(await says('sort_key=host'), '403 Only administrators can sort servers by host');
  assert.equal(
    await says('all_tenants=x'),
    "400 Unrecognized value 'x', acceptable values are: '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'",
  );
});
