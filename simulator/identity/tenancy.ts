/** The rules of the hierarchy of domains and tenants, which both rooms share. */
import { badRequest, forbidden } from '../kernel/fault.ts';
import { Duplicate } from '../kernel/table.ts';
import { type Directory, dropAssignments } from './directory.ts';
import { cannotStore, notThere } from './faults.ts';
import { changedOptions, mayDelete, mayUpdate } from './immutable.ts';
import { type Extra, placeKey, type Project } from './tables.ts';

/** The domain of whoever does not say which. */
export const defaultDomain = 'default';

/** A domain with so many levels of tenants below it. */
const deepest = 5;

export interface TenancyChange {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly options?: Extra | undefined;
  /** Fields that the service does not know are kept as they come. */
  readonly [field: string]: unknown;
}

const nameTaken = ({ isDomain, name, id }: Project) =>
  cannotStore(
    'project',
    isDomain
      ? `it is not permitted to have two projects acting as domains with the same name: ${name}`
      : `it is not permitted to have two projects with either the same name or same id in the same domain: name is ${name}, project id ${id}`,
  );

const known = ['name', 'description', 'enabled', 'tags', 'options', 'id', 'links'];
const fixed = ['domain_id', 'parent_id', 'is_domain', 'explicit_domain_id'];

export function createTenancy(directory: Directory) {
  const { projects, users, credentials } = directory;

  /** From the parent up to the domain. */
  const ancestors = (parentId: string | null): Project[] => {
    const parent = parentId === null ? undefined : projects.get(parentId);
    return parent === undefined ? [] : [parent, ...ancestors(parent.parentId)];
  };
  const descendants = (id: string): Project[] =>
    projects.list('parent', id).flatMap((child) => [child, ...descendants(child.id)]);

  const judgePlace = ({ domainId, parentId }: Project) => {
    const domain = projects.get(domainId ?? '');
    if (domain?.isDomain !== true) throw badRequest(notThere('domain', domainId ?? '').message);
    const parent = projects.get(parentId ?? '');
    if (parent === undefined) throw badRequest(notThere('project', parentId ?? '').message);
    if (parent.isDomain && parent.id !== domain.id) {
      throw badRequest(
        `Cannot create project, the parent (${parent.id}) is acting as a domain, but this project's domain id (${domain.id}) does not match the parent's id.`,
      );
    }
    if (!parent.isDomain && parent.domainId !== domain.id) {
      throw badRequest(
        `Cannot create project, since it specifies its domain_id ${domain.id}, but specifies a parent in a different domain (${String(parent.domainId)}).`,
      );
    }
    const above = ancestors(parentId);
    const disabled = above.find(({ enabled }) => !enabled);
    if (disabled !== undefined) {
      throw badRequest(
        `cannot create a project in a branch containing a disabled project: ${disabled.id}`,
      );
    }
    if (above.length > deepest) {
      throw forbidden(`Max hierarchy depth reached for ${String(parentId)} branch.`);
    }
  };

  const dropProject = ({ id }: Project) => {
    dropAssignments(directory, 'place', placeKey({ kind: 'project', id }));
    dropAssignments(directory, 'place', placeKey({ kind: 'domain', id }));
    for (const credential of credentials.list('project', id)) credentials.delete(credential.id);
    projects.delete(id);
  };

  const dropUser = (id: string) => {
    dropAssignments(directory, 'user', id);
    for (const credential of credentials.list('user', id)) credentials.delete(credential.id);
    users.delete(id);
  };

  return {
    dropUser,

    /** @throws Fault 400, 403 or 409 */
    create(wish: Omit<Project, 'epoch'>): Project {
      const project = { ...wish, name: wish.name.trim(), epoch: 0 };
      if (!project.isDomain) judgePlace(project);
      else if (project.parentId !== null) {
        throw badRequest('only root projects are allowed to act as domains.');
      }
      try {
        return projects.insert(project);
      } catch (thrown) {
        throw thrown instanceof Duplicate ? nameTaken(project) : thrown;
      }
    },

    /** @throws Fault 403 or 409 */
    update(old: Project, change: TenancyChange): Project {
      mayUpdate(old.isDomain ? 'domain' : 'project', old, change);
      const { name, description, enabled = old.enabled, tags, options } = change;
      const disables = old.enabled && !enabled;
      if (!old.enabled && enabled && ancestors(old.parentId).some((above) => !above.enabled)) {
        throw forbidden(`Cannot enable project ${old.id} since it has disabled parents`);
      }
      if (disables && !old.isDomain && descendants(old.id).some((below) => below.enabled)) {
        throw forbidden(
          `Cannot disable project ${old.id} since its subtree contains enabled projects.`,
        );
      }
      const extra = Object.entries(change).filter(
        ([field]) => !known.includes(field) && !fixed.includes(field),
      );
      const fields: Partial<Project> = {
        name: name?.trim() ?? old.name,
        description: description === undefined ? old.description : description,
        enabled,
        tags: tags ?? old.tags,
        options: changedOptions(old.options, options),
        extra: { ...old.extra, ...Object.fromEntries(extra) },
        epoch: old.epoch + (disables ? 1 : 0),
      };
      try {
        return projects.update(old.id, fields) ?? old;
      } catch (thrown) {
        throw thrown instanceof Duplicate ? nameTaken({ ...old, ...fields }) : thrown;
      }
    },

    /** A domain goes with all that it holds. @throws Fault 403 */
    remove(project: Project): void {
      mayDelete(project.isDomain ? 'domain' : 'project', project);
      if (!project.isDomain && projects.list('parent', project.id).length > 0) {
        throw forbidden(
          `Cannot delete the project ${project.id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.`,
        );
      }
      if (project.isDomain && project.enabled) {
        throw forbidden('Cannot delete a domain that is enabled, please disable it first.');
      }
      for (const below of projects.list('domain', project.id)) dropProject(below);
      for (const user of users.list('domain', project.id)) dropUser(user.id);
      dropProject(project);
    },
  };
}
