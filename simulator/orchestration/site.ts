/** Where the resources of a stack are built, and what is known of those that are. */
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Client } from './client.ts';
import type { Expression, Surroundings } from './expression.ts';
import type { Stack, StackResource } from './stack-table.ts';
import { findType } from './types/register.ts';
import type { Built, Site } from './types/type.ts';
import type { Mapping } from './values.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** `<stack>-<resource>-` and twelve letters, short enough for every service. */
export function physicalName(ids: Ids, stack: string, resource: string): string {
  const tail = Array.from({ length: 12 }, () => letters.charAt(ids.between(0, 31))).join('');
  return `${`${stack}-${resource}`.slice(0, 200)}-${tail}`;
}

export const siteOf = (
  stack: Stack,
  { name, physicalId }: Pick<StackResource, 'name' | 'physicalId'>,
  client: Client,
  tools: { readonly clock: Clock; readonly ids: Ids },
): Site => ({
  client,
  ids: tools.ids,
  now: tools.clock.now(),
  stackName: stack.name,
  resource: name,
  name: physicalId === '' ? physicalName(tools.ids, stack.name, name) : physicalId,
});

export const builtOf = (resource: StackResource): Built => ({
  id: resource.physicalId,
  since: resource.createdAt,
  properties: resource.properties,
  notes: resource.notes,
});

/** What is there and not about to go. */
export const standing = (
  resources: readonly StackResource[],
  name: string,
): StackResource | undefined => resources.find((one) => one.name === name && !one.leaving);

/** What a type shows of a resource; nothing for what is not built, or not there any more. */
export async function shownOf(
  stack: Stack,
  resource: StackResource,
  client: Client,
  tools: { readonly clock: Clock; readonly ids: Ids },
): Promise<Mapping> {
  const type = findType(resource.type);
  if (type === undefined || resource.physicalId === '') return {};
  const site = siteOf(stack, resource, client, tools);
  return type.show(site, builtOf(resource)).catch(() => ({}));
}

/**
 * Looks at what some expressions are about.
 * @returns what they need to know of the resources
 */
export async function lookAround(
  stack: Stack,
  expressions: Iterable<Expression>,
  client: Client,
  tools: { readonly clock: Clock; readonly ids: Ids },
): Promise<Pick<Surroundings, 'reference' | 'attribute'>> {
  const shown = new Map<string, Mapping>();
  for (const { uses } of expressions) {
    for (const { resource: name, reads } of uses) {
      if (!reads) continue;
      const resource = standing(stack.resources, name);
      if (resource === undefined || shown.has(name)) continue;
      shown.set(name, await shownOf(stack, resource, client, tools));
    }
  }
  return {
    reference(name) {
      const resource = standing(stack.resources, name);
      if (resource === undefined) return name;
      const type = findType(resource.type);
      return type?.reference?.(builtOf(resource)) ?? resource.physicalId;
    },
    attribute(name, attribute) {
      const all = shown.get(name) ?? {};
      if (attribute === undefined || attribute === 'show') return all;
      return all[attribute] ?? null;
    },
  };
}
