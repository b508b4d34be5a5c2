/** Which tenants a private flavour is granted to. Source: Compute API reference, "Flavors access". */
import {
  addTenantAccessRequest,
  type FlavorAccessAnswer,
  removeTenantAccessRequest,
} from '../../src/contract/compute/flavour-access.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { type Flavor, type Flavors, visibleFlavor } from './flavour-table.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeRule } from './policy.ts';
import { validBody } from '../kernel/valid-body.ts';

export interface FlavorAccessNeeds {
  readonly flavors: Flavors;
  readonly policy: Enforcer<ComputeRule>;
  readonly hasProject: (projectId: string) => boolean;
}

const accessView = (flavor: Flavor) =>
  json(200, {
    flavor_access: flavor.projects.map((project) => ({
      flavor_id: flavor.id,
      tenant_id: project,
    })),
  } satisfies FlavorAccessAnswer);

export function flavorAccessRoutes(needs: FlavorAccessNeeds): Route<Served>[] {
  const { flavors, policy } = needs;
  const flavorOf = (call: ComputeCall) => visibleFlavor(flavors, call.param('id'), call.caller);
  const mustBeProject = (id: string) => {
    if (!needs.hasProject(id)) throw badRequest(`Project ID ${id} is not a valid project.`);
  };
  const grantedTo = (flavor: Flavor, projects: readonly string[]) =>
    accessView(flavors.update(flavor.id, { projects }) ?? flavor);

  const list = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-flavor-access', call.caller);
    const flavor = flavorOf(call);
    if (flavor.isPublic) throw notFound('Access list not available for public flavors.');
    return accessView(flavor);
  };

  const add = (call: ComputeCall, body: unknown) => {
    const { tenant } = validBody(addTenantAccessRequest, body).addTenantAccess;
    policy.enforce('os_compute_api:os-flavor-access:add_tenant_access', call.caller);
    mustBeProject(tenant);
    const flavor = flavorOf(call);
    if (call.state.minor >= 7 && flavor.isPublic) {
      throw conflict('Can not add access to a public flavor.');
    }
    if (flavor.projects.includes(tenant)) {
      throw conflict(
        `Flavor access already exists for flavor ${flavor.id} and project ${tenant} combination.`,
      );
    }
    return grantedTo(flavor, [...flavor.projects, tenant]);
  };

  const remove = (call: ComputeCall, body: unknown) => {
    const { tenant } = validBody(removeTenantAccessRequest, body).removeTenantAccess;
    policy.enforce('os_compute_api:os-flavor-access:remove_tenant_access', call.caller);
    mustBeProject(tenant);
    const flavor = flavorOf(call);
    if (!flavor.projects.includes(tenant)) {
      throw notFound(`Flavor access not found for ${flavor.id} / ${tenant} combination.`);
    }
    return grantedTo(
      flavor,
      flavor.projects.filter((project) => project !== tenant),
    );
  };

  const actions: Readonly<Record<string, typeof add>> = {
    addTenantAccess: add,
    removeTenantAccess: remove,
  };
  const action = async (call: ComputeCall) => {
    const body = await call.json();
    const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    const [name] = names;
    if (name === undefined || names.length > 1) throw badRequest('Malformed request body');
    const run = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (run === undefined) throw badRequest(`There is no such action: ${name}`);
    return run(call, body);
  };

  return [
    {
      method: 'GET',
      path: '/v2.1/flavors/:id/os-flavor-access',
      operation: 'list access to a flavor',
      handler: list,
    },
    {
      method: 'POST',
      path: '/v2.1/flavors/:id/action',
      operation: 'add or remove access to a flavor',
      handler: action,
    },
  ];
}
