/** Security groups. Source: Networking API reference, "Security groups". */
import type { SecurityGroup as WireGroup } from '../../src/contract/network/security-group.ts';
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import { type Attributes, flag, standardAttributes, text, type Wish } from './attributes.ts';
import { networkFault } from './faults.ts';
import type { NetworkPolicy } from './policy.ts';
import type { Ports } from './port-table.ts';
import type { Resource, View } from './resource.ts';
import { newRow, standardView, touched } from './row.ts';
import { ruleInGroup } from './security-group-rule-view.ts';
import {
  defaultExists,
  defaultName,
  groupNotFound,
  type RuleRow,
  type Rules,
  type SecurityGroupRow,
  type SecurityGroups,
} from './security-group-table.ts';

const attributes: Attributes = {
  ...standardAttributes,
  name: text(),
  stateful: flag(true),
  shared: {},
  security_group_rules: {},
};

export interface SecurityGroupNeeds {
  readonly world: World;
  readonly policy: NetworkPolicy;
  readonly groups: SecurityGroups;
  readonly rules: Rules;
  readonly ports: Ports;
}

type Traffic = Pick<RuleRow, 'direction' | 'ethertype' | 'remoteGroupId'>;

export function createGroupMaker({ world, groups, rules }: SecurityGroupNeeds) {
  const make = (
    told: { name: string; projectId: string; description: string; stateful: boolean },
    fromItself: boolean,
  ): SecurityGroupRow => {
    const { name, stateful } = told;
    const group = groups.insert({ ...newRow(world, told), revision: 1, name, stateful });
    const let_ = (traffic: Traffic) =>
      rules.insert({
        ...newRow(world, { projectId: told.projectId, description: null }),
        groupId: group.id,
        protocol: null,
        min: null,
        max: null,
        prefix: null,
        block: null,
        number: world.ids.between(1, 1_000_000),
        ...traffic,
      });
    for (const ethertype of ['IPv4', 'IPv6'] as const) {
      if (fromItself) let_({ direction: 'ingress', ethertype, remoteGroupId: group.id });
      let_({ direction: 'egress', ethertype, remoteGroupId: null });
    }
    return group;
  };
  return {
    make,
    /** Every project has one as soon as anyone looks. */
    defaultOf: (projectId: string): SecurityGroupRow =>
      groups.find('default', projectId) ??
      make(
        { name: defaultName, projectId, description: 'Default security group', stateful: true },
        true,
      ),
  };
}
export type GroupMaker = ReturnType<typeof createGroupMaker>;

export function securityGroupResource(
  needs: SecurityGroupNeeds,
  maker: GroupMaker,
): Resource<SecurityGroupRow> {
  const { world, policy, groups, rules, ports } = needs;
  const isUsed = ({ id }: SecurityGroupRow) =>
    ports.all().some(({ securityGroups }) => securityGroups.includes(id));
  const inUse = (id: string) =>
    networkFault(409, 'SecurityGroupInUse', `Security Group ${id} in use.`);

  return {
    name: 'security_group',
    collection: 'security_groups',
    attributes,
    rows: groups,
    notFound: groupNotFound,
    sees: (projectId, row) => row.projectId === projectId,
    target: ({ projectId }) => ({ project_id: projectId }),
    beforeList: (projectId) => void maker.defaultOf(projectId),
    view: (row) =>
      ({
        ...standardView(row),
        name: row.name,
        stateful: row.stateful,
        shared: false,
        security_group_rules: rules.list('group', row.id).map(ruleInGroup),
      }) satisfies WireGroup,

    create(wish: Wish) {
      const told = wish as Wish & Told;
      maker.defaultOf(wish.project_id);
      if (told.name === defaultName) throw defaultExists();
      return maker.make({ ...told, projectId: wish.project_id }, false);
    },

    update(row: SecurityGroupRow, change: View) {
      const told = change as Partial<Told>;
      if (told.name !== undefined && told.name !== row.name) {
        if (row.name === defaultName) {
          throw networkFault(
            409,
            'SecurityGroupCannotUpdateDefault',
            'Updating default security group not allowed.',
          );
        }
        if (told.name === defaultName) throw defaultExists();
      }
      if (told.stateful !== undefined && told.stateful !== row.stateful && isUsed(row)) {
        throw inUse(row.id);
      }
      const set = { name: told.name, description: told.description, stateful: told.stateful };
      const known = Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined));
      return groups.update(row.id, touched(world, row, known)) ?? row;
    },

    remove(row: SecurityGroupRow, caller: Caller) {
      if (isUsed(row)) throw inUse(row.id);
      if (row.name === defaultName && !policy.isAdmin(caller)) {
        throw networkFault(
          409,
          'SecurityGroupCannotRemoveDefault',
          'Insufficient rights for removing default security group.',
        );
      }
      for (const rule of [...rules.list('group', row.id), ...rules.list('remote', row.id)]) {
        rules.delete(rule.id);
      }
      groups.delete(row.id);
    },
  };
}

interface Told {
  readonly name: string;
  readonly description: string;
  readonly stateful: boolean;
}
