/** From resources to routes: reading with tags and parameters, writing under a precondition. */
import { z } from 'zod';
import type { Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { invalidBody, noSuchResource, refused, usualHeaders } from './faults.ts';
import { shaped } from './query.ts';
import type { Action, Adding, Body, Change, Ids, RedfishCall, Resource } from './resource.ts';
import { schemaAddress } from './schemas.ts';
import { isKnown, mustMatch } from './tag.ts';
import { bodyOf, methodsOf, type Tree } from './tree.ts';

type RedfishRoute = Route<undefined>;

const idsOf = (path: string, call: RedfishCall): Ids =>
  Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, call.param(name)]),
  );

const tagIn = (body: Body): string => String(body['@odata.etag']);

/** @throws Fault 404 */
function present(resource: Resource, ids: Ids, call: RedfishCall): Body {
  const body = bodyOf(resource, ids);
  if (body === undefined) throw noSuchResource(`/redfish${call.path}`);
  return body;
}

const told = (
  resource: Resource,
  status: number,
  body: Body,
  more: Reply['headers'] = [],
): Reply => ({
  status,
  body,
  type: 'application/json;charset=utf-8',
  headers: [
    ...usualHeaders,
    ['allow', methodsOf(resource).join(', ')],
    ['etag', tagIn(body)],
    ['link', `<${schemaAddress(String(body['@odata.type']))}>; rel=describedby`],
    ...more,
  ],
});

const objectBody = z.record(z.string(), z.unknown());

/** @throws Fault 400 */
async function bodyIn(call: RedfishCall): Promise<Body> {
  const read = objectBody.safeParse(await call.json());
  if (!read.success) throw refused(400, 'MalformedJSON', 'The body must be an object.');
  return read.data;
}

/** Annotations say nothing that could be written. @throws Fault 400 */
function written(body: Body, schema: z.ZodType<Body>, now: Body = {}): Body {
  const values = Object.fromEntries(
    Object.entries(body).filter(([key]) => !key.startsWith('@odata.')),
  );
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const readOnly =
    issue?.code === 'unrecognized_keys'
      ? issue.keys.find((key) => Object.hasOwn(now, key))
      : undefined;
  throw readOnly === undefined
    ? invalidBody(read.error)
    : refused(400, 'PropertyNotWritable', `${readOnly} cannot be written.`);
}

export function routesOf(
  resources: readonly Resource[],
  actions: readonly Action[],
  tree: Tree,
): RedfishRoute[] {
  return [...resources.flatMap((each) => ofResource(each, tree)), ...actions.map(ofAction)];
}

function ofResource(resource: Resource, tree: Tree): RedfishRoute[] {
  const { path, name, change, add, remove, guard } = resource;
  const read = (call: RedfishCall): Reply => {
    const ids = idsOf(path, call);
    guard?.(ids, call);
    const body = present(resource, ids, call);
    if (isKnown(call, tagIn(body))) {
      return { status: 304, headers: [...usualHeaders, ['etag', tagIn(body)]] };
    }
    return told(resource, 200, shaped(body, call.query, tree));
  };
  const route = (method: RedfishRoute['method'], does: string, handler: RedfishRoute['handler']) =>
    ({ method, path, operation: `${does} ${name}`, handler }) as RedfishRoute;
  return [
    { ...route('GET', 'read', read), ...(resource.open === true ? { open: true } : {}) },
    ...(change === undefined ? [] : [route('PATCH', 'change', changing(resource, change))]),
    ...(add === undefined ? [] : addingRoutes(resource, add, tree)),
    ...(remove === undefined
      ? []
      : [
          route('DELETE', 'remove', (call) => {
            const ids = idsOf(path, call);
            mustMatch(call, tagIn(present(resource, ids, call)));
            remove(ids, call);
            return { status: 204, headers: usualHeaders };
          }),
        ]),
  ];
}

const changing =
  (resource: Resource, { schema, apply }: Change) =>
  async (call: RedfishCall): Promise<Reply> => {
    const ids = idsOf(resource.path, call);
    // Looked at before the body is, and again when it has come: others may have been quicker.
    mustMatch(call, tagIn(present(resource, ids, call)));
    const body = await bodyIn(call);
    const now = present(resource, ids, call);
    mustMatch(call, tagIn(now));
    const values = written(body, schema, now);
    if (Object.keys(values).length === 0) {
      throw refused(400, 'NoOperation', 'The body holds nothing that can be written.');
    }
    apply(ids, values as never, call);
    return told(resource, 200, present(resource, ids, call));
  };

/** A collection takes new members under the name of their list, too. */
function addingRoutes(resource: Resource, add: Adding, tree: Tree): RedfishRoute[] {
  const handler = async (call: RedfishCall): Promise<Reply> => {
    const { path, headers = [] } = add.apply(
      written(await bodyIn(call), add.schema) as never,
      call,
    );
    const body = tree.at(path);
    if (body === undefined) throw new Error(`nothing was added at ${path}`);
    return {
      status: 201,
      body,
      headers: [...usualHeaders, ['location', path], ['etag', tagIn(body)], ...headers],
    };
  };
  return [resource.path, `${resource.path}/Members`].map((path) => ({
    method: 'POST',
    path,
    operation: `add to ${resource.name}`,
    handler,
    ...(add.open === true ? { open: true } : {}),
  }));
}

const ofAction = ({ path, name, schema, run }: Action): RedfishRoute => ({
  method: 'POST',
  path,
  operation: name,
  handler: async (call) => {
    const body = await bodyIn(call);
    return run(idsOf(path, call), written(body, schema) as never, call);
  },
});
