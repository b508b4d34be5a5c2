/** Who may do what with alarms. Source: Aodh 22, api/policies. */
import { allOf, anyOf, createEnforcer, hasRole, sameProject } from '../kernel/policy.ts';
import { disallowed } from './faults.ts';

const admin = hasRole('admin');
const rules = {
  read: anyOf(admin, allOf(hasRole('reader'), sameProject)),
  write: anyOf(admin, allOf(hasRole('member'), sameProject)),
  administer: admin,
};
export const alarmingPolicy = createEnforcer(rules, disallowed);
