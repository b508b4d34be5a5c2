/** Sentences of what VNF managers may do that stock clouds leave to administrators. */
import { Given } from '@cucumber/cucumber';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

Given('VNF managers administer nothing', function (this: Scenario) {
  if (!this.connection.meets('vnf-manager-administers').met) return;
  throw new NotApplicableHere('the target claims that VNF managers may administer');
});
