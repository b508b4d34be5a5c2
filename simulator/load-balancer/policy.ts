/**
 * Who may do what with load balancers: whoever has a role in the tenant, by the default roles of identity.
 * What belongs to another tenant is refused as forbidden, not as unknown, as a real one does.
 */
import { allOf, anyOf, createEnforcer, hasRole, sameProject } from '../kernel/policy.ts';
import { disallowed } from './faults.ts';

const admin = hasRole('admin');
const rules = {
  read: anyOf(admin, allOf(hasRole('reader', 'member'), sameProject)),
  write: anyOf(admin, allOf(hasRole('member'), sameProject)),
  administer: admin,
};
export const loadBalancerPolicy = createEnforcer(rules, disallowed);
