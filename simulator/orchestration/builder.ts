/** Building what a template describes: making, changing and replacing, each after what it requires. */
import { attempt, type Tools } from './attempt.ts';
import { type Blueprint, propertiesOf, typeOf } from './blueprint.ts';
import type { Client } from './client.ts';
import type { Definition } from './resource-definition.ts';
import { builtOf, lookAround, siteOf, standing } from './site.ts';
import type { Stack, StackResource } from './stack-table.ts';
import { findType } from './types/register.ts';
import { equal } from './values.ts';

const stateChanged = 'state changed';

export function createBuilder(tools: Tools) {
  const { records, clock, ids } = tools;

  const resolved = async (stack: Stack, blueprint: Blueprint, one: Definition, client: Client) => {
    const known = await lookAround(stack, one.properties.values(), client, tools);
    return propertiesOf(one, blueprint.surroundings(known));
  };

  const plan = ({ requirements }: Blueprint, one: Definition): StackResource => ({
    key: ids.uuid(),
    name: one.name,
    type: one.type,
    description: one.description,
    physicalId: '',
    action: 'INIT',
    status: 'COMPLETE',
    reason: '',
    createdAt: clock.now(),
    updatedAt: clock.now(),
    properties: {},
    notes: {},
    requires: requirements.get(one.name) ?? [],
    keeps: one.keeps,
    leaving: false,
    operation: 0,
  });

  const make = async (stack: Stack, blueprint: Blueprint, one: Definition, client: Client) => {
    const resource = standing(records.resources(stack.id), one.name);
    if (resource === undefined) return;
    const { key } = resource;
    const { operation } = stack;
    const now = clock.now();
    records.change(stack.id, key, {
      action: 'CREATE',
      status: 'IN_PROGRESS',
      reason: stateChanged,
      operation,
      createdAt: now,
    });
    await attempt(tools, stack, resource, 'CREATE', async () => {
      const properties = await resolved(stack, blueprint, one, client);
      records.change(stack.id, key, { properties });
      const { id, notes = {} } = await typeOf(one).create(
        siteOf(stack, resource, client, tools),
        properties,
      );
      records.change(stack.id, key, { physicalId: id, notes });
    });
  };

  /** Brings what an earlier operation has built to what the template says now. */
  const adapt = async (
    stack: Stack,
    blueprint: Blueprint,
    one: Definition,
    old: StackResource,
    client: Client,
  ) => {
    const type = typeOf(one);
    const { operation } = stack;
    const properties = await attempt(tools, stack, old, 'UPDATE', () =>
      resolved(stack, blueprint, one, client),
    );
    const requires = blueprint.requirements.get(one.name) ?? [];
    const changed = Object.keys({ ...old.properties, ...properties }).filter(
      (name) => !equal(old.properties[name], properties[name]),
    );
    const isWhole = old.type === one.type && old.status === 'COMPLETE' && old.physicalId !== '';
    if (isWhole && changed.length === 0) {
      records.change(stack.id, old.key, { operation, requires, keeps: one.keeps });
      return;
    }
    records.change(stack.id, old.key, {
      action: 'UPDATE',
      status: 'IN_PROGRESS',
      reason: stateChanged,
    });
    const inPlace = changed.every((name) => type.properties[name]?.updatable === true);
    if (isWhole && inPlace && type.update !== undefined) {
      await attempt(tools, stack, old, 'UPDATE', async () =>
        type.update?.(siteOf(stack, old, client, tools), builtOf(old), properties),
      );
      records.change(stack.id, old.key, { properties, requires, operation });
      return;
    }
    records.change(stack.id, old.key, {
      status: 'COMPLETE',
      reason: `The Resource ${one.name} requires replacement.`,
      leaving: true,
    });
    records.add(stack.id, plan(blueprint, one));
    await make(stack, blueprint, one, client);
  };

  /** Looks whether what was begun has become usable. */
  const settle = async (stack: Stack, resource: StackResource, client: Client) => {
    const type = findType(resource.type);
    const action = resource.action === 'UPDATE' ? 'UPDATE' : 'CREATE';
    const isReady = await attempt(tools, stack, resource, action, () =>
      type?.ready === undefined
        ? Promise.resolve(true)
        : type.ready(siteOf(stack, resource, client, tools), builtOf(resource)),
    );
    if (isReady)
      records.change(stack.id, resource.key, { status: 'COMPLETE', reason: stateChanged });
  };

  const isSettled = (stack: Stack, name: string): boolean => {
    const resource = standing(records.resources(stack.id), name);
    return resource?.operation === stack.operation && resource.status === 'COMPLETE';
  };

  const step = async (stack: Stack, blueprint: Blueprint, one: Definition, client: Client) => {
    const resource = standing(records.resources(stack.id), one.name);
    if (resource?.operation === stack.operation && resource.status === 'IN_PROGRESS') {
      await settle(stack, resource, client);
      return;
    }
    const requires = blueprint.requirements.get(one.name) ?? [];
    if (!requires.every((name) => isSettled(stack, name))) return;
    const fresh = { ...stack, resources: records.resources(stack.id) };
    if (resource === undefined || resource.action === 'INIT') {
      await make(fresh, blueprint, one, client);
    } else {
      await adapt(fresh, blueprint, one, resource, client);
    }
  };

  return {
    /** @returns whether all is as the template says */
    async pass(stack: Stack, blueprint: Blueprint, client: Client): Promise<boolean> {
      for (const one of blueprint.definitions) {
        if (standing(records.resources(stack.id), one.name) !== undefined) continue;
        records.add(stack.id, plan(blueprint, one));
      }
      const open = () => blueprint.definitions.filter(({ name }) => !isSettled(stack, name));
      for (const one of open()) {
        if (!records.isCurrent(stack)) return false;
        await step(stack, blueprint, one, client);
      }
      return open().length === 0;
    },
    /** Suspends, resumes or checks all resources. */
    async visit(
      stack: Stack,
      action: 'SUSPEND' | 'RESUME' | 'CHECK',
      client: Client,
    ): Promise<boolean> {
      let isDone = true;
      for (const resource of stack.resources) {
        const { key, physicalId } = resource;
        if (resource.action === action && resource.operation === stack.operation) continue;
        const type = findType(resource.type);
        const acted = await attempt(tools, stack, resource, action, async () => {
          if (physicalId === '' || type?.act === undefined) return true;
          return type.act(siteOf(stack, resource, client, tools), builtOf(resource), action);
        });
        const reason =
          action === 'CHECK' ? `CHECK not supported for ${resource.type}` : stateChanged;
        const { operation } = stack;
        if (acted) records.change(stack.id, key, { action, status: 'COMPLETE', reason, operation });
        isDone &&= acted;
      }
      return isDone;
    },
  };
}
