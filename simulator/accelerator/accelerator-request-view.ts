/** An accelerator request as answers show it. Source: Cyborg 16.0.1 (2026.1), recorded. */
import type { AcceleratorRequestAnswer } from '../../src/contract/accelerator/accelerator-request.ts';
import type { Request } from './accelerator-request-table.ts';
import type { Deployable } from './inventory.ts';
import { instant, selfLink } from './links.ts';
import type { AcceleratorCall } from './microversions.ts';

/** @param deployable the one that it is bound to */
export function requestView(
  call: AcceleratorCall,
  row: Request,
  deployable: Deployable | undefined,
): AcceleratorRequestAnswer {
  const { binding } = row;
  return {
    uuid: row.id,
    state: row.state,
    device_profile_name: row.profile,
    device_profile_group_id: row.groupNumber,
    hostname: binding?.hostname ?? null,
    device_rp_uuid: binding?.providerId ?? null,
    instance_uuid: binding?.serverId ?? null,
    project_id: row.projectId,
    attach_handle_type: deployable === undefined ? '' : 'PCI',
    attach_handle_uuid: deployable?.handleId ?? null,
    attach_handle_info: deployable === undefined ? {} : pciAddress(deployable.number),
    links: [selfLink(call, `accelerator_requests/${row.id}`)],
    created_at: instant(row.createdAt),
    updated_at: row.updatedAt === undefined ? null : instant(row.updatedAt),
  };
}

/** A bus of its own for every eight, as cards with functions have. */
const pciAddress = (number: number): Record<string, string> => ({
  domain: '0000',
  bus: (12 + Math.floor(number / 8)).toString(16).padStart(2, '0'),
  device: '0',
  function: String(number % 8),
});
