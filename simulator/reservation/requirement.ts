/** What a reservation of hosts may require of their properties: `["=", "$gpu", "true"]`, joined by `and`. */
import { badRequest } from '../kernel/fault.ts';
import { databaseFault } from './faults.ts';
import { hostProperties } from './host-view.ts';
import type { HostRow } from './tables.ts';

const comparisons = {
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
} as const satisfies Record<string, (order: number) => boolean>;

interface Requirement {
  readonly comparison: keyof typeof comparisons;
  readonly property: string;
  readonly value: string;
}

/** @throws Fault 400 for what is none */
export function requirementsIn(text: string): readonly Requirement[] {
  const malformed = () => badRequest(`Malformed requirements ${text}`);
  const read = (value: unknown): readonly Requirement[] => {
    if (!Array.isArray(value)) throw malformed();
    const [word, ...rest] = value as readonly unknown[];
    if (word === 'and') return rest.flatMap(read);
    const [property, wanted] = rest;
    const known = typeof word === 'string' && Object.hasOwn(comparisons, word);
    const named = typeof property === 'string' && property.startsWith('$');
    if (!known || !named || rest.length !== 2) throw malformed();
    const comparison = word as Requirement['comparison'];
    return [{ comparison, property: property.slice(1), value: String(wanted) }];
  };
  if (text === '') return [];
  try {
    return read(JSON.parse(text));
  } catch (error) {
    throw error instanceof SyntaxError ? malformed() : error;
  }
}

/** Numbers compare as numbers. */
const order = (a: string, b: string): number =>
  a !== '' && b !== '' && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b))
    ? Number(a) - Number(b)
    : a.localeCompare(b);

/** @throws Fault 500 for a property that nobody has said of any host */
export const mustBeKnown = (hosts: readonly HostRow[], all: readonly Requirement[]): void => {
  for (const { property } of all) {
    if (hosts.some((host) => hostProperties(host)[property] !== undefined)) continue;
    throw databaseFault('NotFound');
  }
};

export function meets(host: HostRow, { comparison, property, value }: Requirement): boolean {
  const has = hostProperties(host)[property];
  return has !== undefined && comparisons[comparison](order(has, value));
}
