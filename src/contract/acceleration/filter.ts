/**
 * The one grammar of `accFilter` and `Filter`: that of attribute filters in ETSI GS NFV-SOL 013,
 * clause 5.2. `(eq,type,crypto);(in,subSystem,crypto-0,crypto-1)`: all terms must hold; the empty
 * text holds for everything. A value with a comma, a parenthesis, a semicolon or a quote stands in
 * single quotes, in which a quote is doubled. The choice of this grammar is ours.
 */
export const filterOperators = [
  'eq',
  'neq',
  'in',
  'nin',
  'gt',
  'gte',
  'lt',
  'lte',
  'cont',
  'ncont',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** Operators that take several values. */
const several: readonly FilterOperator[] = ['in', 'nin', 'cont', 'ncont'];

export interface FilterTerm {
  readonly operator: FilterOperator;
  readonly attribute: string;
  readonly values: readonly string[];
}

const value = String.raw`'(?:[^']|'')*'|[^,;()']+`;
const term = new RegExp(String.raw`^\(([a-z]+),([A-Za-z][\w/]*)((?:,(?:${value}))+)\)(;|$)`);
const eachValue = new RegExp(`,(${value})`, 'g');

/** @returns undefined for a text that is no filter */
export function parseFilter(text: string): readonly FilterTerm[] | undefined {
  const terms: FilterTerm[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, word, attribute = '', list = '', end] = term.exec(rest) ?? [];
    const operator = filterOperators.find((known) => known === word);
    if (whole === undefined || operator === undefined) return undefined;
    const values = [...list.matchAll(eachValue)].map(([, quoted = '']) => unquoted(quoted));
    if (values.length > 1 && !several.includes(operator)) return undefined;
    terms.push({ operator, attribute, values });
    rest = rest.slice(whole.length);
    if (end === ';' && rest === '') return undefined;
  }
  return terms;
}

const unquoted = (text: string): string =>
  text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;

/** A term as text. */
export const formatTerm = ({ operator, attribute, values }: FilterTerm): string =>
  `(${[operator, attribute, ...values.map(quoted)].join(',')})`;

const quoted = (text: string): string =>
  /^[^,;()']+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
