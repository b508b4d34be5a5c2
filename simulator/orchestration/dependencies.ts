/** In which order a stack builds what its template describes. */
import { badReference } from './expression.ts';
import { refused } from './faults.ts';
import type { Definition } from './resource-definition.ts';

/** Resource → those that must be there before it. */
export type Requirements = ReadonlyMap<string, readonly string[]>;

/** @throws Fault 400 for a reference to what the template does not describe */
export function requirementsOf(definitions: readonly Definition[]): Requirements {
  const names = new Set(definitions.map(({ name }) => name));
  return new Map(
    definitions.map((definition) => {
      const { name, dependsOn, properties, metadata } = definition;
      const unknown = dependsOn.find((one) => !names.has(one));
      if (unknown !== undefined) throw badReference({ resource: unknown, key: name });
      const uses = [
        ...[...properties.values()].flatMap((value) => value.uses),
        ...(metadata?.uses ?? []),
      ];
      const lost = uses.find(({ resource }) => !names.has(resource));
      if (lost !== undefined) throw badReference(lost);
      return [name, [...new Set([...dependsOn, ...uses.map(({ resource }) => resource)])]];
    }),
  );
}

/**
 * The names in an order in which each comes after what it requires.
 * @throws Fault 400 for a circle
 */
export function inOrder(requirements: Requirements): readonly string[] {
  const waiting = new Map([...requirements].map(([name, needs]) => [name, new Set(needs)]));
  const order: string[] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter(([, needs]) => needs.size === 0).map(([name]) => name);
    if (free.length === 0) {
      const circle = [...waiting].map(([name, needs]) => `${name} → ${[...needs].join(', ')}`);
      throw refused(
        400,
        'CircularDependencyException',
        `Circular Dependency Found: ${circle.join('; ')}`,
      );
    }
    for (const name of free) waiting.delete(name);
    for (const needs of waiting.values()) for (const name of free) needs.delete(name);
    order.push(...free);
  }
  return order;
}
