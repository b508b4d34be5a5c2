/** The security groups of a world, and their rules. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

export interface SecurityGroupRow extends StandardRow {
  readonly name: string;
  readonly stateful: boolean;
}

export interface RuleRow extends StandardRow {
  readonly groupId: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** As it was told, and as it is meant. */
  readonly prefix: string | null;
  readonly block: string | null;
  readonly remoteGroupId: string | null;
  /** A number that the service's database gives; shown within a group. */
  readonly number: number;
}

export type SecurityGroups = Table<SecurityGroupRow, 'default', 'project', 'id'>;
export type Rules = Table<RuleRow, never, 'project' | 'group' | 'remote', 'id'>;

export const defaultName = 'default';

export const createSecurityGroups = (world: World): SecurityGroups =>
  world.store.table<SecurityGroupRow, 'default', 'project', 'id'>('network/security-group', {
    key: ({ id }) => id,
    unique: { default: ({ name, projectId }) => (name === defaultName ? projectId : undefined) },
    groups: { project: ({ projectId }) => projectId },
    orders: { id: ({ id }) => id },
  });

export const createRules = (world: World): Rules =>
  world.store.table<RuleRow, never, 'project' | 'group' | 'remote', 'id'>(
    'network/security-group-rule',
    {
      key: ({ id }) => id,
      groups: {
        project: ({ projectId }) => projectId,
        group: ({ groupId }) => groupId,
        remote: ({ remoteGroupId }) => remoteGroupId ?? undefined,
      },
      orders: { id: ({ id }) => id },
    },
  );

export const groupNotFound = (id: string) =>
  networkFault(404, 'SecurityGroupNotFound', `Security group ${id} does not exist`);
export const ruleNotFound = (id: string) =>
  networkFault(404, 'SecurityGroupRuleNotFound', `Security group rule ${id} does not exist`);
export const defaultExists = () =>
  networkFault(409, 'SecurityGroupDefaultAlreadyExists', 'Default security group already exists.');
