/** Security groups: `/security-groups` and `/security-group-rules`, Networking API 2.0. */
import { randomUUID } from 'node:crypto';
import { securityGroupRuleAnswer } from '../../contract/network/security-group-rule.ts';
import {
  type SecurityGroup,
  securityGroupAnswer,
  securityGroupsAnswer,
} from '../../contract/network/security-group.ts';
import { canonicalAmounts } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper, Room, Thing } from '../port.ts';
import type { Session } from '../session.ts';
import { askNetwork, listNetwork } from '../ask-network.ts';
import { letIn, listOfTraffic, ruleFor } from '../traffic.ts';
import { withdraw } from '../withdraw.ts';

const pathOf = (id: string): string => `/security-groups/${encodeURIComponent(id)}`;

const fromWire = (group: SecurityGroup): Thing => ({
  id: group.id,
  name: group.name,
  attributes: { 'lets in': letIn(group.security_group_rules) },
});

/** Kinds of traffic are told with commas in between; nothing is no kind. */
const kinds = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const securityGroupRoom = (session: Session): Room<'security group'> & Keeper => {
  const ask = askNetwork(session);

  const list = async (query: string, pageSize?: number): Promise<Thing[]> => {
    const groups = await listNetwork(
      session,
      `/security-groups${query}`,
      {
        doing: 'list security groups',
        schema: securityGroupsAnswer,
        page: (page) => ({ entries: page.security_groups, links: page.security_groups_links }),
      },
      pageSize,
    );
    return groups.map(fromWire);
  };

  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a security group', success: [200] };
    return fromWire(mustShow(answer, securityGroupAnswer, reading).security_group);
  };

  /** What a group lets in beyond so many kinds of traffic, in words. */
  const beyond = async (id: string, given: number): Promise<string | undefined> => {
    const traffic = (await show(id))?.attributes['lets in'] ?? '';
    return kinds(traffic).length > given ? `the security group lets in ${traffic}` : undefined;
  };

  const addRule = async (groupId: string, traffic: string): Promise<void> => {
    const rule = { ...ruleFor(traffic), security_group_id: groupId };
    const answer = await ask('POST', '/security-group-rules', { security_group_rule: rule });
    mustShow(answer, securityGroupRuleAnswer, {
      doing: 'add a rule to a security group',
      success: [201],
      conflict: 'duplicate',
    });
  };

  return {
    address: 'network/security-group',
    belongsTo: 'tenant',
    smallest: {},
    show,
    canonical: (attributes) =>
      Object.fromEntries(
        Object.entries(canonicalAmounts(attributes, {}, ['lets in'])).map(([word, text]) => [
          word,
          listOfTraffic(kinds(text)),
        ]),
      ),
    unknownId: () => randomUUID(),
    /** A group is made empty, and then gets its rules; one whose rules are refused does not stay. */
    async create(name, { 'lets in': wanted }) {
      const answer = await ask('POST', '/security-groups', { security_group: { name } });
      const reading = { doing: 'create a security group', success: [201] };
      const made = mustShow(answer, securityGroupAnswer, reading).security_group;
      if (wanted === undefined) return fromWire(made);
      let given = 0;
      try {
        for (const traffic of kinds(wanted)) {
          await addRule(made.id, traffic);
          given += 1;
        }
      } catch (error) {
        await withdraw(error, {
          left: () => beyond(made.id, given),
          remove: () => ask('DELETE', pathOf(made.id)),
        });
      }
      return (await show(made.id)) ?? fromWire(made);
    },
    list: (options) => list('', options?.pageSize),
    async delete(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a security group', success: [204] });
    },
    named: async (name) =>
      (await list(`?name=${encodeURIComponent(name)}`))
        .filter((group) => group.name === name)
        .map(({ id }) => id),
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a security group', success: [204, 404] });
    },
  };
};
