/** Who may do what with reservations. Source: Blazar 17.0.0 (2026.1), recorded. */
import { allOf, anyone, anyOf, createEnforcer, hasRole, sameProject } from '../kernel/policy.ts';
import { disallowed } from './faults.ts';

const admin = hasRole('admin');
const ofProject = (role: string) => anyOf(admin, allOf(hasRole(role), sameProject));

export const reservationPolicy = createEnforcer(
  {
    'leases:get': ofProject('reader'),
    'leases:post': ofProject('member'),
    'leases:put': ofProject('member'),
    'leases:delete': ofProject('member'),
    'oshosts:get': admin,
    'oshosts:post': admin,
    'oshosts:put': admin,
    'oshosts:delete': admin,
    'oshosts:get_allocations': admin,
    'oshosts:get_resource_properties': admin,
    'floatingips:get': anyone,
    'floatingips:post': admin,
    'floatingips:delete': admin,
  },
  disallowed,
);
