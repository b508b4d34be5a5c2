/** What is done with requests by what they ask for, as lines of a frontend. */
import { policiesOf } from '../l7.ts';
import type { ListenerRow, PolicyRow, RuleRow, Tables } from '../tables.ts';
import { quoted, quotedFormat, token } from './quoting.ts';

const comparing: Readonly<Record<RuleRow['comparison'], string>> = {
  CONTAINS: 'sub',
  ENDS_WITH: 'end',
  EQUAL_TO: 'str',
  REGEX: 'reg',
  STARTS_WITH: 'beg',
};

/** What of a request a rule looks at. */
function looksAt({ type, key = '' }: RuleRow): string {
  switch (type) {
    case 'HOST_NAME':
      return 'req.hdr(host),field(1,:)';
    case 'HEADER':
      return `req.hdr(${token(key)})`;
    case 'COOKIE':
      return `req.cook(${token(key)})`;
    case 'FILE_TYPE':
      return 'path,word(-1,.)';
    default:
      return 'path';
  }
}

function deed(policy: PolicyRow, listener: ListenerRow): string {
  const code = String(policy.httpCode ?? 302);
  switch (policy.action) {
    case 'REJECT':
      return 'http-request deny deny_status 403';
    case 'REDIRECT_PREFIX':
      return `http-request redirect prefix ${quotedFormat(policy.prefix ?? '')} code ${code}`;
    case 'REDIRECT_TO_URL':
      return `http-request redirect location ${quotedFormat(policy.url ?? '')} code ${code}`;
    default:
      return `use_backend ${backendName(policy.poolId ?? '', listener)}`;
  }
}

/** Timeouts are those of the listener, so that each has a backend of its own for a pool. */
export const backendName = (poolId: string, { id }: Pick<ListenerRow, 'id'>): string =>
  `${poolId}:${id}`;

/** @throws Unquotable */
export function l7Lines(tables: Tables, listener: ListenerRow): readonly string[] {
  return policiesOf(tables, listener.id).flatMap(({ policy, rules }) => {
    const conditions = rules.map(({ id, invert }) => `${invert ? '!' : ''}rule-${id}`);
    return [
      ...rules.map(
        (rule) =>
          `acl rule-${rule.id} ${looksAt(rule)} -m ${comparing[rule.comparison]} -- ${quoted(rule.value)}`,
      ),
      `${deed(policy, listener)} if ${conditions.join(' ')}`,
    ];
  });
}
