/** The register of everything that the chapter *External Interfaces* demands. */
import { accelerationCalls } from './acceleration.ts';
import { enablerServices } from './enabler-services.ts';
import { interfacePointDuties } from './interface-point-duties.ts';
import type { Requirement, Table } from './requirement.ts';
import { tenantAuthorization } from './tenant-authorization.ts';
import { tenantNotes } from './tenant-notes.ts';
import { tenantOperations } from './tenant-operations.ts';
import { vimInterfaceOperations } from './vim-interfaces.ts';

export { informativeStatements } from './informative.ts';

/** Where requirements come from, in the order of the chapter. */
export const tableTitles: Readonly<Record<Table, string>> = {
  '6-1': 'Table 6-1: interface points',
  '6-2': 'Table 6-2: tenant resources',
  '6-3': 'Table 6-3: hardware acceleration',
  enablers: 'Enabler services',
};

/** Every requirement, table by table in the order of the chapter. */
export const requirements: readonly Requirement[] = [
  ...interfacePointDuties,
  ...vimInterfaceOperations,
  ...tenantOperations,
  ...tenantAuthorization,
  ...tenantNotes,
  ...accelerationCalls,
  ...enablerServices,
];

const byId: ReadonlyMap<string, Requirement> = new Map(
  requirements.map((requirement) => [requirement.id, requirement]),
);

/** Undefined when the catalogue has no such id. */
export const requirementById = (id: string): Requirement | undefined => byId.get(id);
