/** Which servers a list shows. */
import { projectOf } from '../kernel/caller.ts';
import { badRequest, forbidden } from '../kernel/fault.ts';
import type { PageWish } from '../kernel/table.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { badMarker, readLimit } from './paging.ts';
import { serverFilter } from './virtual-compute-filter.ts';
import {
  filtersFor,
  judgeServerQuery,
  no,
  refuseInnerFilters,
  serverOrder,
  yes,
} from './virtual-compute-query.ts';
import { statusFilter } from './virtual-compute-state.ts';
import type { Server, ServerOrder } from './virtual-compute-table.ts';

/** Given without a value it counts as yes. @throws Fault 400 */
const readAllTenants = (query: URLSearchParams): boolean => {
  const text = query.get('all_tenants');
  if (text === null) return false;
  const word = text.trim().toLowerCase();
  if (word === '' || yes.includes(word)) return true;
  if (no.includes(word)) return false;
  const words = [...yes, ...no].sort().map((one) => `'${one}'`);
  throw badRequest(`Unrecognized value '${text}', acceptable values are: ${words.join(', ')}`);
};

/** Where the rows are that a query is about: of one tenant or of all, there or gone, or both. */
function scopeOf(call: ComputeCall, filters: URLSearchParams, everyone: boolean) {
  const wished = filters.get('project_id') ?? filters.get('tenant_id') ?? undefined;
  const project = everyone ? wished : projectOf(call.caller);
  const changed = filters.has('changes-since') || filters.has('changes-before');
  const asked = filters.get('deleted');
  const deleted =
    asked === null ? (changed ? undefined : false) : yes.includes(asked.toLowerCase());
  return { project, deleted };
}

/** @throws Fault 400 about the query, 403 about what only administrators may ask for */
export function listedServers(
  needs: ComputeNeeds,
  call: ComputeCall,
  all:
    | 'os_compute_api:servers:index:get_all_tenants'
    | 'os_compute_api:servers:detail:get_all_tenants',
): readonly Server[] {
  const { query, caller, state } = call;
  judgeServerQuery(query, state.minor);
  const admin = caller.roles.has('admin');
  const filters = filtersFor(query, state.minor, admin);
  refuseInnerFilters(filters);
  const statuses = query.getAll('status');
  const byStatus = statuses.length === 0 ? undefined : statusFilter(statuses);
  if (statuses.length > 0 && byStatus === undefined) {
    if (state.minor >= 38) throw badRequest('Invalid status value');
    return [];
  }
  const onlyDeleted = byStatus?.onlyDeleted === true;
  if (onlyDeleted && !admin) throw forbidden('Only administrators may list deleted instances');
  const everyone = readAllTenants(filters);
  if (everyone) needs.policy.enforce(all, caller);
  const limit = readLimit(query);
  const scope = scopeOf(call, filters, everyone);
  const deleted = onlyDeleted ? true : scope.deleted;
  const marker = query.get('marker');
  if (marker !== null && marker !== '') {
    const after = needs.servers.get(marker);
    if (after === undefined || (!everyone && after.projectId !== scope.project)) {
      throw badMarker(marker);
    }
  }
  return (
    needs.servers.page({
      ...placesOf(
        serverOrder(query, admin),
        scope.project,
        deleted,
        serverFilter(needs, filters, byStatus),
      ),
      limit,
      ...(marker === null || marker === '' ? {} : { after: marker }),
    })?.rows ?? []
  );
}

/** In the order of creation the rows of a tenant stand side by side; in others they must be looked for. */
function placesOf(
  { order, direction }: ReturnType<typeof serverOrder>,
  project: string | undefined,
  deleted: boolean | undefined,
  where: (server: Server) => boolean,
): PageWish<Server, ServerOrder> {
  if (order === 'inserted' && deleted === false) {
    return project === undefined
      ? { order: 'gone', equal: 0, direction, where }
      : { order: 'tenant', equal: project, direction, where };
  }
  return {
    order,
    direction,
    where: (server) =>
      (project === undefined || server.projectId === project) &&
      (deleted === undefined || server.deleted === deleted) &&
      where(server),
  };
}
