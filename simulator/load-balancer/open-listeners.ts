/** Which listeners take connections. */
import type { ListenerRow, Tables } from './tables.ts';

/** Where a listener is open; undefined: nowhere. */
export function openAddressOf(
  { loadBalancers }: Pick<Tables, 'loadBalancers'>,
  { loadBalancerId, adminStateUp, provisioning }: ListenerRow,
): string | undefined {
  const loadBalancer = loadBalancers.get(loadBalancerId);
  const isUp = adminStateUp && loadBalancer?.adminStateUp === true;
  return isUp && provisioning !== 'PENDING_CREATE' && provisioning !== 'ERROR'
    ? loadBalancer.vip.address
    : undefined;
}
