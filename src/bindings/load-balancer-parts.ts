/** Load balancers and what belongs to them, in the words of the features and on the wire. */
import type { z } from 'zod';
import { healthMonitor } from '../contract/load-balancer/health-monitor.ts';
import { l7Policy } from '../contract/load-balancer/l7-policy.ts';
import { l7Rule } from '../contract/load-balancer/l7-rule.ts';
import { listener } from '../contract/load-balancer/listener.ts';
import { loadBalancer } from '../contract/load-balancer/load-balancer.ts';
import { member } from '../contract/load-balancer/member.ts';
import { pool } from '../contract/load-balancer/pool.ts';
import type { Attributes } from './port.ts';

/** A rule says what is done with requests, its condition with which. */
export const partKinds = [
  'load balancer',
  'listener',
  'pool',
  'member',
  'health monitor',
  'rule',
  'condition',
] as const;
export type PartKind = (typeof partKinds)[number];

/** One attribute: where it stands on the wire, whether as a number, and its words there. */
interface Field {
  readonly at: string;
  readonly number?: true;
  readonly words?: Readonly<Record<string, string>>;
  /** It stands within an object, under this name. */
  readonly within?: string;
}

export interface PartForm {
  /** What holds one in a body, and what holds several. */
  readonly word: string;
  readonly collection: string;
  /** What it stands below in paths. */
  readonly below?: { readonly collection: string };
  readonly schema: z.ZodType;
  readonly fields: Readonly<Record<string, Field>>;
  /** What every one of ours has. */
  readonly constant?: Readonly<Record<string, unknown>>;
  readonly nameless?: true;
}

const algorithms = {
  'round robin': 'ROUND_ROBIN',
  'least connections': 'LEAST_CONNECTIONS',
  'source address': 'SOURCE_IP',
};
const protocols = { 'terminated TLS': 'TERMINATED_HTTPS' };
const sessions = { 'source address': 'SOURCE_IP', cookie: 'HTTP_COOKIE' };
const deeds = { refuse: 'REJECT', 'other pool': 'REDIRECT_TO_POOL' };

export const partForms: Readonly<Record<PartKind, PartForm>> = {
  'load balancer': {
    word: 'loadbalancer',
    collection: 'loadbalancers',
    schema: loadBalancer,
    fields: {
      network: { at: 'vip_network_id' },
      address: { at: 'vip_address' },
      description: { at: 'description' },
    },
  },
  listener: {
    word: 'listener',
    collection: 'listeners',
    schema: listener,
    fields: {
      'load balancer': { at: 'loadbalancer_id' },
      protocol: { at: 'protocol', words: protocols },
      port: { at: 'protocol_port', number: true },
      certificate: { at: 'default_tls_container_ref' },
      pool: { at: 'default_pool_id' },
      description: { at: 'description' },
    },
  },
  pool: {
    word: 'pool',
    collection: 'pools',
    schema: pool,
    fields: {
      'load balancer': { at: 'loadbalancer_id' },
      protocol: { at: 'protocol' },
      algorithm: { at: 'lb_algorithm', words: algorithms },
      session: { at: 'session_persistence', within: 'type', words: sessions },
      description: { at: 'description' },
    },
  },
  member: {
    word: 'member',
    collection: 'members',
    below: { collection: 'pools' },
    schema: member,
    fields: {
      address: { at: 'address' },
      port: { at: 'protocol_port', number: true },
      weight: { at: 'weight', number: true },
      'checked at port': { at: 'monitor_port', number: true },
    },
  },
  'health monitor': {
    word: 'healthmonitor',
    collection: 'healthmonitors',
    schema: healthMonitor,
    fields: {
      pool: { at: 'pool_id' },
      kind: { at: 'type' },
      'seconds between': { at: 'delay', number: true },
      'seconds within': { at: 'timeout', number: true },
      'times well': { at: 'max_retries', number: true },
      'times ill': { at: 'max_retries_down', number: true },
      path: { at: 'url_path' },
    },
  },
  rule: {
    word: 'l7policy',
    collection: 'l7policies',
    schema: l7Policy,
    fields: {
      listener: { at: 'listener_id' },
      deed: { at: 'action', words: deeds },
      pool: { at: 'redirect_pool_id' },
    },
  },
  condition: {
    word: 'rule',
    collection: 'rules',
    below: { collection: 'l7policies' },
    schema: l7Rule,
    fields: { path: { at: 'value' } },
    constant: { type: 'PATH', compare_type: 'STARTS_WITH' },
    nameless: true,
  },
};

/** None of a field: `none`. */
export const none = 'none';

/** @throws Error for an attribute that such a part does not have */
export function partToWire(kind: PartKind, attributes: Attributes): Record<string, unknown> {
  const { fields } = partForms[kind];
  return Object.fromEntries(
    Object.entries(attributes).map(([word, text]) => {
      const field = fields[word];
      if (field === undefined) throw new Error(`a ${kind} has no attribute "${word}"`);
      const { at, number, words = {}, within } = field;
      const told = words[text] ?? (number === true && /^-?\d+$/.test(text) ? Number(text) : text);
      if (text === none) return [at, null];
      return [at, within === undefined ? told : { [within]: told }];
    }),
  );
}

export function partFromWire(kind: PartKind, wire: Readonly<Record<string, unknown>>): Attributes {
  return Object.fromEntries(
    Object.entries(partForms[kind].fields).flatMap(([word, { at, words = {}, within }]) => {
      const held = wire[at];
      if (held === undefined) return [];
      if (held === null) return [[word, none]];
      const value = within === undefined ? held : (held as Record<string, unknown>)[within];
      const own = Object.entries(words).find(([, onWire]) => onWire === value)?.[0];
      return [[word, own ?? String(value)]];
    }),
  );
}
