/** The defects that every collection of Table 6-2 can have. */
import type { Defect } from '../defect.ts';
import { answerDefects } from './answers.ts';
import type { Collection } from './collection.ts';
import { createDefects } from './create.ts';
import { deleteDefects } from './delete.ts';
import { listDefects } from './list.ts';

/** @param except names of defects, behind the resource's, that this collection cannot have */
export function sharedDefects(collection: Collection, except: readonly string[] = []): Defect[] {
  const all = [
    ...answerDefects(collection),
    ...createDefects(collection),
    ...listDefects(collection),
    ...deleteDefects(collection),
  ];
  const names = except.map((name) => `${collection.resource}-${name}`);
  const unknown = names.filter((name) => !all.some((defect) => defect.name === name));
  if (unknown.length > 0) throw new Error(`no shared defect is called ${unknown.join(', ')}`);
  return all.filter(({ name }) => !names.includes(name));
}
