/** Sentences of quotas. Only the run's own tenants are limited. */
import { Given } from '@cucumber/cucumber';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { NotApplicableHere } from './not-applicable.ts';
import { storageIsCounted, tenantOf } from './quota-access.ts';
import type { Scenario } from './scenario.ts';

Given(
  'the quota of the VDC leaves room for {int} {resource}(s)',
  async function (this: Scenario, more: number, what: TenantResource) {
    const tenantId = await tenantOf(this, 'VDC user');
    if (what === 'virtual storage') await storageIsCounted(this, 'VDC user');
    const { owner } = await this.as('VDC user');
    const { administration } = await this.as('cloud zone administrator');
    const undo = await administration.leaveRoom(what, { ...owner, tenantId }, more);
    if (undo === undefined) {
      throw new NotApplicableHere(`this kind of target has no quota of ${what}s`);
    }
    this.undoOwn.push(undo);
  },
);
