/**
 * Network forwarding paths: on the wire a chain of groups of pairs of ports, with the description of its traffic.
 * A hop is a group of one pair, whose two ports are one. networking-sfc API reference; Networking API 2.0.
 */
import { randomUUID } from 'node:crypto';
import { portAnswer } from '../../contract/network/port.ts';
import {
  flowClassifier,
  type PortChain,
  portChain,
  portPair,
  portPairGroup,
} from '../../contract/network/port-chaining.ts';
import { askNetwork } from '../ask-network.ts';
import type { ForwardingPath, ForwardingPaths, PathWish } from '../forwarding-path-port.ts';
import type { Notes } from '../notes.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';
import { collectionOf, type Form } from '../path-collection.ts';
import { ruleFromWire, ruleToWire } from '../path-rule.ts';

const formOf = <Shown>(key: string, schema: Form<Shown>['schema'], called: string) => ({
  key,
  schema,
  called,
  address: `network/${called.replaceAll(' ', '-')}`,
});
const forms = {
  pairs: formOf('port_pair', portPair, 'connection point of a path'),
  groups: formOf('port_pair_group', portPairGroup, 'hop of a path'),
  rules: formOf('flow_classifier', flowClassifier, 'rule of a path'),
  chains: formOf('port_chain', portChain, 'forwarding path'),
};

const roomsOf = (session: Session) => ({
  pairs: collectionOf(session, forms.pairs),
  groups: collectionOf(session, forms.groups),
  rules: collectionOf(session, forms.rules),
  chains: collectionOf(session, forms.chains),
});
type Rooms = ReturnType<typeof roomsOf>;

/** How clean-up takes away paths and what they are made of, by address in the ledger. */
export const forwardingPathKeepers: Readonly<Record<string, (session: Session) => Keeper>> = {
  [forms.pairs.address]: (session) => roomsOf(session).pairs.keeper,
  [forms.groups.address]: (session) => roomsOf(session).groups.keeper,
  [forms.rules.address]: (session) => roomsOf(session).rules.keeper,
  [forms.chains.address]: (session) => roomsOf(session).chains.keeper,
};

/** Shows chains with what they are made of, as far as the caller is shown it. */
async function reader({ pairs, groups, rules }: Rooms) {
  const byId = async <T extends { readonly id: string }>(list: Promise<T[]>) =>
    new Map((await list).map((each) => [each.id, each]));
  const [pairsById, groupsById, rulesById] = await Promise.all([
    byId(pairs.list()),
    byId(groups.list()),
    byId(rules.list()),
  ]);
  return (chain: PortChain): ForwardingPath => {
    const rule = rulesById.get(chain.flow_classifiers[0] ?? '');
    return {
      id: chain.id,
      name: chain.name,
      description: chain.description ?? '',
      over: chain.port_pair_groups
        .flatMap((id) => groupsById.get(id)?.port_pairs ?? [])
        .map((id) => pairsById.get(id)?.ingress ?? id),
      rule: rule === undefined ? {} : ruleFromWire(rule),
    };
  };
}

const ofTenant = (tenantId: string | undefined) =>
  tenantId === undefined ? {} : { project_id: tenantId };

export function forwardingPathsOf(session: Session, notes: Notes): ForwardingPaths {
  const ask = askNetwork(session);
  const rooms = roomsOf(session);
  const { pairs, groups, rules, chains } = rooms;

  const hopOver = async (name: string, port: string, whose: object): Promise<string> => {
    const pair = await pairs.create(notes, { name, ingress: port, egress: port, ...whose });
    return (await groups.create(notes, { name, port_pairs: [pair.id], ...whose })).id;
  };
  const rulesFor = async (name: string, { rule, ruleOf }: PathWish, whose: object) =>
    ruleOf === undefined
      ? [(await rules.create(notes, { name, ...ruleToWire(rule), ...whose })).id]
      : (await chains.get(ruleOf)).flow_classifiers;

  return {
    pointAddress: 'network/port',
    unknownId: () => randomUUID(),
    async makePoint(name, networkId) {
      // A port that no device has takes no traffic; which device it is does not matter here.
      const port = { name, network_id: networkId, device_id: `device-${networkId}` };
      const reading = { doing: 'create a port', success: [201] };
      return mustShow(await ask('POST', '/ports', { port }), portAnswer, reading).port.id;
    },
    async create(name, wish) {
      const whose = ofTenant(wish.tenantId);
      const hops: string[] = [];
      for (const port of wish.over) hops.push(await hopOver(name, port, whose));
      const flow_classifiers = await rulesFor(name, wish, whose);
      const chain = { name, port_pair_groups: hops, flow_classifiers, ...whose };
      const made = await chains.create(notes, chain);
      return (await reader(rooms))(made);
    },
    async list() {
      const found = await chains.list();
      return found.map(await reader(rooms));
    },
    async show(id) {
      const chain = await chains.show(id);
      return chain === undefined ? undefined : (await reader(rooms))(chain);
    },
    async changeRule(id, rule) {
      const { name, flow_classifiers: before, project_id: tenantId } = await chains.get(id);
      const wish = { name, ...ruleToWire(rule), ...ofTenant(tenantId) };
      const { id: after } = await rules.create(notes, wish);
      await chains.change(id, { flow_classifiers: [after] });
      for (const one of before) await rules.remove(one);
    },
    async describe(id, description) {
      await chains.change(id, { description });
    },
    async delete(id) {
      const chain = await chains.show(id);
      const hops = await Promise.all((chain?.port_pair_groups ?? []).map(groups.show));
      await chains.remove(id);
      for (const rule of chain?.flow_classifiers ?? []) await rules.remove(rule);
      for (const hop of hops) {
        if (hop === undefined) continue;
        await groups.remove(hop.id);
        for (const pair of hop.port_pairs) await pairs.remove(pair);
      }
    },
    async deletePart(id, part) {
      const { flow_classifiers, port_pair_groups } = await chains.get(id);
      const [rule = ''] = flow_classifiers;
      const [hop = ''] = port_pair_groups;
      if (part === 'rule') await rules.remove(rule);
      else if (part === 'hop') await groups.remove(hop);
      else await pairs.remove((await groups.show(hop))?.port_pairs[0] ?? '');
    },
  };
}
