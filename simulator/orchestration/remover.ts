/** Taking down what a stack has no more need of, each before what it requires. */
import type { Blueprint } from './blueprint.ts';
import { attempt, type Tools } from './attempt.ts';
import type { Client } from './client.ts';
import { builtOf, siteOf } from './site.ts';
import type { Stack, StackResource } from './stack-table.ts';
import { findType } from './types/register.ts';

export function createRemover(tools: Tools) {
  const { records } = tools;

  const remove = async (stack: Stack, resource: StackResource, client: Client) => {
    const { key } = resource;
    const type = findType(resource.type);
    const site = siteOf(stack, resource, client, tools);
    const begun = resource.action === 'DELETE' && resource.operation === stack.operation;
    if (!begun) {
      records.change(stack.id, key, {
        action: 'DELETE',
        status: 'IN_PROGRESS',
        reason: 'state changed',
        operation: stack.operation,
      });
      await attempt(tools, stack, resource, 'DELETE', async () => {
        if (!resource.keeps) await type?.remove?.(site, builtOf(resource));
      });
    }
    const isGone = await attempt(tools, stack, resource, 'DELETE', async () =>
      resource.keeps || type?.gone === undefined ? true : type.gone(site, builtOf(resource)),
    );
    if (!isGone) return;
    records.change(stack.id, key, { status: 'COMPLETE', reason: 'state changed' });
    records.drop(stack.id, key);
  };

  return {
    /** @returns whether nothing is left that the template does not describe */
    async pass(
      stack: Stack,
      { definitions }: Pick<Blueprint, 'definitions'>,
      client: Client,
    ): Promise<boolean> {
      const described = new Set(definitions.map(({ name }) => name));
      const surplus = () =>
        records.resources(stack.id).filter(({ name, leaving }) => leaving || !described.has(name));
      // What is gone at once frees what it required within the same pass.
      for (let before = Infinity; ;) {
        const all = surplus();
        if (all.length === 0 || all.length === before) return all.length === 0;
        before = all.length;
        const needed = new Set(all.flatMap(({ requires }) => requires));
        for (const resource of all.filter(({ name }) => !needed.has(name))) {
          if (resource.action === 'INIT') records.drop(stack.id, resource.key);
          else await remove(stack, resource, client);
        }
      }
    },
  };
}
