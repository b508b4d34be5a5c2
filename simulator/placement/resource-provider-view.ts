/** How a resource provider is shown. */
import type { ResourceProvider } from '../../src/contract/placement/resource-provider.ts';
import { placementPath } from './path.ts';
import type { Provider } from './ports.ts';
import type { Providers } from './provider-table.ts';

/** What it has, and since which microversion. */
const parts = [
  ['inventories', 0],
  ['usages', 0],
  ['aggregates', 1],
  ['traits', 6],
  ['allocations', 11],
] as const;

/** Where one is, as links have it. */
export const providerPath = (id: string): string => `${placementPath}/resource_providers/${id}`;

export const view = (
  providers: Providers,
  { minor }: { readonly minor: number },
  provider: Provider,
): ResourceProvider => ({
  uuid: provider.id,
  name: provider.name,
  generation: provider.generation,
  links: [
    { rel: 'self', href: providerPath(provider.id) },
    ...parts
      .filter(([, since]) => minor >= since)
      .map(([rel]) => ({ rel, href: `${providerPath(provider.id)}/${rel}` })),
  ],
  ...(minor < 14
    ? {}
    : {
        parent_provider_uuid: provider.parentId,
        root_provider_uuid: providers.rootOf(provider).id,
      }),
});
