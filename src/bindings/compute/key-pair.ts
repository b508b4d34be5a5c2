/** Key pairs (keypairs on the wire): `/os-keypairs`, Compute API 2.35 and later. Their id is their name. */
import {
  type KeyPairSummary,
  keyPairAnswer,
  keyPairsAnswer,
  newKeyPairAnswer,
} from '../../contract/compute/key-pair.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Attributes, Keeper, Owner, Room, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';
import { fingerprint, publicKeyText } from '../public-keys.ts';

/** Lists have pages from 2.35 on. From 2.92 on keys are imported only, which is all that is done here. */
const versions = { wanted: '2.92', needed: '2.35' } as const;

const smallest: Attributes = { 'public key': 'an Ed25519 key' };

/** A name is wished for only where it must be refused. */
const known = ['public key', 'owner', 'name'];

/** A fingerprint must be that of the key, so it belongs to what was asked for. Lists show no owner. */
function canonical(attributes: Attributes): Attributes {
  const unknown = Object.keys(attributes).find((word) => !known.includes(word));
  if (unknown !== undefined) {
    throw new Error(`no attribute is called "${unknown}"; there are ${known.join(', ')}`);
  }
  const words = attributes['public key'];
  if (words === undefined) return {};
  const text = publicKeyText(words);
  return { 'public key': text, fingerprint: fingerprint(text) };
}

const fromWire = (keyPair: KeyPairSummary): Thing => ({
  id: keyPair.name,
  name: keyPair.name,
  attributes: { 'public key': keyPair.public_key, fingerprint: keyPair.fingerprint },
});

const pathOf = (name: string): string => `/os-keypairs/${encodeURIComponent(name)}`;

/** An administrator looks at the key pairs of somebody else. */
const of = ({ userId }: Owner): string =>
  userId === undefined ? '' : `?user_id=${encodeURIComponent(userId)}`;

export const keyPairRoom = (session: Session): Room<'key pair'> & Keeper => {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

  const list = async (owner: Owner, pageSize?: number): Promise<Thing[]> => {
    const limit = pageSize === undefined ? '' : `?limit=${String(pageSize)}`;
    const reading = { doing: 'list key pairs', success: [200] };
    const pages = allPages(
      `/os-keypairs${limit === '' ? of(owner) : limit}`,
      session.address('compute'),
      async (path) => {
        const page = mustShow(await ask('GET', path), keyPairsAnswer, reading);
        return { entries: page.keypairs, links: page.keypairs_links };
      },
      pageSize,
    );
    return (await pages).map(({ keypair }) => fromWire(keypair));
  };

  const show = async (name: string, owner: Owner = {}): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(name) + of(owner));
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a key pair', success: [200] };
    return fromWire(mustShow(answer, keyPairAnswer, reading).keypair);
  };

  return {
    address: 'compute/key-pair',
    belongsTo: 'user',
    smallest,
    show: (name) => show(name),
    canonical,
    unknownId: () => 'no such key pair',
    async create(name, wish) {
      const { owner } = wish;
      const keypair = {
        name: wish['name'] ?? name,
        public_key: publicKeyText(wish['public key'] ?? ''),
        ...(owner === undefined ? {} : { user_id: owner }),
      };
      const answer = await ask('POST', '/os-keypairs', { keypair });
      const reading = {
        doing: 'create a key pair',
        success: [201],
        conflict: 'duplicate',
      } as const;
      return fromWire(mustShow(answer, newKeyPairAnswer, reading).keypair);
    },
    list: (options) => list({}, options?.pageSize),
    async delete(name) {
      mustSucceed(await ask('DELETE', pathOf(name)), {
        doing: 'delete a key pair',
        success: [204],
      });
    },
    async named(name, owner) {
      return (await list(owner)).filter((keyPair) => keyPair.name === name).map(({ id }) => id);
    },
    exists: async (name, owner) => (await show(name, owner)) !== undefined,
    async remove(name, owner) {
      const answer = await ask('DELETE', pathOf(name) + of(owner));
      mustSucceed(answer, { doing: 'delete a key pair', success: [204, 404] });
    },
  };
};
