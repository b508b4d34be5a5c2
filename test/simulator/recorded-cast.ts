/** The people of the recorded probes, and what their placeholders stand for. */
import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator/create-simulator.ts';
import { type SignedIn, signIn } from './signed-in.ts';

export interface Cast {
  /** The token of a person, of `bogus`, or of `revoked`. */
  token(who: string): Promise<string>;
  /** What `<name>` stands for from now on. */
  remember(name: string, value: string): void;
  /** Replaces `<password>`, `<token|user|project of …>`, `<network|image …>` and what is remembered. */
  fill(template: string): Promise<string>;
}

/** Second tokens of demo, which do not live long. */
const shortLived = ['throwaway', 'revoked'];

/** Where things of a fresh world are found by their names. */
const lists: Readonly<Record<string, readonly [path: string, key: string]>> = {
  network: ['/network/v2.0/networks', 'networks'],
  image: ['/image/v2/images', 'images'],
};

/** Signs people in when a probe needs them, and looks things up likewise. */
export function createCast(simulator: Simulator): Cast {
  const known = new Map<string, Promise<SignedIn>>();
  const remembered = new Map([['password', 'simulator']]);
  const person = (who: string) => {
    const found = known.get(who);
    if (found !== undefined) return found;
    const made = signIn(simulator, shortLived.includes(who) ? 'demo' : who);
    known.set(who, made);
    return made;
  };
  const token = async (who: string): Promise<string> => {
    if (who === 'bogus') return 'bogus';
    const { token: id } = await person(who);
    if (who === 'revoked') {
      const headers = { 'x-auth-token': id, 'x-subject-token': id };
      const url = `http://cloud.test/identity/v3/auth/tokens`;
      await simulator.fetch(new Request(url, { method: 'DELETE', headers }));
    }
    return id;
  };
  const idOf = async (what: string, name: string): Promise<string | undefined> => {
    const [path, key] = lists[what] ?? [];
    if (path === undefined || key === undefined) return undefined;
    const headers = { 'x-auth-token': await token('admin') };
    const answer = await simulator.fetch(
      new Request(`http://cloud.test${path}?name=${name}`, { headers }),
    );
    return ((await answer.json()) as Record<string, { id: string }[]>)[key]?.[0]?.id;
  };
  const valueOf = async (placeholder: string): Promise<string | undefined> => {
    if (remembered.has(placeholder)) return remembered.get(placeholder);
    const [, what = '', who] = /^(token|user|project) of (\w+)$/.exec(placeholder) ?? [];
    if (who !== undefined) {
      const { userId, projectId } = await person(who);
      return what === 'token' ? token(who) : what === 'user' ? userId : projectId;
    }
    const [kind = '', name = ''] = placeholder.split(' ');
    return idOf(kind, name);
  };

  return {
    token,
    remember: (name, value) => void remembered.set(name, value),
    async fill(template) {
      let filled = template;
      for (const [all, placeholder = ''] of template.matchAll(/<([a-z][\w -]*)>/g)) {
        const value = await valueOf(placeholder);
        assert.ok(value, `nothing is called ${all}`);
        filled = filled.replaceAll(all, value);
      }
      return filled;
    },
  };
}
