/** Types whose resources are those of another service, made, shown and deleted through its API. */
import type { Client } from '../client.ts';
import { ResourceFailure } from '../client.ts';
import { isMapping, type Mapping } from '../values.ts';
import type { Built, ResourceType, Site } from './type.ts';

export interface RestType extends Pick<
  ResourceType,
  'name' | 'description' | 'properties' | 'attributes' | 'reserved'
> {
  /** The path of the collection, below the origin. */
  readonly collection: string;
  /** The key around one thing. */
  readonly key: string;
  /** The field that tells things apart in paths: `id`, unless told otherwise. */
  readonly idField?: string;
  /** What is asked for, from the properties. */
  readonly wish: (site: Site, properties: Mapping) => Mapping | Promise<Mapping>;
  /** What stands beside it in the body. */
  readonly beside?: (properties: Mapping) => Mapping;
  /** Runs once it is made. */
  readonly afterwards?: (site: Site, id: string, properties: Mapping) => Promise<void>;
  /** What is asked to change; without it the resource is replaced. */
  readonly change?: (site: Site, properties: Mapping) => Mapping | Promise<Mapping>;
  /** The statuses (in the field `status`) of what can be used, and of what never will be. */
  readonly states?: { readonly ready: string; readonly broken: string };
  /** It goes on existing for a while after its deletion was answered. */
  readonly lingers?: true;
}

const thingIn = (body: Mapping, key: string): Mapping => {
  const thing = body[key];
  return isMapping(thing) ? thing : {};
};

export function restType(spec: RestType): ResourceType {
  const { name, description, properties, attributes, reserved, collection, key } = spec;
  const path = ({ id }: Pick<Built, 'id'>) => `${collection}/${encodeURIComponent(id)}`;
  const look = async ({ client }: Site, built: Built) =>
    thingIn((await client.ask('GET', path(built))).body, key);
  const { states, afterwards, change } = spec;
  return {
    name,
    description,
    properties,
    attributes,
    ...(reserved === undefined ? {} : { reserved }),
    async create(site, given) {
      const wish = await spec.wish(site, given);
      const { body } = await site.client.ask('POST', collection, {
        [key]: wish,
        ...spec.beside?.(given),
      });
      const id = String(thingIn(body, key)[spec.idField ?? 'id']);
      await afterwards?.(site, id, given);
      return { id };
    },
    ...(states === undefined
      ? {}
      : {
          async ready(site, built) {
            const { status, fault } = await look(site, built);
            if (String(status).toLowerCase() === states.broken) {
              const said = isMapping(fault) ? String(fault['message']) : 'Unknown';
              throw new ResourceFailure(
                `ResourceInError: Went to status ${String(status)} due to "${said}"`,
              );
            }
            return String(status).toLowerCase() === states.ready;
          },
        }),
    ...(change === undefined
      ? {}
      : {
          async update(site, built, given) {
            await site.client.ask('PUT', path(built), { [key]: await change(site, given) });
          },
        }),
    async remove(site, built) {
      if (built.id !== '') await site.client.ask('DELETE', path(built), undefined, [404]);
    },
    ...(spec.lingers === undefined
      ? {}
      : {
          async gone(site, built) {
            if (built.id === '') return true;
            return (await site.client.ask('GET', path(built), undefined, [404])).status === 404;
          },
        }),
    async show(site, built) {
      return built.id === '' ? {} : look(site, built);
    },
  };
}

/** The properties of these names that are given, under the names that the service has for them. */
export const named = (properties: Mapping, names: Readonly<Record<string, string>>): Mapping =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([name]) => properties[name] !== undefined)
      .map(([name, field]) => [field, properties[name]]),
  );

/** The same, for properties that the service calls the same. */
export const same = (properties: Mapping, ...names: readonly string[]): Mapping =>
  named(properties, Object.fromEntries(names.map((name) => [name, name])));

/**
 * The id of what is called by its name or id.
 * @throws ResourceFailure when there is none or there are several
 */
export async function idOf(
  client: Client,
  collection: string,
  many: string,
  nameOrId: unknown,
): Promise<string> {
  const wanted = String(nameOrId);
  const query = (field: string) => `${collection}?${field}=${encodeURIComponent(wanted)}`;
  for (const field of ['id', 'name']) {
    const { body } = await client.ask('GET', query(field), undefined, [400]);
    const entries = (Array.isArray(body[many]) ? body[many] : []) as readonly Mapping[];
    const found = entries.filter((entry) => entry[field] === wanted);
    if (found.length > 1) {
      throw new ResourceFailure(
        `PhysicalResourceNameAmbiguity: Multiple physical resources were found with name (${wanted}).`,
      );
    }
    if (found[0] !== undefined) return String(found[0]['id']);
  }
  throw new ResourceFailure(
    `EntityNotFound: The ${many.replace(/s$/, '')} (${wanted}) could not be found.`,
  );
}
