import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  forwardingPathKeepers,
  forwardingPathsOf,
} from '../../src/bindings/network/forwarding-path.ts';
import type { Notes } from '../../src/bindings/notes.ts';
import { ruleFromWire, ruleToWire } from '../../src/bindings/path-rule.ts';
import { Refusal } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

type Wish = Readonly<Record<string, unknown>>;
const kinds = ['port_pair', 'port_pair_group', 'flow_classifier', 'port_chain'];
const any = {
  description: '',
  project_id: 'p',
  ethertype: 'IPv4',
  protocol: null,
  source_port_range_min: null,
  source_port_range_max: null,
  destination_port_range_min: null,
  destination_port_range_max: null,
  source_ip_prefix: null,
  destination_ip_prefix: null,
  logical_source_port: null,
  logical_destination_port: null,
};
const unknown = answer(404, { NeutronError: { type: 'x', message: 'no' } });
const conflict = answer(409, { NeutronError: { type: 'x', message: 'in use' } });

/** A service that keeps what it is told, and numbers it. */
function chaining(refuse: (what: string) => boolean = () => false) {
  const kept = new Map<string, Wish>();
  const session = stubSession((what, { json }) => {
    if (refuse(what)) return conflict;
    const [method = '', path = ''] = what.split(' ');
    const [, kind = ''] = /sfc\/(\w+)s\b/.exec(path) ?? [];
    const id = path.split('/')[3] ?? '';
    if (!kinds.includes(kind)) return unknown;
    if (method === 'POST') {
      const made = {
        ...any,
        ...(json as Record<string, Wish>)[kind],
        id: `${kind}-${String(kept.size)}`,
      };
      kept.set(made.id, made);
      return answer(201, { [kind]: made });
    }
    const found = kept.get(id);
    if (id === '') {
      const all = [...kept.values()].filter(
        (one) => /^(.*)-\d+$/.exec(String(one['id']))?.[1] === kind,
      );
      return answer(200, { [`${kind}s`]: all });
    }
    if (found === undefined) return unknown;
    if (method === 'DELETE') kept.delete(id);
    if (method === 'PUT') kept.set(id, { ...found, ...(json as Record<string, Wish>)[kind] });
    return method === 'DELETE' ? answer(204, '') : answer(200, { [kind]: kept.get(id) });
  });
  const noted: string[] = [];
  const notes: Notes = {
    newName: () => 'n',
    asked({ resource }) {
      noted.push(`${resource} after ${String(session.asked().length)}`);
      return { made: (id) => noted.push(id), gone: () => undefined };
    },
  };
  return { kept, session, noted, paths: forwardingPathsOf(session, notes) };
}

const wish = { over: ['b', 'a'], rule: { from: 'o', protocol: 'TCP' } };

test('a path is shown with its rule and its connection points in their order', async () => {
  const { paths, noted } = chaining();
  const made = await paths.create('web', { ...wish, tenantId: 't' });
  assert.deepEqual(made, {
    id: 'port_chain-5',
    name: 'web',
    description: '',
    over: ['b', 'a'],
    rule: { from: 'o', protocol: 'TCP' },
  });
  assert.deepEqual(await paths.list(), [made]);
  assert.deepEqual(await paths.show(made.id), made);
  assert.equal(await paths.show(paths.unknownId()), undefined);
  // Each is written down before it is asked for.
  assert.deepEqual(
    noted.filter((line) => line.includes(' after ')),
    ['connection-point-of-a-path after 0', 'hop-of-a-path after 1']
      .concat(['connection-point-of-a-path after 2', 'hop-of-a-path after 3'])
      .concat(['rule-of-a-path after 4', 'forwarding-path after 5'])
      .map((line) => `network/${line}`),
  );
});

test('a path with the rule of another one has no rule of its own', async () => {
  const { paths, kept } = chaining();
  const { id } = await paths.create('web', wish);
  await paths.create('again', { ...wish, ruleOf: id });
  assert.equal([...kept.keys()].filter((key) => key.startsWith('flow_classifier')).length, 1);
});

test('a changed rule is another one, and the one before is gone', async () => {
  const { paths, kept } = chaining();
  const { id } = await paths.create('web', wish);
  await paths.describe(id, 'later');
  await paths.changeRule(id, { protocol: 'UDP' });
  const { rule, description, over } = (await paths.show(id)) ?? assert.fail();
  assert.deepEqual([rule, description, over], [{ protocol: 'UDP' }, 'later', ['b', 'a']]);
  assert.equal([...kept.keys()].filter((key) => key.startsWith('flow_classifier')).length, 1);
});

test('a path is deleted with all that it is made of; one whose deletion is refused keeps it', async () => {
  const { paths, kept } = chaining();
  await paths.delete((await paths.create('web', wish)).id);
  assert.deepEqual([...kept.keys()], []);

  const stubborn = chaining((what) => what.startsWith('DELETE network/sfc/port_chains'));
  const { id } = await stubborn.paths.create('web', wish);
  await assert.rejects(stubborn.paths.delete(id), Refusal);
  assert.equal(stubborn.kept.size, 6);
  await assert.rejects(chaining().paths.delete('x'), Refusal);
});

test('one part of a path is taken away by itself', async () => {
  const { paths, session } = chaining(() => false);
  const { id } = await paths.create('web', wish);
  for (const part of ['rule', 'connection point', 'hop'] as const) await paths.deletePart(id, part);
  assert.deepEqual(
    session.asked().filter((what) => what.startsWith('DELETE')),
    [
      'flow_classifiers/flow_classifier-4',
      'port_pairs/port_pair-0',
      'port_pair_groups/port_pair_group-1',
    ].map((path) => `DELETE network/v2.0/sfc/${path}`),
  );
});

test('clean-up finds each part by its name, and takes away that one', async () => {
  const { paths, session, kept } = chaining();
  await paths.create('web', wish);
  assert.equal(Object.keys(forwardingPathKeepers).length, 4);
  for (const open of Object.values(forwardingPathKeepers).toReversed()) {
    const keeper = open(session);
    assert.deepEqual(await keeper.named('other', {}), []);
    for (const id of await keeper.named('web', {})) {
      await keeper.remove(id, {});
      assert.equal(await keeper.exists(id, {}), false);
      await keeper.remove(id, {});
    }
  }
  assert.deepEqual([...kept.keys()], []);
});

test('a rule is the same in both vocabularies', () => {
  for (const rule of [
    {},
    { from: 'o', protocol: 'TCP', 'source ports': '1-9', 'destination ports': '80' },
    { 'source addresses': '10.0.0.0/8', 'destination addresses': '192.0.2.1/32' },
    { 'destination addresses': '2001:db8::/32' },
  ]) {
    const wire = Object.fromEntries(
      Object.entries(ruleToWire(rule)).map(([key, value]) => [
        key,
        key.includes('range') ? Number(value) : value,
      ]),
    );
    const shown = { ...any, id: 'i', name: 'n', ...wire } as Parameters<typeof ruleFromWire>[0];
    assert.deepEqual(ruleFromWire(shown), rule);
  }
  assert.equal(ruleToWire({ 'source addresses': '::/0' }).ethertype, 'IPv6');
  assert.equal(ruleToWire({}).ethertype, 'IPv4');
});
