/** What the doctor says of alarms: whether they answer, and where they will call back. */
import { catalogueTypes } from '../bindings/catalogue-endpoints.ts';
import type { OpenStackPrincipal } from '../bindings/openstack.ts';
import { Refusal, Unreachable, Violation } from '../failures.ts';
import { callBack } from './call-back.ts';
import type { OpenTarget } from './connect.ts';

/**
 * @param services the types that the target's service catalogue lists
 * @param tell gets a line for each thing that is in order
 * @returns warnings
 * @throws ConfigurationError when nobody can listen where the target is to call back
 */
export async function diagnoseMonitoring(
  open: Pick<OpenTarget, 'sink'>,
  administrator: OpenStackPrincipal,
  services: readonly string[],
  tell: (line: string) => void,
): Promise<readonly string[]> {
  if (!catalogueTypes.alarming.some((type) => services.includes(type))) return [];
  try {
    const all = await administrator.monitoring.alarms.list({ ofAllTenants: true });
    tell(`there are ${String(all.length)} alarms`);
  } catch (error) {
    if (![Refusal, Unreachable, Violation].some((kind) => error instanceof kind)) throw error;
    return [
      `the catalogue lists alarming, but alarms cannot be listed: ${(error as Error).message.replaceAll('\n', ', ')}`,
    ];
  }
  return callBack(open, administrator.session.address('alarming'), tell);
}
