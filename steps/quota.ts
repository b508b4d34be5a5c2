/** Sentences of quotas. Only the run's own tenants are limited. */
import { Given } from '@cucumber/cucumber';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

Given(
  'the quota of the VDC leaves room for {int} {resource}(s)',
  async function (this: Scenario, more: number, what: TenantResource) {
    if (this.connection.credentials['VDC user'] !== undefined) {
      throw new NotApplicableHere(
        'the account of the VDC user is given, and the quota of a tenant that this run has not made stays as it is',
      );
    }
    const { owner } = await this.as('VDC user');
    const { tenantId } = owner;
    if (tenantId === undefined) throw new Error('the VDC user is signed in to no tenant');
    const { administration } = await this.as('cloud zone administrator');
    const undo = await administration.leaveRoom(what, { ...owner, tenantId }, more);
    if (undo === undefined) {
      throw new NotApplicableHere(`this kind of target has no quota of ${what}s`);
    }
    this.undoOwn.push(undo);
  },
);
