/** What goes wrong with flavours where VNF managers keep them: the same as for administrators. */
import { flavourDefects } from '../compute/flavour.ts';
import type { Defect } from '../defect.ts';
import { atBoth } from './clauses.ts';

/** By the names of what goes wrong for administrators. */
const kills: Readonly<Record<string, string>> = {
  'flavour-create-phantom': 'create-flavour',
  'flavour-create-accepts-no-vcpus': 'create-flavour',
  'flavour-delete-does-nothing': 'delete-flavour',
  'flavour-delete-accepts-unknown': 'delete-flavour',
};

const others = ['create-flavour', 'query-flavour', 'delete-flavour'].flatMap((operation) =>
  atBoth('resource-management', operation),
);

export const ownFlavourDefects: readonly Defect[] = flavourDefects
  .filter(({ name }) => name in kills)
  .map((defect) => ({
    ...defect,
    name: `own-${defect.name}`,
    does: `Where VNF managers keep flavours: ${defect.does}`,
    kills: [`vi-vnfm/resource-management/${kills[defect.name] ?? ''}`],
    mayAlsoBreak: [...defect.kills, ...defect.mayAlsoBreak, ...others],
    on: ['vnf-manager-administers'],
  }));
