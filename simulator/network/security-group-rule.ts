/** Rules of security groups. Source: Networking API reference, "Security group rules". */
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import { formatBlock, parseBlock } from './addresses.ts';
import { type Attributes, standardAttributes, text, type Wish } from './attributes.ts';
import { networkFault, nothingHere } from './faults.ts';
import type { Resource, View } from './resource.ts';
import { newRow, touched } from './row.ts';
import { ruleView } from './security-group-rule-view.ts';
import {
  ruleNotFound,
  type RuleRow,
  type Rules,
  type SecurityGroupRow,
  type SecurityGroups,
} from './security-group-table.ts';
import {
  checkTraffic,
  protocolNumber,
  toEthertype,
  toPort,
  toPrefix,
  toProtocol,
  type Traffic,
} from './traffic.ts';
import { oneOf, textUpTo } from './values.ts';

const { tags: _none, ...standard } = standardAttributes;
const attributes: Attributes = {
  ...standard,
  security_group_id: { post: true, required: true, filter: true, sort: true },
  remote_group_id: { post: true, filter: true, sort: true },
  remote_address_group_id: { post: true, filter: true },
  direction: {
    post: true,
    required: true,
    check: oneOf('ingress', 'egress'),
    filter: true,
    sort: true,
  },
  protocol: { post: true, convert: toProtocol, filter: true, sort: true },
  port_range_min: { post: true, convert: toPort, filter: true, sort: true },
  port_range_max: { post: true, convert: toPort, filter: true, sort: true },
  ethertype: { post: true, convert: toEthertype, filter: true, sort: true },
  remote_ip_prefix: { post: true, convert: toPrefix, filter: true, sort: true },
  normalized_cidr: {},
  description: { ...text(), check: textUpTo(255) },
};

export interface RuleNeeds {
  readonly world: World;
  readonly groups: SecurityGroups;
  readonly rules: Rules;
  /** @throws Fault when the caller sees no such group */
  readonly groupSeen: (id: string, caller: Caller) => SecurityGroupRow;
}

export function securityGroupRuleResource({
  world,
  groups,
  rules,
  groupSeen,
}: RuleNeeds): Resource<RuleRow> {
  const bump = (id: string) => {
    const group = groups.get(id);
    if (group !== undefined) groups.update(id, touched(world, group));
  };
  return {
    name: 'security_group_rule',
    collection: 'security_group_rules',
    attributes,
    rows: rules,
    notFound: ruleNotFound,
    hidden: nothingHere,
    ofOthers: (projectId) =>
      groups.list('project', projectId).flatMap(({ id }) => rules.list('group', id)),
    sees: (projectId, row) =>
      row.projectId === projectId || groups.get(row.groupId)?.projectId === projectId,
    target: ({ projectId }) => ({ project_id: projectId }),
    view: ruleView,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const traffic: Traffic = {
        ethertype: told.ethertype ?? 'IPv4',
        protocol: told.protocol ?? null,
        min: told.port_range_min ?? null,
        max: told.port_range_max ?? null,
        prefix: told.remote_ip_prefix ?? null,
      };
      checkTraffic(traffic);
      const remoteGroupId = told.remote_group_id ?? null;
      if (remoteGroupId !== null && traffic.prefix !== null) throw severalRemotes();
      if (remoteGroupId !== null) groupSeen(remoteGroupId, caller);
      groupSeen(told.security_group_id, caller);
      const rule = {
        ...traffic,
        groupId: told.security_group_id,
        direction: told.direction,
        remoteGroupId,
      };
      const same = rules.list('group', rule.groupId).find((other) => areSame(other, rule));
      if (same !== undefined) throw exists(same.id);
      bump(rule.groupId);
      const block = traffic.prefix === null ? undefined : parseBlock(traffic.prefix);
      return rules.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        ...rule,
        block: block === undefined ? null : formatBlock(block),
        number: world.ids.between(1, 1_000_000),
      });
    },

    update(row: RuleRow, change: View) {
      const { description } = change as { description?: string };
      const told = description === undefined ? {} : { description };
      return rules.update(row.id, touched(world, row, told)) ?? row;
    },

    remove(row: RuleRow) {
      bump(row.groupId);
      rules.delete(row.id);
    },
  };
}

interface Told {
  readonly security_group_id: string;
  readonly direction: 'ingress' | 'egress';
  readonly description: string;
  readonly ethertype?: 'IPv4' | 'IPv6';
  readonly protocol?: string | null;
  readonly port_range_min?: number | null;
  readonly port_range_max?: number | null;
  readonly remote_ip_prefix?: string | null;
  readonly remote_group_id?: string | null;
}

type Compared = Traffic & Pick<RuleRow, 'direction' | 'remoteGroupId'>;

const areSame = (a: Compared, b: Compared): boolean =>
  a.direction === b.direction &&
  a.ethertype === b.ethertype &&
  protocolNumber(a.protocol) === protocolNumber(b.protocol) &&
  a.min === b.min &&
  a.max === b.max &&
  everywhere(a.prefix) === everywhere(b.prefix) &&
  a.remoteGroupId === b.remoteGroupId;

/** The block of all addresses says no more than none. */
const everywhere = (prefix: string | null): string | null =>
  prefix === '0.0.0.0/0' || prefix === '::/0' ? null : prefix;

const severalRemotes = () =>
  networkFault(
    400,
    'SecurityGroupMultipleRemoteEntites',
    'Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.',
  );
const exists = (id: string) =>
  networkFault(
    409,
    'SecurityGroupRuleExists',
    `Security group rule already exists. Rule id is ${id}.`,
  );
