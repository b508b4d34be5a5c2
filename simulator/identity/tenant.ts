/** Tenants (projects on the wire). Source: Identity API reference, "Projects". */
import {
  newProject,
  projectChange,
  type ProjectAnswer,
  type ProjectsAnswer,
} from '../../src/contract/identity/tenant.ts';
import { badRequest, forbidden } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { readMember } from './faults.ts';
import { domainOfToken, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import { collection, equals, type Filter, rowsOf } from './list.ts';
import { type RoomNeeds, textField } from './room.ts';
import { valid } from './schema.ts';
import type { Project } from './tables.ts';
import { createTenancy, defaultDomain } from './tenancy.ts';
import { projectView } from './tenant-view.ts';

const withTags =
  (judge: (have: readonly string[], want: readonly string[]) => boolean): Filter<Project> =>
  ({ tags }, wanted) =>
    judge(tags, wanted.split(','));

const filters: Readonly<Record<string, Filter<Project>>> = {
  name: equals(({ name }) => name),
  domain_id: equals(({ domainId }) => domainId),
  parent_id: equals(({ parentId }) => parentId),
  enabled: equals(({ enabled }) => enabled),
  is_domain: equals(({ isDomain }) => isDomain),
  tags: withTags((have, want) => want.every((tag) => have.includes(tag))),
  'tags-any': withTags((have, want) => want.some((tag) => have.includes(tag))),
  'not-tags': withTags((have, want) => !want.every((tag) => have.includes(tag))),
  'not-tags-any': withTags((have, want) => !want.some((tag) => have.includes(tag))),
};

export function tenantRoutes({ directory, ids, policy, secure }: RoomNeeds): IdentityRoute[] {
  const { projects } = directory;
  const tenancy = createTenancy(directory);
  const shown = (status: number, call: IdentityCall, project: Project) =>
    json(status, { project: projectView(call, project) } satisfies ProjectAnswer);
  const aboutPath = (call: IdentityCall) => {
    const project = projects.get(call.param('id'));
    return { project_id: call.param('id'), project_domain_id: project?.domainId ?? undefined };
  };

  const list = (call: IdentityCall) => {
    const own = domainOfToken(call);
    policy.enforce('identity:list_projects', call.caller, { domain_id: own });
    const asked = call.query.has('is_domain');
    const rows = rowsOf(projects, own === undefined ? undefined : { order: 'domain', equal: own });
    const visible: typeof rows = ({ where, ...wish }) =>
      rows({ ...wish, where: (row) => (asked || !row.isDomain) && where(row) });
    const page = collection(call, visible, { filters, paging: secure });
    return json(200, {
      projects: page.rows.map((project) => projectView(call, project)),
      ...page.rest,
    } satisfies ProjectsAnswer);
  };

  const create = async (call: IdentityCall) => {
    const body = await readMember(call, 'project');
    policy.enforce('identity:create_project', call.caller, {
      project_domain_id: textField(body, 'domain_id'),
    });
    const { name, description, domain_id, parent_id, enabled, is_domain, tags, options, ...extra } =
      valid(newProject, body);
    const isDomain = is_domain === true;
    const domainId = isDomain ? null : (domain_id ?? domainOfToken(call) ?? defaultDomain);
    const project = tenancy.create({
      id: ids.hex32(),
      name,
      description: description === undefined ? '' : description,
      enabled: enabled ?? true,
      domainId,
      parentId: parent_id ?? domainId,
      isDomain,
      tags: tags ?? [],
      options: options ?? {},
      extra,
    });
    return shown(201, call, project);
  };

  const update = async (call: IdentityCall) => {
    policy.enforce('identity:update_project', call.caller, aboutPath(call));
    const change = valid(projectChange, await readMember(call, 'project'));
    const old = directory.project(call.param('id'));
    if (change['id'] !== undefined && change['id'] !== old.id) throw badRequest('Cannot change ID');
    if (change.parent_id !== undefined && change.parent_id !== old.parentId) {
      throw forbidden('Update of `parent_id` is not allowed.');
    }
    if (change.domain_id !== undefined && change.domain_id !== old.domainId) {
      throw badRequest('Cannot change Domain ID');
    }
    if (change.is_domain !== undefined && change.is_domain !== old.isDomain) {
      throw badRequest('Update of `is_domain` is not allowed.');
    }
    const updated = tenancy.update(old, change);
    // Only the answer to an update repeats, under `extra`, what the service does not know.
    return json(200, {
      project: { ...projectView(call, updated), extra: updated.extra },
    } satisfies ProjectAnswer);
  };

  return [
    { method: 'GET', path: '/v3/projects', operation: 'list projects', handler: list },
    { method: 'POST', path: '/v3/projects', operation: 'create project', handler: create },
    {
      method: 'GET',
      path: '/v3/projects/:id',
      operation: 'show project',
      handler(call) {
        policy.enforce('identity:get_project', call.caller, aboutPath(call));
        return shown(200, call, directory.project(call.param('id')));
      },
    },
    { method: 'PATCH', path: '/v3/projects/:id', operation: 'update project', handler: update },
    {
      method: 'DELETE',
      path: '/v3/projects/:id',
      operation: 'delete project',
      handler(call) {
        policy.enforce('identity:delete_project', call.caller, aboutPath(call));
        tenancy.remove(directory.project(call.param('id')));
        return empty(204);
      },
    },
  ];
}
