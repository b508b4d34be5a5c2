/** Values of a table that stand for what the example made: `the virtual network`, `the other flavour`. */
import type { Attributes, Thing } from '../src/bindings/port.ts';
import { tenantResources, type TenantResource } from '../src/catalogue/tenant-resources.ts';

const form = new RegExp(`^the (other )?(${Object.keys(tenantResources).join('|')})$`);

/**
 * The attributes with the ids of the things that they refer to.
 * @param find the thing that was made last, or the one before it
 */
export const withReferences = (
  attributes: Attributes,
  find: (resource: TenantResource, other: boolean) => Thing,
): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([word, text]) => {
      const [, other, resource] = form.exec(text) ?? [];
      return [
        word,
        resource === undefined ? text : find(resource as TenantResource, other !== undefined).id,
      ];
    }),
  );
