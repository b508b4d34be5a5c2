/** What the rooms of identity have in common: lists, looks and deletions below one path. */
import { randomUUID } from 'node:crypto';
import type { ListLinks } from '../contract/identity/wire-types.ts';
import { NotPrepared, Refusal } from '../failures.ts';
import type { Answer } from '../transport/http.ts';
import { canonicalAmounts } from './attributes.ts';
import { identityKeeper } from './identity-keeper.ts';
import { mustSucceed, type Reading } from './openstack-answers.ts';
import { allPages } from './pages.ts';
import type { Attributes, Described, Keeper, Thing, Verbs } from './port.ts';
import type { Session } from './session.ts';

export interface Kind<Entry extends { readonly id: string; readonly name: string }> {
  /** The collection, for example `/users`. */
  readonly path: string;
  /** In the chapter's words. */
  readonly noun: 'role' | 'tenant' | 'user';
  /** The attributes that features may give. */
  readonly words: readonly string[];
  /** The body of a creation. */
  readonly toWire: (name: string, wish: Attributes) => unknown;
  readonly fromWire: (entry: Entry) => Attributes;
  /** Each reads an answer, or throws what is wrong with it. */
  readonly one: (answer: Answer, reading: Reading) => Entry;
  readonly many: (
    answer: Answer,
    reading: Reading,
  ) => { readonly entries: readonly Entry[]; readonly links: ListLinks };
}

type IdentityRoom = Described & Pick<Verbs, 'create' | 'list' | 'delete'>;

export function identityRoom<Entry extends { readonly id: string; readonly name: string }>(
  session: Session,
  { path, noun, words, toWire, fromWire, one, many }: Kind<Entry>,
): IdentityRoom {
  const ask = (method: 'GET' | 'POST' | 'DELETE', below: string, json?: unknown) =>
    session.ask('identity', {
      method,
      path: path + below,
      ...(json === undefined ? {} : { json }),
    });
  const thing = (entry: Entry): Thing => ({
    id: entry.id,
    name: entry.name,
    attributes: fromWire(entry),
  });

  const list = async (pageSize?: number): Promise<Thing[]> => {
    const entries = await allPages(
      pageSize === undefined ? path : `${path}?limit=${String(pageSize)}`,
      session.address('identity'),
      async (page) => {
        const answer = await session.ask('identity', { method: 'GET', path: page });
        const { entries, links } = many(answer, { doing: `list ${noun}s`, success: [200] });
        return {
          entries,
          links: links.next === null ? [] : [{ rel: 'next', href: links.next }],
        };
      },
      pageSize,
    );
    return entries.map(thing);
  };

  return {
    address: `identity/${noun}`,
    belongsTo: 'cloud',
    smallest: {},
    canonical: (attributes) => canonicalAmounts(attributes, {}, ['name', ...words]),
    // The form of identity's ids.
    unknownId: () => randomUUID().replaceAll('-', ''),
    async create(name, wish) {
      const answer = await ask('POST', '', { [bodyKey(path)]: toWire(nameOf(name, wish), wish) });
      return thing(
        one(answer, { doing: `create a ${noun}`, success: [201], conflict: 'duplicate' }),
      );
    },
    list: (options) => list(options?.pageSize),
    async delete(id) {
      const answer = await ask('DELETE', `/${id}`);
      mustSucceed(answer, { doing: `delete a ${noun}`, success: [204] });
    },
    async show(id) {
      const answer = await ask('GET', `/${id}`);
      if (answer.status === 404) return undefined;
      try {
        return thing(one(answer, { doing: `show a ${noun}`, success: [200] }));
      } catch (error) {
        // Who administers one domain may not look at what is in none, for it is gone.
        if (!(error instanceof Refusal) || error.reason !== 'forbidden') throw error;
        return (await list()).find((candidate) => candidate.id === id);
      }
    },
  };
}

export const keeperOf = <Entry extends { readonly id: string; readonly name: string }>(
  session: Session,
  { path, noun, many }: Kind<Entry>,
): Keeper =>
  identityKeeper(session, path, noun, (answer, reading) => many(answer, reading).entries);

/** `/users` → `user` */
const bodyKey = (path: string): string => path.slice(1, -1);

/**
 * A name that is no name, for features that want it refused: of so many `letters` or `spaces`, or what
 * stands there.
 */
function nameOf(name: string, { name: wanted }: Attributes): string {
  const [, digits, what] = /^(\d+) (letters|spaces)$/.exec(wanted ?? '') ?? [];
  if (digits === undefined) return wanted ?? name;
  // It begins as all names of the run do, so that whoever finds it knows whose it is.
  return what === 'letters' ? name.padEnd(Number(digits), 'x') : ' '.repeat(Number(digits));
}

const flags: Readonly<Record<string, boolean>> = { yes: true, no: false };
/** The wire's `enabled`; a word that is neither yes nor no is sent as it is. */
export const enabledToWire = ({ enabled }: Attributes) =>
  enabled === undefined ? {} : { enabled: flags[enabled] ?? enabled };
export const enabledFromWire = (enabled: boolean): string => (enabled ? 'yes' : 'no');

/**
 * The domain of what is made: the VDC of the run, unless the feature names `another`, or one that it
 * wants refused.
 */
export function domainToWire({ people, signedIn }: Session, { VDC }: Attributes) {
  const domain = VDC === 'another' ? people.elsewhere : (VDC ?? people.vdc ?? signedIn?.domainId);
  if (domain !== undefined) return { domain_id: domain };
  if (VDC === undefined) return {};
  throw new NotPrepared('of the accounts given, all are in one domain: there is no other VDC');
}
