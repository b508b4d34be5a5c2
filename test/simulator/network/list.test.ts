import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';
import { listRows } from '../../../simulator/network/list.ts';
import {
  createNetworks,
  networkNotFound,
  type NetworkRow,
  seesNetwork,
} from '../../../simulator/network/network-table.ts';
import { newRow } from '../../../simulator/network/row.ts';

/** So many networks of a project, and lists of them. */
function crowded(projectId: string, n: number) {
  const world = createWorld(createVirtualClock(), 1);
  const networks = createNetworks(world);
  const add = (owner: string, name: string, external = false) =>
    networks.insert({
      ...newRow(world, { projectId: owner, description: '' }),
      name,
      external,
      adminStateUp: true,
      mtu: 1450,
      shared: false,
      isDefault: false,
      portSecurity: true,
      dnsDomain: '',
      qosPolicyId: null,
      segment: { type: 'vxlan', physical: null, id: 1 },
    });
  add('admin', 'outside', true);
  for (let i = 0; i < n; i++) add(projectId, String(i));
  const list = (who: { projectId: string; admin?: boolean }, limit?: number): NetworkRow[] =>
    listRows(
      {
        attributes: {},
        rows: networks,
        notFound: networkNotFound,
        sees: seesNetwork,
        ofOthers: () => networks.list('common', 'yes'),
      },
      {
        query: new URLSearchParams(),
        admin: who.admin === true,
        projectId: who.projectId,
        where: undefined,
        page: { limit, marker: undefined, reverse: false },
        view: ({ id }) => ({ id }),
      },
    );
  networks.visited = 0;
  return { networks, add, list };
}

test('a page costs the same however many networks there are, whoever they belong to', () => {
  for (const who of [
    { projectId: 'many' },
    { projectId: 'admin', admin: true },
    { projectId: 'few' },
  ]) {
    const { networks, add, list } = crowded('many', 5_000);
    add('few', 'own');
    assert.equal(list(who, 2).length, 2);
    assert.ok(networks.visited < 10, `${who.projectId} cost ${String(networks.visited)} rows`);
  }
});

test('whoever has few of many networks finds them all, in the order of their ids', () => {
  const { add, list } = crowded('many', 100);
  for (const name of ['x', 'y', 'z']) add('few', name);
  const found = list({ projectId: 'few' });
  assert.deepEqual(found.map(({ name }) => name).toSorted(), ['outside', 'x', 'y', 'z']);
  const ids = found.map(({ id }) => id);
  assert.deepEqual(ids, ids.toSorted());
});
