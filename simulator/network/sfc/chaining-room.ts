/** What the rooms of traffic steering have in common: no tags, times or revisions, unlike other resources. */
import { type Attributes, text } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { StandardRow } from '../row.ts';
import type { View } from '../resource.ts';
import { type Check, listOf, uuid } from '../values.ts';

export const chainingAttributes: Attributes = {
  id: { filter: true, sort: true },
  name: text(),
  description: text(),
  project_id: { post: true, filter: true },
  tenant_id: { post: true, filter: true, sort: true },
};

export const chainingView = ({
  id,
  name,
  description,
  projectId,
}: StandardRow & { readonly name: string }) => ({
  id,
  name,
  description: description ?? '',
  project_id: projectId,
  tenant_id: projectId,
});

export const ofProject = (projectId: string | undefined, row: StandardRow): boolean =>
  row.projectId === projectId;
export const targetOf = ({ projectId }: StandardRow) => ({ project_id: projectId });

export const ids: Check = listOf(uuid);

/** What a change says of name and description, as a row has them. */
export const renaming = ({ name, description }: View) => ({
  ...(name === undefined ? {} : { name: name as string }),
  ...(description === undefined ? {} : { description: description as string }),
});

export const notFound = (kind: string, type: string) => (id: string) =>
  networkFault(404, type, `${kind} ${id} not found.`);
export const inUse = (kind: string, type: string, id: string) =>
  networkFault(409, type, `${kind} ${id} in use.`);
