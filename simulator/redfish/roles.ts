/** Who may do what. Source: DSP0266, "Privilege model"; DSP8011, the base privilege registry. */
import type { RoleId } from '../../src/contract/hardware/access.ts';
import type { Call } from '../kernel/call.ts';
import { insufficientPrivilege } from './faults.ts';

export type Privilege =
  'Login' | 'ConfigureManager' | 'ConfigureUsers' | 'ConfigureSelf' | 'ConfigureComponents';

export const privileges: Readonly<Record<RoleId, readonly Privilege[]>> = {
  Administrator: [
    'Login',
    'ConfigureManager',
    'ConfigureUsers',
    'ConfigureSelf',
    'ConfigureComponents',
  ],
  Operator: ['Login', 'ConfigureSelf', 'ConfigureComponents'],
  ReadOnly: ['Login', 'ConfigureSelf'],
};

export const has = ({ caller }: Pick<Call, 'caller'>, privilege: Privilege): boolean =>
  Object.entries(privileges).some(
    ([role, given]) => caller.roles.has(role) && given.includes(privilege),
  );

/** @throws Fault 403 */
export function must(call: Pick<Call, 'caller'>, privilege: Privilege): void {
  if (!has(call, privilege)) throw insufficientPrivilege();
}
