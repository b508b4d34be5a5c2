/** Searches as trees: `{"and": [{"=": {"state": "alarm"}}, {"not": …}]}`. */
import { badRequest } from './fault.ts';

export type Wanted = (attribute: string) => unknown;
export type Search = (has: Wanted) => boolean;

type Scalar = string | number | boolean | null;
const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  lt: (order) => order < 0,
  '<=': (order) => order <= 0,
  le: (order) => order <= 0,
  '>': (order) => order > 0,
  gt: (order) => order > 0,
  '>=': (order) => order >= 0,
  ge: (order) => order >= 0,
};
const equal = ['=', '==', 'eq'];
const different = ['!=', 'ne'];

/** What cannot be compared is in no order. */
function order(one: unknown, other: Scalar): number | undefined {
  if (typeof one === 'number' && typeof other === 'number') return Math.sign(one - other);
  if (typeof one !== 'string' || typeof other !== 'string') return undefined;
  return one === other ? 0 : one < other ? -1 : 1;
}

const soleEntry = (value: unknown, what: string): readonly [string, unknown] => {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1 || Array.isArray(value)) {
    throw badRequest(`Invalid filter: ${what} must be an object with one key`);
  }
  return entry;
};

/** Deeper trees nobody means. */
const deepest = 50;

/** @throws Fault 400 that names what is wrong */
export function readSearch(tree: unknown, depth = 0): Search {
  if (depth > deepest) throw badRequest('Invalid filter: it is nested too deeply');
  const [operator, operand] = soleEntry(tree, 'a search');
  if (operator === 'not') {
    const inner = readSearch(operand, depth + 1);
    return (has) => !inner(has);
  }
  if (operator === 'and' || operator === 'or') {
    if (!Array.isArray(operand) || operand.length === 0) {
      throw badRequest(`Invalid filter: ${operator} must have a list of searches`);
    }
    const parts = operand.map((part) => readSearch(part, depth + 1));
    return operator === 'and'
      ? (has) => parts.every((part) => part(has))
      : (has) => parts.some((part) => part(has));
  }
  return comparison(operator, operand);
}

function comparison(operator: string, operand: unknown): Search {
  const [attribute, wanted] = soleEntry(operand, operator);
  if (operator === 'in') {
    const values = Array.isArray(wanted) ? (wanted as unknown[]) : [];
    if (values.length === 0) throw badRequest('Invalid filter: in must have a list of values');
    return (has) => values.includes(has(attribute));
  }
  if (!isScalar(wanted)) throw badRequest(`Invalid filter: ${operator} must have a plain value`);
  if (equal.includes(operator)) return (has) => (has(attribute) ?? null) === wanted;
  if (different.includes(operator)) return (has) => (has(attribute) ?? null) !== wanted;
  if (operator === 'like') {
    const pattern = likePattern(String(wanted));
    return (has) => {
      const value = has(attribute);
      return typeof value === 'string' && pattern.test(value);
    };
  }
  const holds = Object.hasOwn(orders, operator) ? orders[operator] : undefined;
  if (holds === undefined) throw badRequest(`Invalid filter: there is no operator ${operator}`);
  return (has) => {
    const found = order(has(attribute), wanted);
    return found !== undefined && holds(found);
  };
}

/** As in SQL: `%` stands for anything, `_` for one character. */
const likePattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replaceAll(/[.+*?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    's',
  );
