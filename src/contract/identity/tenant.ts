/** Tenants (projects on the wire). Source: Identity API reference (v3), "Projects". */
import { z } from 'zod';
import {
  idText,
  listLinks,
  noChange,
  immutableOption,
  options,
  selfLink,
  shortName,
  someChange,
  tags,
} from './wire-types.ts';

export const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  /** Null for one that acts as a domain. */
  domain_id: z.string().nullable(),
  /** Its parent in the hierarchy; the domain, for one at the top. */
  parent_id: z.string().nullable(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  is_domain: z.boolean(),
  tags: z.array(z.string()),
  options,
  links: selfLink,
});
export type Project = z.infer<typeof project>;

export const projectAnswer = z.looseObject({ project });
export type ProjectAnswer = z.infer<typeof projectAnswer>;

/** `GET /v3/projects`, `GET /v3/auth/projects`, `GET /v3/users/{id}/projects`. */
export const projectsAnswer = z.looseObject({ projects: z.array(project), links: listLinks });
export type ProjectsAnswer = z.infer<typeof projectsAnswer>;

const fields = z.looseObject({
  name: shortName.optional(),
  description: z.string().nullable().optional(),
  domain_id: idText.nullable().optional(),
  parent_id: idText.nullable().optional(),
  enabled: z.boolean().optional(),
  is_domain: z.boolean().optional(),
  tags: tags.optional(),
  options: immutableOption.optional(),
});

/** The value of `project` in `POST /v3/projects`; other fields are kept as they come. */
export const newProject = fields.extend({ name: shortName });
export const createProjectRequest = z.looseObject({ project: newProject });

/** The value of `project` in `PATCH /v3/projects/{id}`. */
export const projectChange = fields.refine(someChange, noChange);
