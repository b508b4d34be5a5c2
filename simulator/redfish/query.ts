/** What parameters of an address make of an answer. Source: DSP0266, "Query parameters". */
import { refused } from './faults.ts';
import type { Body } from './resource.ts';
import type { Tree } from './tree.ts';

const served = ['$expand', '$select', '$top', '$skip'];

const invalid = (parameter: string): Error =>
  refused(400, 'QueryParameterValueFormatError', `${parameter} has no value that is understood.`);

/** @throws Fault 501 for a parameter that is not served, 400 for a value that it cannot have */
export function shaped(body: Body, query: URLSearchParams, tree: Tree): Body {
  if (query.size === 0) return body;
  for (const name of query.keys()) {
    if (name.startsWith('$') && !served.includes(name)) {
      throw refused(501, 'QueryNotSupported', `The parameter ${name} is not supported.`);
    }
  }
  let seen = body;
  if (query.has('only')) {
    if (query.get('only') !== '') throw invalid('only');
    seen = theOnly(seen, tree);
  }
  seen = page(seen, query);
  const expand = query.get('$expand');
  if (expand !== null) {
    const which = /^([.*~])(?:\(\$levels=1\))?$/.exec(expand)?.[1];
    if (which === undefined) throw invalid('$expand');
    seen = expanded(seen, which, tree);
  }
  const select = query.get('$select');
  return select === null ? seen : selected(seen, select.split(','));
}

const linkIn = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const [[key, path] = [], ...more] = Object.entries(value as Body);
  return key === '@odata.id' && more.length === 0 ? String(path) : undefined;
};

/** In the place of a collection of one its member. */
function theOnly(body: Body, tree: Tree): Body {
  const members = body['Members'];
  if (!Array.isArray(members) || members.length !== 1) return body;
  return tree.at(linkIn(members[0]) ?? '') ?? body;
}

function page(body: Body, query: URLSearchParams): Body {
  const members: unknown = body['Members'];
  const number = (name: string): number | undefined => {
    const value = query.get(name);
    if (value === null) return undefined;
    if (!/^\d{1,9}$/.test(value) || !Array.isArray(members)) throw invalid(name);
    return Number(value);
  };
  const [top, skip = 0] = [number('$top'), number('$skip')];
  if (!Array.isArray(members)) return body;
  const end = top === undefined ? members.length : skip + top;
  const next = `${String(body['@odata.id'])}?$skip=${String(end)}&$top=${String(top)}`;
  return {
    ...body,
    Members: members.slice(skip, end),
    ...(end < members.length && top !== 0 ? { 'Members@odata.nextLink': next } : {}),
  };
}

/** Links that stand under `Links` lead elsewhere, all others to what belongs to the resource. */
function expanded(body: Body, which: string, tree: Tree): Body {
  const inside = (value: unknown, elsewhere: boolean): unknown => {
    const path = linkIn(value);
    if (path !== undefined) {
      const wanted = which === '*' || (which === '~') === elsewhere;
      return (wanted ? tree.at(path) : undefined) ?? value;
    }
    if (Array.isArray(value)) return value.map((each) => inside(each, elsewhere));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, inside(each, elsewhere || key === 'Links')]),
    );
  };
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, inside(value, key === 'Links')]),
  );
}

/** Annotations of the resource itself stay. */
function selected(body: Body, names: readonly string[]): Body {
  const first = new Set(names.map((name) => name.trim().split('/')[0]));
  return Object.fromEntries(
    Object.entries(body).filter(([key]) => key.startsWith('@odata.') || first.has(key)),
  );
}
