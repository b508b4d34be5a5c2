/** Others, who use the same cloud at the same time. */
import { matches, type Variation } from '../defect.ts';
import { type Json, watchAdministrator, withJson } from '../wrapping.ts';

/** A collection in which names are free, as the end of its path, and the key around what is asked for. */
interface Neighbourly {
  readonly path: string;
  readonly key: string | null;
  /** What belongs to a tenant, a neighbour makes in another one: the administrator's. */
  readonly elsewhere: boolean;
}

const neighbourly: readonly Neighbourly[] = [
  { path: 'flavors', key: 'flavor', elsewhere: false },
  { path: 'users', key: 'user', elsewhere: false },
  { path: 'projects', key: 'project', elsewhere: false },
  { path: 'roles', key: 'role', elsewhere: false },
  { path: 'os-keypairs', key: 'keypair', elsewhere: true },
  { path: 'images', key: null, elsewhere: true },
  { path: 'networks', key: 'network', elsewhere: true },
  { path: 'security-groups', key: 'security_group', elsewhere: true },
  { path: 'volumes', key: 'volume', elsewhere: true },
];

/** Fields that say whose a thing becomes, and ids, of which each can be had once. */
const personal = ['id', 'owner', 'project_id', 'tenant_id', 'user_id'];

const alike = (wish: Json, n: number): Json => ({
  ...Object.fromEntries(Object.entries(wish).filter(([field]) => !personal.includes(field))),
  name: `${String(wish['name'])}0-${String(n)}`,
});

/** The same path without the tenant that some have in it. */
const withoutTenant = (request: Request): Request =>
  new Request(request.url.replace(/\/v3\/[0-9a-f]{32}\//, '/v3/'), request);

/** Tenants have small quotas: an older thing goes before a third one comes. */
const most = 2;

/** The thing that an answer shows, by which its service knows it. */
const idIn = (body: Json, key: string | null): string => {
  const thing = key === null ? body : (body[key] as Json);
  return String(thing['id'] ?? thing['name']);
};

export const neighbours: Variation = {
  name: 'neighbours',
  does: 'Others make and delete things of similar names while the run goes on.',
  wrap: (next) => {
    const { fetch, promoted } = watchAdministrator(next);
    const theirs = new Map<Neighbourly, string[]>();
    let n = 0;
    /** Whether there is room for another one. */
    const makeRoom = async (made: Neighbourly, { url, headers }: Request): Promise<boolean> => {
      const [oldest, ...others] = theirs.get(made) ?? [];
      if (oldest === undefined || others.length + 1 < most) return true;
      const { ok } = await next(new Request(`${url}/${oldest}`, { method: 'DELETE', headers }));
      if (ok) theirs.set(made, others);
      return ok;
    };
    const make = async (made: Neighbourly, request: Request): Promise<void> => {
      const { key } = made;
      n += 1;
      const answer = await next(
        await withJson(request, (body) =>
          key === null ? alike(body, n) : { [key]: alike(body[key] as Json, n) },
        ),
      );
      if (!answer.ok || !made.elsewhere) return;
      const id = idIn((await answer.json()) as Json, key);
      theirs.set(made, [...(theirs.get(made) ?? []), id]);
    };
    return async (request) => {
      const copy = request.clone();
      const response = await fetch(request);
      const made = neighbourly.find(({ path }) =>
        matches({ method: 'POST', path: new RegExp(`/${path}$`) }, copy),
      );
      if (!response.ok || made === undefined) return response;
      const asker = made.elsewhere ? promoted(withoutTenant(copy)) : copy;
      if (asker !== undefined && (await makeRoom(made, asker))) await make(made, asker);
      return response;
    };
  },
};
