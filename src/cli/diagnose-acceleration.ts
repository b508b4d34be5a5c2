/** What the doctor says of accelerators: whether they answer, and where the target will call back. */
import type { OpenStackPrincipal } from '../bindings/openstack.ts';
import { Refusal, Unreachable, Violation } from '../failures.ts';
import { callBack } from './call-back.ts';
import type { OpenTarget } from './connect.ts';

/**
 * @param tell gets a line for each thing that is in order
 * @returns warnings
 * @throws ConfigurationError when nobody can listen where the target is to call back
 */
export async function diagnoseAcceleration(
  open: Pick<OpenTarget, 'target' | 'acceleration' | 'sink'>,
  administrator: OpenStackPrincipal,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const { management } = open.acceleration;
  const managed = open.target.acceleration?.['nf-vi'];
  if (management === undefined) return [];
  const warnings: string[] = [];
  try {
    const vim = management.manager(administrator.session, []);
    const [hostId] = await vim.hosts();
    if (hostId === undefined) warnings.push('acceleration.nf-vi: the VIM knows no host');
    else {
      const { accQueryResult } = await vim.call('QueryAccResource', { hostId });
      tell(`${hostId} has ${String(accQueryResult.length)} accelerators`);
    }
  } catch (error) {
    if (![Refusal, Unreachable, Violation].some((kind) => error instanceof kind)) throw error;
    warnings.push(
      `acceleration.nf-vi: the accelerators cannot be managed: ${(error as Error).message.replaceAll('\n', ', ')}; see url, token and cacert there`,
    );
  }
  if (management.notServed.Notify !== undefined) return warnings;
  const caller = managed !== undefined && 'url' in managed ? managed.url : undefined;
  return [...warnings, ...(await callBack(open, caller, tell))];
}
