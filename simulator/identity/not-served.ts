/**
 * What the identity service has and the simulator does not serve: each answers 501 with its name, so
 * that nobody takes an empty list for an answer. Source: Identity API reference and its extensions.
 */
import type { Method } from '../kernel/service.ts';
import type { IdentityRoute } from './identity-call.ts';

type Operations = Readonly<Record<string, string>>;

/** The usual five of a collection. */
const all = (
  path: string,
  one: string,
  many = `${one}s`,
): Readonly<Record<string, Operations>> => ({
  [path]: { GET: `list ${many}`, POST: `create ${one}` },
  [`${path}/:id`]: { GET: `show ${one}`, PATCH: `update ${one}`, DELETE: `delete ${one}` },
});

/** Roles of a group on something. */
const groupGrants = (path: string, kind: string): Readonly<Record<string, Operations>> => ({
  [`${path}/groups/:group/roles`]: { GET: `list roles of a group on a ${kind}` },
  [`${path}/groups/:group/roles/:role`]: {
    GET: `check a role of a group on a ${kind}`,
    PUT: `assign a role to a group on a ${kind}`,
    DELETE: `unassign a role from a group on a ${kind}`,
  },
});

/** Path below `/v3` → method → the operation's name. */
const operations: Readonly<Record<string, Operations>> = {
  ...all('/groups', 'group'),
  '/groups/:id/users': { GET: 'list users of a group' },
  '/groups/:id/users/:user': {
    GET: 'check a user of a group',
    PUT: 'add a user to a group',
    DELETE: 'remove a user from a group',
  },
  '/users/:id/groups': { GET: 'list groups of a user' },
  ...groupGrants('/projects/:place', 'project'),
  ...groupGrants('/domains/:place', 'domain'),
  ...groupGrants('/system', 'system'),
  ...all('/credentials', 'credential'),
  ...all('/policies', 'policy', 'policies'),
  '/limits': { GET: 'list limits', POST: 'create limits' },
  '/limits/:id': { GET: 'show limit', PATCH: 'update limit', DELETE: 'delete limit' },
  ...all('/registered_limits', 'registered limit'),
  '/services': { POST: 'create service' },
  '/services/:id': { PATCH: 'update service', DELETE: 'delete service' },
  '/endpoints': { POST: 'create endpoint' },
  '/endpoints/:id': { PATCH: 'update endpoint', DELETE: 'delete endpoint' },
  '/regions': { POST: 'create region' },
  '/regions/:id': {
    PUT: 'create region with an id',
    PATCH: 'update region',
    DELETE: 'delete region',
  },
  '/projects/:id/tags': {
    GET: 'list tags of a project',
    PUT: 'replace tags of a project',
    DELETE: 'delete tags of a project',
  },
  '/projects/:id/tags/:tag': {
    GET: 'check a tag of a project',
    PUT: 'add a tag to a project',
    DELETE: 'delete a tag of a project',
  },
  '/domains/:id/config': {
    GET: 'show configuration of a domain',
    PUT: 'create configuration of a domain',
    PATCH: 'update configuration of a domain',
    DELETE: 'delete configuration of a domain',
  },
  '/users/:id/access_rules': { GET: 'list access rules' },
  '/users/:id/access_rules/:rule': { GET: 'show access rule', DELETE: 'delete access rule' },
  '/users/:id/credentials/OS-EC2': {
    GET: 'list EC2 credentials of a user',
    POST: 'create EC2 credential of a user',
  },
  '/users/:id/credentials/OS-EC2/:credential': {
    GET: 'show EC2 credential of a user',
    DELETE: 'delete EC2 credential of a user',
  },
  '/ec2tokens': { POST: 'sign in with an EC2 credential' },
  '/s3tokens': { POST: 'sign in with an S3 signature' },
  '/OS-TRUST/trusts': { GET: 'list trusts', POST: 'create trust' },
  '/OS-TRUST/trusts/:id': { GET: 'show trust', DELETE: 'delete trust' },
  '/OS-TRUST/trusts/:id/roles': { GET: 'list roles of a trust' },
  '/OS-TRUST/trusts/:id/roles/:role': { GET: 'show a role of a trust' },
  '/OS-REVOKE/events': { GET: 'list revocation events' },
};

/** Whole extensions; a call of any of their paths is answered by the extension's name. */
const extensions: Readonly<Record<string, string>> = {
  'OS-FEDERATION': 'any call of the federation extension',
  'OS-INHERIT': 'any call of the inherited assignments extension',
  'OS-OAUTH1': 'any call of the OAuth 1.0a extension',
  'OS-OAUTH2': 'any call of the OAuth 2.0 extension',
  'OS-EP-FILTER': 'any call of the endpoint filter extension',
  'OS-ENDPOINT-POLICY': 'any call of the endpoint policy extension',
  'OS-SIMPLE-CERT': 'any call of the simple certificate extension',
};

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export const routesNotServed: readonly IdentityRoute[] = [
  ...Object.entries(operations).flatMap(([path, named]) =>
    Object.entries(named).map(([method, operation]) => ({
      method: method as Method,
      path: `/v3${path}`,
      operation,
    })),
  ),
  ...Object.entries(extensions).flatMap(([name, operation]) =>
    methods.map((method) => ({ method, path: `/v3/${name}/*`, operation })),
  ),
];
