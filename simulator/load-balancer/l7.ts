/** Which policy of a listener applies to a request. Source: Load-balancer API reference v2, "L7 policies". */
import type { IncomingMessage } from 'node:http';
import { cookiesOf } from './cookies.ts';
import type { PolicyRow, RuleRow, Tables } from './tables.ts';

const comparing: Readonly<Record<RuleRow['comparison'], (has: string, value: string) => boolean>> =
  {
    CONTAINS: (has, value) => has.includes(value),
    ENDS_WITH: (has, value) => has.endsWith(value),
    EQUAL_TO: (has, value) => has === value,
    REGEX: (has, value) => new RegExp(value).test(has),
    STARTS_WITH: (has, value) => has.startsWith(value),
  };

/** What of a request a rule looks at; undefined: the request does not have it. */
function looksAt({ type, key = '' }: RuleRow, request: IncomingMessage): string | undefined {
  const { pathname } = new URL(request.url ?? '/', 'http://listener.invalid');
  switch (type) {
    case 'HOST_NAME':
      return request.headers.host?.replace(/:\d+$/, '');
    case 'HEADER':
      return String(request.headers[key.toLowerCase()] ?? '') || undefined;
    case 'COOKIE':
      return cookiesOf(request.headers.cookie)[key];
    case 'FILE_TYPE':
      return /\.([^./]+)$/.exec(pathname)?.[1];
    default:
      return pathname;
  }
}

const holds = (rule: RuleRow, request: IncomingMessage): boolean => {
  const has = looksAt(rule, request);
  return (has !== undefined && comparing[rule.comparison](has, rule.value)) !== rule.invert;
};

/** A policy and the rules that must hold for it. */
export interface ActivePolicy {
  readonly policy: PolicyRow;
  readonly rules: readonly RuleRow[];
}

/** Those that can apply, by action, then by position: refusals come before all else. */
export function policiesOf(
  { policies, rules }: Pick<Tables, 'policies' | 'rules'>,
  listenerId: string,
): readonly ActivePolicy[] {
  const rank = ({ action }: PolicyRow): number =>
    ['REJECT', 'REDIRECT_PREFIX', 'REDIRECT_TO_URL', 'REDIRECT_TO_POOL'].indexOf(action);
  return policies
    .list('parent', listenerId)
    .filter(({ adminStateUp }) => adminStateUp)
    .toSorted((one, other) => rank(one) - rank(other) || one.position - other.position)
    .map((policy) => ({
      policy,
      rules: rules.list('parent', policy.id).filter(({ adminStateUp }) => adminStateUp),
    }))
    .filter((active) => active.rules.length > 0);
}

/** The first that applies. */
export const policyFor = (
  tables: Pick<Tables, 'policies' | 'rules'>,
  listenerId: string,
  request: IncomingMessage,
): PolicyRow | undefined =>
  policiesOf(tables, listenerId).find(({ rules }) => rules.every((rule) => holds(rule, request)))
    ?.policy;
