/** The defects of key pairs. */
import { createHash } from 'node:crypto';
import { type Collection, inAsked, inShown, withEntries } from '../collection/collection.ts';
import { sharedDefects } from '../collection/shared.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import { changingAnswer, changingRequest, type Json, watchAdministrator } from '../wrapping.ts';
import { computeRefusal } from './refusal.ts';

const keyPairs: Collection = {
  resource: 'key-pair',
  operations: ['create', 'list', 'delete'],
  belongsTo: 'user',
  alsoUsedBy: ['virtual-compute/create'],
  create: { method: 'POST', path: /\/os-keypairs$/ },
  list: { method: 'GET', path: /\/os-keypairs$/ },
  remove: { method: 'DELETE', path: /\/os-keypairs\/[^/]+$/ },
  many: 'keypairs',
  each: 'keypair',
  asked: 'keypair',
  shown: 'keypair',
  id: 'name',
  required: 'public_key',
  refusal: computeRefusal,
  deleted: 204,
  uniqueNames: true,
  paged: true,
};

/** As newer tools show it, and not the API. */
const withOtherFingerprint = (pair: Json): Json => ({
  ...pair,
  fingerprint: `SHA256:${createHash('sha256').update(String(pair['public_key'])).digest('base64')}`,
});

const someKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC x';

const taken = (what: string): Response =>
  Response.json(computeRefusal(409, `Key pair '${what}' already exists.`), { status: 409 });

/** What no two key pairs of the whole cloud may share. */
const uniqueInTheCloud =
  (fieldOf: (wish: Json) => unknown) =>
  (next: Fetch): Fetch => {
    const seen = new Map<unknown, string>();
    return async (request) => {
      const name = decodeURIComponent(request.url.split('/').at(-1) ?? '');
      if (matches(keyPairs.remove, request)) {
        for (const [value, owner] of seen) if (owner === name) seen.delete(value);
      }
      if (!matches(keyPairs.create, request)) return next(request);
      const wish = ((await request.clone().json()) as { keypair: Json }).keypair;
      if (seen.has(fieldOf(wish))) return taken(String(wish['name']));
      const answer = await next(request);
      if (answer.ok) seen.set(fieldOf(wish), String(wish['name']));
      return answer;
    };
  };

export const keyPairDefects: readonly Defect[] = [
  // Whoever has signed in may create their own.
  ...sharedDefects(keyPairs, ['create-by-anyone']),
  {
    name: 'key-pair-create-wrong-fingerprint',
    does: 'The answer to a creation shows a fingerprint of another kind.',
    kills: ['key-pair/create'],
    mayAlsoBreak: [],
    wrap: changingAnswer(keyPairs.create, (body) => inShown(keyPairs, body, withOtherFingerprint)),
  },
  {
    name: 'key-pair-list-wrong-fingerprint',
    does: 'The list shows fingerprints of another kind.',
    kills: ['key-pair/list'],
    mayAlsoBreak: [],
    wrap: changingAnswer(keyPairs.list, (body) =>
      withEntries(keyPairs, body, (pairs) => pairs.map(withOtherFingerprint)),
    ),
  },
  {
    name: 'key-pair-create-other-key',
    does: 'A key pair is made with a key of its own, whichever was given.',
    kills: ['key-pair/create'],
    mayAlsoBreak: ['key-pair/list'],
    wrap: changingRequest(keyPairs.create, (body) =>
      inAsked(keyPairs, body, (wish) => ({ ...wish, public_key: someKey })),
    ),
  },
  {
    name: 'key-pair-create-accepts-any-name',
    does: 'A name that is none is replaced by one.',
    kills: ['key-pair/create'],
    mayAlsoBreak: [],
    wrap: changingRequest(keyPairs.create, (body) =>
      inAsked(keyPairs, body, (wish) => ({
        ...wish,
        name: String(wish['name']).replace(/[^\w-]|^$/g, '-'),
      })),
    ),
  },
  {
    name: 'key-pair-create-name-taken-by-others',
    does: 'A name is taken as soon as anybody has given it.',
    kills: ['key-pair/create'],
    mayAlsoBreak: [],
    wrap: uniqueInTheCloud((wish) => wish['name']),
  },
  {
    name: 'key-pair-create-key-taken',
    does: 'A key that is known under one name cannot be given another.',
    kills: ['key-pair/create'],
    mayAlsoBreak: [
      'key-pair/list',
      'key-pair/delete',
      'tenant/isolation',
      'virtual-compute/create',
    ],
    wrap: uniqueInTheCloud((wish) => wish['public_key']),
  },
  {
    name: 'key-pair-create-for-anybody',
    does: 'Whoever is signed in may create a key pair for somebody else.',
    kills: ['key-pair/create/authorization'],
    mayAlsoBreak: ['tenant/quota'],
    wrap: (next) => {
      const { fetch, promoted } = watchAdministrator(next);
      return async (request) => {
        const again = promoted(request.clone());
        const answer = await fetch(request);
        const refused = matches(keyPairs.create, request) && answer.status === 403;
        return refused && again !== undefined ? next(again) : answer;
      };
    },
  },
  {
    name: 'key-pair-create-ignores-quota',
    does: 'The quota of key pairs is not enforced.',
    kills: ['key-pair/create', 'tenant/quota'],
    mayAlsoBreak: [],
    wrap: changingRequest({ method: 'PUT', path: /\/os-quota-sets\/[^/]+$/ }, (body) => {
      const quota = body['quota_set'] as Json;
      return Object.hasOwn(quota, 'key_pairs') ? { quota_set: { ...quota, key_pairs: 100 } } : body;
    }),
  },
];
