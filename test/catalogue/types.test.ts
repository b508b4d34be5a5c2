/** What must not compile; `tsc` fails when an expected error is absent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BindingFor,
  type Bindings,
  kebab,
  type OperationId,
  type OperationsOf,
  type ReservedId,
  tenantResources,
} from '../../src/catalogue/tenant-resources.ts';
import type { Room } from '../../src/bindings/port.ts';

interface Verbs {
  create(name: string): string;
  list(): readonly string[];
  attach(id: string, to: string): void;
  detach(id: string, from: string): void;
  delete(id: string): void;
  suspend(id: string): void;
  unsuspend(id: string): void;
}

const create = (name: string): string => name;
const list = (): readonly string[] => [];
const nothing = (): void => undefined;
const three = { create, list, delete: nothing };

test('a room has exactly the verbs of its row', () => {
  const right: BindingFor<'flavour', Verbs> = three;
  // @ts-expect-error Delete is missing
  const missing: BindingFor<'flavour', Verbs> = { create, list };
  const surplus: BindingFor<'flavour', Verbs> = {
    create,
    list,
    delete: nothing,
    // @ts-expect-error the row Flavour has no suspend
    suspend: nothing,
  };
  // @ts-expect-error Create takes a name, not a number
  const wrong: BindingFor<'flavour', Verbs> = { ...three, create: (name: number) => String(name) };
  assert.ok(right && missing && surplus && wrong);
});

test('a binding has exactly the rooms of the table', () => {
  const detachable = { ...three, detach: nothing };
  const attachable = { ...detachable, attach: nothing };
  const all = {
    flavour: three,
    image: three,
    'key pair': three,
    role: three,
    'security group': three,
    stack: three,
    'virtual storage': attachable,
    user: detachable,
    tenant: detachable,
    'virtual compute': { ...detachable, suspend: nothing, unsuspend: nothing },
    'virtual network': attachable,
  };
  const right: Bindings<Verbs> = all;
  const { stack: _stack, ...withoutStack } = all;
  // @ts-expect-error the room of stacks is missing
  const missing: Bindings<Verbs> = withoutStack;
  // @ts-expect-error privileges have no operation, so there is no such room
  const surplus: Bindings<Verbs> = { ...all, privileges: {} };
  assert.ok(right && missing && surplus);
});

test('the port of the bindings is computed from the table too', () => {
  type VerbsOf<R> = Extract<keyof R, keyof Verbs>;
  const flavour: VerbsOf<Room<'flavour'>> = 'delete';
  // @ts-expect-error the row Flavour has no attach
  const attach: VerbsOf<Room<'flavour'>> = 'attach';
  assert.ok(flavour && attach);
});

test('ids are computed from the table', () => {
  const id: OperationId = 'virtual-compute/unsuspend';
  const reserved: ReservedId = 'key-pair/delete';
  // @ts-expect-error Table 6-2 has no such mark
  const unmarked: OperationId = 'flavour/attach';
  // @ts-expect-error privileges have no mark at all
  const privileges: OperationsOf<'privileges'> = 'create';
  // @ts-expect-error to list is reserved to nobody
  const listing: ReservedId = 'flavour/list';
  assert.ok(id && reserved && unmarked && privileges && listing);
  assert.equal(kebab('virtual compute') satisfies 'virtual-compute', 'virtual-compute');
});

test('the table has 40 marks and two operations from its notes', () => {
  const marks = Object.values(tenantResources).flatMap(
    (operations): readonly string[] => operations,
  );
  assert.equal(marks.length, 42);
  assert.equal(marks.filter((operation) => operation.endsWith('suspend')).length, 2);
  assert.equal(Object.keys(tenantResources).length, 12);
});
