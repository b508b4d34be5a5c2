/** The sentences of the catalogue. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  informativeStatements,
  requirementById,
  requirements,
} from '../../src/catalogue/catalogue.ts';
import { interfacePoints } from '../../src/catalogue/interface-points.ts';
import { needs } from '../../src/catalogue/needs.ts';
import { personas } from '../../src/catalogue/personas.ts';

const oneSentence = (text: string, what: string): void => {
  assert.match(text, /^[A-Z][^.{}]*\.$/, `${what}: ${text}`);
  assert.ok(text.length <= 120, `${what} has ${String(text.length)} characters`);
};

test('each statement is one short sentence, and no two are the same at one interface point', () => {
  const seen = new Map<string, string>();
  for (const { id, statement, interfacePoints: points } of requirements) {
    oneSentence(statement, id);
    const key = `${points.join()} ${statement}`;
    assert.equal(seen.get(key), undefined, `${id} says the same as ${String(seen.get(key))}`);
    seen.set(key, id);
  }
});

test('each requirement tells its level’s reason and its clause, in whole sentences', () => {
  for (const { id, levelReason, clause, reading } of requirements) {
    assert.match(levelReason, /^[A-Z].+\.$/, id);
    assert.match(clause, /^[A-Z]/, id);
    if (reading !== undefined) assert.match(reading, /^[A-Z].+\.$/, id);
  }
});

test('every detach without an attach tells how it is read', () => {
  for (const id of ['user/detach', 'tenant/detach', 'virtual-compute/detach']) {
    assert.match(requirementById(id)?.reading ?? '', /Detach without Attach/);
  }
});

test('every restriction tells whom it lets in and how it is read', () => {
  for (const { id, actors, reading } of requirements) {
    if (!id.endsWith('/authorization') || id.startsWith('lbaas/')) continue;
    assert.ok(actors !== undefined && actors.length > 0, id);
    assert.ok(reading !== undefined, id);
  }
});

test('no product and no wire stand in the catalogue', () => {
  const all = JSON.stringify([requirements, informativeStatements, needs, interfacePoints]);
  const words = /\b(openstack|nova|neutron|keystone|glance|cinder|heat|octavia|https?|flavors?)\b/i;
  assert.equal(words.exec(all)?.[0], undefined);
});

test('informative statements have a reading each, and ids of their own', () => {
  const ids = informativeStatements.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, statement, clause, reading } of informativeStatements) {
    oneSentence(statement, id);
    assert.match(clause, /^[A-Z]/);
    assert.match(reading, /^[A-Z].+\.$/);
    assert.equal(requirementById(id), undefined);
  }
});

test('needs, personas and interface points are described in sentences', () => {
  for (const [name, { sentence }] of Object.entries(needs)) oneSentence(sentence, name);
  for (const sentence of Object.values(personas)) assert.match(sentence, /^[A-Z].+\.$/);
  for (const { description } of Object.values(interfacePoints)) {
    assert.match(description, /^[A-Z].+\.$/);
  }
});

test('an unknown id is not found', () => {
  assert.equal(requirementById('flavour/rename'), undefined);
  assert.equal(requirementById('toString'), undefined);
});
