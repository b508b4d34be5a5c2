/** What a request wishes, in the order in which the service judges it. Source: Blazar 17.0.0 (2026.1), recorded. */
import { isIP } from 'node:net';
import { nowWord, readMinute, toTheMinute } from '../../src/contract/reservation/wire-types.ts';
import { badRequest, Fault, notServed } from '../kernel/fault.ts';
import { pythonText } from '../kernel/value-text.ts';
import { internal, malformedParameter, missingParameter } from './faults.ts';
import type { Wish } from './tables.ts';

export type Told = Readonly<Record<string, unknown>>;

/** @throws Fault 500 for what is no object */
export function toldIn(body: unknown): Told {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw internal();
  return body as Told;
}

/** @throws Fault 400 */
export function instantIn(told: unknown, now: number): number {
  if (told === nowWord) return toTheMinute(now);
  const text = String(told);
  const at = readMinute(text);
  if (at === undefined) {
    throw badRequest(`${text} is an invalid date. Required format: %Y-%m-%d %H:%M`);
  }
  return at;
}

/** A whole number, which may be told as text. @throws Fault 400 */
function numberIn(told: Told, name: string): number {
  const value = Number(told[name]);
  if (!Number.isInteger(value) || told[name] === '') throw malformedParameter(name);
  return value;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** A value as messages show it. */
export const plain = (value: unknown): string =>
  typeof value === 'string' ? value : pythonText(value);

function hostWish(told: Told): Wish {
  const names = ['min', 'max', 'hypervisor_properties', 'resource_properties'];
  const missing = names.find((name) => told[name] === undefined);
  if (missing !== undefined) throw missingParameter(missing);
  const [min, max] = [numberIn(told, 'min'), numberIn(told, 'max')];
  if (min < 0 || max < 1) throw badRequest('Invalid values for min/max of hosts.');
  if (min > max) {
    throw badRequest(
      'Invalid values for min/max of hosts. Max must be equal to or larger than min.',
    );
  }
  return {
    type: 'physical:host',
    min,
    max,
    hypervisorProperties: text(told['hypervisor_properties']),
    resourceProperties: text(told['resource_properties']),
  };
}

function instanceWish(told: Told): Wish {
  const names = ['vcpus', 'memory_mb', 'disk_gb', 'amount'];
  if (names.some((name) => told[name] === undefined)) throw internal();
  const [vcpus = 0, memory = 0, disk = 0, amount = 0] = names.map((name) => numberIn(told, name));
  if (amount < 1) throw badRequest('amount must be >= 1');
  if ((told['affinity'] ?? null) !== null) throw notServed('reserve instances with an affinity');
  if (text(told['resource_properties']) !== '') {
    throw notServed('reserve instances on hosts with certain properties');
  }
  return { type: 'virtual:instance', vcpus, memory, disk, amount };
}

function addressWish(told: Told): Wish {
  const missing = ['network_id', 'amount'].find((name) => told[name] === undefined);
  if (missing !== undefined) throw missingParameter(missing);
  const all = told['required_floatingips'] ?? [];
  if (!Array.isArray(all)) throw malformedParameter('required_floatingips');
  const required = all as readonly unknown[];
  const wrong = required.find((address) => isIP(plain(address)) === 0);
  if (wrong !== undefined) throw badRequest(`IP address ${plain(wrong)} is invalid form.`);
  return {
    type: 'virtual:floatingip',
    networkId: String(told['network_id']),
    amount: numberIn(told, 'amount'),
    required: required.map(plain),
  };
}

/** @throws Fault */
export function wishIn(told: Told): Wish {
  const { resource_type: type } = told;
  if (type === undefined) throw missingParameter('resource_type');
  if (type === 'physical:host') return hostWish(told);
  if (type === 'virtual:instance') return instanceWish(told);
  if (type === 'virtual:floatingip') return addressWish(told);
  if (type === 'flavor:instance') throw notServed('reserve instances of a flavor');
  throw new Fault(500, `The ${plain(type)} resource type is not supported`);
}

/** The wish with what is told anew. @throws Fault */
export function wishAfter(wish: Wish, told: Told): Wish {
  if (wish.type === 'physical:host') {
    return hostWish({
      min: wish.min,
      max: wish.max,
      hypervisor_properties: wish.hypervisorProperties,
      resource_properties: wish.resourceProperties,
      ...told,
    });
  }
  if (wish.type === 'virtual:instance') {
    const { vcpus, memory, disk, amount } = wish;
    return instanceWish({ vcpus, memory_mb: memory, disk_gb: disk, amount, ...told });
  }
  const { networkId, amount, required } = wish;
  return addressWish({ network_id: networkId, amount, required_floatingips: required, ...told });
}
