/** What the rooms of traffic steering have in common: unlike other resources, no tags, times, revisions or order. */
import { type Attributes, text } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { StandardRow } from '../row.ts';
import type { View } from '../resource.ts';
import { type Check, listOf, shown, uuid } from '../values.ts';

export const chainingAttributes: Attributes = {
  id: { filter: true },
  name: { ...text(), sort: false },
  description: { ...text(), sort: false },
  project_id: { post: true, filter: true },
  tenant_id: { post: true, filter: true },
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

/** Ids, each once. */
export const ids: Check = (value) => {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  const twice = list.filter((id, i) => list.indexOf(id) !== i).map(shown);
  return twice.length > 0
    ? `Duplicate items in the list: '${twice.join(', ')}'.`
    : listOf(uuid)(value);
};

/** An object with keys out of these. */
export const keysOf =
  (...known: readonly string[]): Check =>
  (value) => {
    const unknown = Object.keys(value ?? {}).filter((key) => !known.includes(key));
    return unknown.length === 0 ? undefined : `Unexpected keys supplied: ${unknown.join(', ')}.`;
  };

/** What a change says of name and description, as a row has them. */
export const renaming = ({ name, description }: View) => ({
  ...(name === undefined ? {} : { name: name as string }),
  ...(description === undefined ? {} : { description: description as string }),
});

export const notFound = (kind: string, type: string) => (id: string) =>
  networkFault(404, type, `${kind} ${id} not found.`);
export const inUse = (kind: string, type: string, id: string) =>
  networkFault(409, type, `${kind} ${id} in use.`);
