/** Tenants and domains as they are shown. */
import type { Domain } from '../../src/contract/identity/domain.ts';
import type { Project as ProjectView } from '../../src/contract/identity/tenant.ts';
import type { IdentityCall } from './identity-call.ts';
import type { Project } from './tables.ts';

export const projectView = (call: IdentityCall, project: Project): ProjectView => ({
  ...project.extra,
  id: project.id,
  name: project.name,
  domain_id: project.domainId,
  description: project.description,
  enabled: project.enabled,
  parent_id: project.parentId,
  is_domain: project.isDomain,
  tags: [...project.tags],
  options: project.options,
  links: { self: `${call.base}/v3/projects/${project.id}` },
});

export const domainView = (call: IdentityCall, domain: Project): Domain => ({
  ...domain.extra,
  id: domain.id,
  name: domain.name,
  description: domain.description,
  enabled: domain.enabled,
  tags: [...domain.tags],
  options: domain.options,
  links: { self: `${call.base}/v3/domains/${domain.id}` },
});
