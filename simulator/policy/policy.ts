/** Policies. Source: ETSI GS NFV-SOL 012 V3.4.1, clauses 5.5.3 and 5.5.4. */
import {
  policyModifications,
  type PolicyModifications,
  policyRequest,
} from '../../src/contract/policy/policy.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { ownerOf, type PolicyCall, sees } from './access.ts';
import type { PolicyRow, PolicyTable } from './policy-table.ts';
import { valid } from './problem.ts';
import type { Subscriptions } from './subscription.ts';

/** @throws Fault 404: also what is of others does not exist for the caller */
export function policyOf(rows: PolicyTable, call: PolicyCall): PolicyRow {
  const row = rows.get(call.param('policyId'));
  if (row === undefined || !sees(call, row.owner)) throw notFound('There is no such policy.');
  return row;
}

export const addressOf = (call: PolicyCall, id: string): string => `${call.base}/v1/policies/${id}`;

function view(row: PolicyRow, call: PolicyCall): object {
  const { id, designer, name, contents, selected, isActive, associations } = row;
  const self = addressOf(call, id);
  const versions = contents.map(({ version }) => version);
  return {
    id,
    designer,
    name,
    ...(selected === undefined ? {} : { versions, selectedVersion: selected }),
    activationStatus: isActive ? 'ACTIVATED' : 'DEACTIVATED',
    transferStatus: selected === undefined ? 'CREATED' : 'TRANSFERRED',
    ...(associations === undefined ? {} : { associations }),
    _links: {
      self: { href: self },
      ...(selected === undefined
        ? {}
        : {
            selected: { href: `${self}/selected_versions` },
            versions: versions.map((version) => ({ href: `${self}/versions/${version}` })),
          }),
    },
  };
}

export function policyRoutes(
  world: World,
  rows: PolicyTable,
  subscriptions: Subscriptions,
): Route<undefined>[] {
  return [
    {
      method: 'POST',
      path: '/v1/policies',
      operation: 'Create policy',
      handler: async (call) => {
        const { designer, name, associations } = valid(policyRequest, await call.json());
        const row = rows.insert({
          ...{ id: world.ids.uuid(), owner: ownerOf(call), designer, name, associations },
          ...{ contents: [], selected: undefined, isActive: false },
        });
        subscriptions.tell(call, row, { changeType: 'CREATE_POLICY' });
        return json(201, view(row, call), [['location', addressOf(call, row.id)]]);
      },
    },
    {
      method: 'GET',
      path: '/v1/policies',
      operation: 'Query policies',
      handler: (call) => {
        if (call.query.size > 0) throw badRequest('The list takes no filter.');
        const mine = rows.all().filter(({ owner }) => sees(call, owner));
        return json(
          200,
          mine.map((row) => view(row, call)),
        );
      },
    },
    {
      method: 'GET',
      path: '/v1/policies/:policyId',
      operation: 'Read policy',
      handler: (call) => json(200, view(policyOf(rows, call), call)),
    },
    {
      method: 'PATCH',
      path: '/v1/policies/:policyId',
      operation: 'Modify policy',
      handler: async (call) => {
        const row = policyOf(rows, call);
        const changes = valid(policyModifications, await call.json());
        rows.update(row.id, modified(row, changes));
        const { selectedVersion } = changes;
        subscriptions.tell(call, row, {
          changeType: 'MODIFY_POLICY',
          affectedVersion: selectedVersion ?? row.selected,
          previousSelectedVersion: selectedVersion === undefined ? undefined : row.selected,
          policyModifications: changes,
        });
        return json(200, changes);
      },
    },
    {
      method: 'DELETE',
      path: '/v1/policies/:policyId',
      operation: 'Delete policy',
      handler: (call) => {
        const row = policyOf(rows, call);
        if (row.isActive) throw conflict('The policy is activated.');
        rows.delete(row.id);
        subscriptions.tell(call, row, { changeType: 'DELETE_POLICY' });
        return empty(204);
      },
    },
  ];
}

/** @throws Fault 409 when the policy is in the wrong state for one of the changes */
function modified(row: PolicyRow, changes: PolicyModifications): Partial<PolicyRow> {
  const { activationStatus, selectedVersion, removeAllAssociations } = changes;
  if (row.selected === undefined) throw conflict('Nothing of the policy has been transferred.');
  const isActive = activationStatus === 'ACTIVATED';
  if (activationStatus !== undefined && row.isActive === isActive) {
    throw conflict(`The policy is ${activationStatus} already.`);
  }
  const isVersion = row.contents.some(({ version }) => version === selectedVersion);
  if (selectedVersion !== undefined && !isVersion) throw conflict('There is no such version.');
  const { addAssociations = [], removeAssociations = [] } = changes;
  const left = (row.associations ?? []).filter((each) => !removeAssociations.includes(each));
  const together =
    removeAllAssociations === true ? [] : [...new Set([...left, ...addAssociations])];
  return {
    ...(activationStatus === undefined ? {} : { isActive }),
    ...(selectedVersion === undefined ? {} : { selected: selectedVersion }),
    associations: together,
  };
}
