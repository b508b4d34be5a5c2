/** Security groups as the chapter reserves them, which stock clouds do by a policy of their operator. */
import type { Variation } from '../defect.ts';

export const restrictedGroups: Variation = {
  name: 'restricted-security-groups',
  does: 'Only VDC administrators may create and delete security groups.',
  claims: ['restricted-security-groups'],
  restrictedSecurityGroups: true,
  wrap: (next) => next,
};
