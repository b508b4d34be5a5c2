/** What a client may say of a resource, as data, and reading what it says. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from './faults.ts';
import { type Check, type Convert, shown, textUpTo, toBoolean } from './values.ts';

export interface Attribute {
  /** May be told on creation. */
  readonly post?: boolean;
  /** May be changed. */
  readonly put?: boolean;
  readonly required?: boolean;
  /** What it is on creation when nothing is told; undefined: the room decides. */
  readonly byDefault?: unknown;
  /** Runs before the check. */
  readonly convert?: Convert;
  readonly check?: Check;
  /** Telling it, or changing it, takes a rule of its own: `create_network:shared`. */
  readonly rule?: boolean;
  /** Lists can be filtered by it. */
  readonly filter?: boolean;
  /** Lists can be sorted by it. */
  readonly sort?: boolean;
}
export type Attributes = Readonly<Record<string, Attribute>>;

/** What a client wants, checked and converted: an attribute that it did not tell is not in it. */
export type Wish = Readonly<Record<string, unknown>> & { readonly project_id: string };

export const text = (longest = 255): Attribute => ({
  post: true,
  put: true,
  byDefault: '',
  check: textUpTo(longest),
  filter: true,
  sort: true,
});
export const flag = (byDefault?: boolean): Attribute => ({
  post: true,
  put: true,
  ...(byDefault === undefined ? {} : { byDefault }),
  convert: toBoolean,
  filter: true,
  sort: true,
});
const readOnly: Attribute = { filter: true };

/** Those that every resource has. */
export const standardAttributes: Attributes = {
  id: { filter: true, sort: true },
  description: text(),
  project_id: { post: true, filter: true },
  tenant_id: { post: true, filter: true, sort: true },
  tags: {},
  created_at: {},
  updated_at: {},
  revision_number: readOnly,
};

/**
 * The objects that a body tells of: one, or several to be created together.
 * @throws Fault 400 when there are none
 */
export function objectsIn(
  body: unknown,
  { name, collection }: { name: string; collection: string },
  creating: boolean,
): { readonly several: boolean; readonly objects: readonly Record<string, unknown>[] } {
  if (!isObject(body)) throw badRequest('Body contains invalid data');
  const several = body[collection] !== undefined;
  if (several && !creating) throw badRequest('Bulk operation not supported');
  const told = several ? body[collection] : body[name];
  if (told === undefined || told === null) {
    throw badRequest(`Unable to find '${name}' in request body`);
  }
  if (several && !Array.isArray(told)) throw badRequest(`Object '${name}' contains invalid data`);
  const objects = several ? (told as unknown[]) : [told];
  if (objects.length === 0) throw badRequest('Resources required');
  return {
    several,
    objects: objects.map((object) => {
      if (isObject(object)) return object;
      throw badRequest(`Object '${name}' contains invalid data`);
    }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws Fault 400 when the object is not to be the caller's own project's */
function projectTold(object: Record<string, unknown>, caller: Caller, admin: boolean): unknown {
  const own = projectOf(caller);
  const { project_id: project, tenant_id: tenant } = object;
  if (project !== undefined && tenant !== undefined && project !== tenant) {
    throw badRequest("'project_id' and 'tenant_id' do not match");
  }
  const told = project ?? tenant;
  if (told !== undefined && told !== own && !admin) {
    throw badRequest(
      "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
    );
  }
  return told;
}

function refuseUnknown(object: Record<string, unknown>, attributes: Attributes): void {
  const unknown = Object.keys(object).filter((key) => !Object.hasOwn(attributes, key));
  if (unknown.length > 0) throw badRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
}

function checked(object: Record<string, unknown>, attributes: Attributes) {
  const wish: Record<string, unknown> = {};
  for (const [key, { check, convert }] of Object.entries(attributes)) {
    const told = object[key];
    if (told === undefined) continue;
    const value = convert === undefined ? told : convert(told);
    const why = check?.(value);
    if (why !== undefined) throw badRequest(`Invalid input for ${key}. Reason: ${why}`);
    wish[key] = value;
  }
  return wish;
}

/** @throws Fault 400 in the order in which the real service looks */
export function readCreation(
  object: Record<string, unknown>,
  attributes: Attributes,
  caller: Caller,
  admin: boolean,
): Wish {
  const project = projectTold(object, caller, admin) ?? projectOf(caller);
  if (project === undefined) {
    throw badRequest('Running without keystone AuthN requires that tenant_id is specified');
  }
  refuseUnknown(object, attributes);
  for (const [key, { post, required }] of Object.entries(attributes)) {
    if (required === true && !Object.hasOwn(object, key)) {
      throw badRequest(`Failed to parse request. Required attribute '${key}' not specified`);
    }
    if (post !== true && Object.hasOwn(object, key)) {
      throw badRequest(`Attribute '${key}' not allowed in POST`);
    }
  }
  const why = textUpTo(255)(project);
  if (why !== undefined) throw badRequest(`Invalid input for tenant_id. Reason: ${why}`);
  const defaults = Object.fromEntries(
    Object.entries(attributes).flatMap(([key, { byDefault }]) =>
      byDefault === undefined ? [] : [[key, byDefault]],
    ),
  );
  return { ...defaults, ...checked(object, attributes), project_id: shown(project) };
}

/** @throws Fault 400 */
export function readChange(
  object: Record<string, unknown>,
  attributes: Attributes,
  caller: Caller,
  admin: boolean,
): Readonly<Record<string, unknown>> {
  projectTold(object, caller, admin);
  refuseUnknown(object, attributes);
  for (const [key, { put }] of Object.entries(attributes)) {
    if (put !== true && Object.hasOwn(object, key)) {
      throw badRequest(`Cannot update read-only attribute ${key}`);
    }
  }
  return checked(object, attributes);
}
