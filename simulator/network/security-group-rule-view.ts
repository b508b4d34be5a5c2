/** A rule of a security group as answers show it: by itself, and within its group. */
import type { SecurityGroupRule as WireRule } from '../../src/contract/network/security-group-rule.ts';
import { standardView } from './row.ts';
import type { RuleRow } from './security-group-table.ts';

export function ruleView(row: RuleRow) {
  const { tags: _tags, ...standard } = standardView(row);
  return {
    ...standard,
    security_group_id: row.groupId,
    ethertype: row.ethertype,
    direction: row.direction,
    protocol: row.protocol,
    port_range_min: row.min,
    port_range_max: row.max,
    remote_ip_prefix: row.prefix,
    remote_address_group_id: null,
    normalized_cidr: row.block,
    remote_group_id: row.remoteGroupId,
  } satisfies WireRule;
}

export const ruleInGroup = (row: RuleRow) => ({
  ...ruleView(row),
  standard_attr_id: row.number,
  tags: [] as string[],
});
