/** Key pairs; each belongs to a user. Source: Compute API reference, "Keypairs"; OpenStack Zed, recorded. */
import {
  createKeyPairRequest,
  createKeyPairRequest210,
  createKeyPairRequest22,
  createKeyPairRequest292,
  type KeyPairAnswer,
  type KeyPairsAnswer,
  type NewKeyPairAnswer,
} from '../../src/contract/compute/key-pair.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest, conflict, forbidden, notServed } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Duplicate } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { nothing } from './faults.ts';
import { generateKeyPair } from './key-pair-generation.ts';
import { pageOf, readPage, refuseUnknownParameters } from './key-pair-list.ts';
import { deleteKeyPair, type KeyPair, keyPairOf, type KeyPairs } from './key-pair-table.ts';
import { fullView, since, summaryView } from './key-pair-view.ts';
import type { ComputeCall, Served } from './microversions.ts';
import { nextLinks } from './paging.ts';
import type { ComputeRule } from './policy.ts';
import { fingerprintOf } from './public-key.ts';
import { validBody } from '../kernel/valid-body.ts';

export interface KeyPairRoomNeeds {
  readonly world: World;
  readonly keyPairs: KeyPairs;
  readonly policy: Enforcer<ComputeRule>;
  /** How many key pairs each user of a project may have; below 0: as many as they like. */
  readonly mostKeyPairs: (projectId: string) => number;
}

type Action = 'index' | 'show' | 'create' | 'delete';

const requestAt = (minor: number) => {
  if (minor >= since.importOnly) return createKeyPairRequest292;
  if (minor >= since.owners) return createKeyPairRequest210;
  return minor >= since.types ? createKeyPairRequest22 : createKeyPairRequest;
};

export function keyPairRoutes(needs: KeyPairRoomNeeds): Route<Served>[] {
  const { world, keyPairs, policy } = needs;

  const may = (action: Action, caller: Caller, userId: string) => {
    policy.enforce(`os_compute_api:os-keypairs:${action}`, caller, { user_id: userId });
  };

  /** The user whose key pairs a call is about. @throws Fault 400 for parameters that there are not */
  const ownerOf = (call: ComputeCall, action: Action): string => {
    const { caller, query, state } = call;
    refuseUnknownParameters(query, state.minor, action === 'index');
    const asked = state.minor >= since.owners ? query.getAll('user_id').at(-1) : undefined;
    const userId = asked === undefined || asked === '' ? caller.userId : asked;
    may(action, caller, userId);
    return userId;
  };

  const list = (call: ComputeCall) => {
    const { minor } = call.state;
    const page = readPage(call);
    const rows = pageOf(keyPairs, ownerOf(call, 'index'), page);
    const names = rows.map(({ name }) => name);
    const links = page === undefined ? undefined : nextLinks(call, 'os-keypairs', names);
    return json(200, {
      keypairs: rows.map((row) => ({ keypair: summaryView(row, minor) })),
      ...(links === undefined ? {} : { keypairs_links: links }),
    } satisfies KeyPairsAnswer);
  };

  const show = (call: ComputeCall) => {
    const userId = ownerOf(call, 'show');
    const keyPair = keyPairOf(keyPairs, userId, call.param('name'));
    return json(200, { keypair: fullView(keyPair, call.state.minor) } satisfies KeyPairAnswer);
  };

  const create = async (call: ComputeCall) => {
    const { minor } = call.state;
    const wish: Wish = validBody(requestAt(minor), await call.json()).keypair;
    const userId =
      wish.user_id === undefined || wish.user_id === '' ? call.caller.userId : wish.user_id;
    may('create', call.caller, userId);
    const most = needs.mostKeyPairs(projectOf(call.caller) ?? '');
    if (most >= 0 && keyPairs.list('user', userId).length >= most) {
      throw forbidden('Quota exceeded, too many key pairs.');
    }
    if (wish.type === 'x509') throw notServed('create a key pair of type x509');
    const made = wish.public_key === undefined ? generateKeyPair(world.ids) : undefined;
    const publicKey = made?.publicKey ?? wish.public_key ?? '';
    const fingerprint = fingerprintOf(publicKey);
    if (fingerprint === undefined) {
      throw badRequest('Keypair data is invalid: failed to generate fingerprint');
    }
    const keyPair = insert({ name: wish.name, userId, publicKey, fingerprint });
    return json(minor < since.types ? 200 : 201, {
      keypair: {
        ...(made === undefined ? {} : { private_key: made.privateKey }),
        ...summaryView(keyPair, minor),
        user_id: userId,
      },
    } satisfies NewKeyPairAnswer);
  };

  const insert = (keyPair: Omit<KeyPair, 'id' | 'createdAt'>): KeyPair => {
    const id = world.ids.between(1, 2 ** 31 - 1);
    try {
      return keyPairs.insert({ ...keyPair, id, createdAt: world.clock.now() });
    } catch (thrown) {
      if (!(thrown instanceof Duplicate)) throw thrown;
      throw conflict(`Key pair '${keyPair.name}' already exists.`);
    }
  };

  const remove = (call: ComputeCall) => {
    deleteKeyPair(keyPairs, ownerOf(call, 'delete'), call.param('name'));
    return nothing(call.state.minor < since.types ? 202 : 204);
  };

  const all = '/v2.1/os-keypairs';
  const one = `${all}/:name`;
  return [
    { method: 'GET', path: all, operation: 'list key pairs', handler: list },
    { method: 'POST', path: all, operation: 'create key pair', handler: create },
    { method: 'GET', path: one, operation: 'show key pair', handler: show },
    { method: 'DELETE', path: one, operation: 'delete key pair', handler: remove },
  ];
}

interface Wish {
  readonly name: string;
  readonly public_key?: string | undefined;
  readonly type?: 'ssh' | 'x509' | undefined;
  readonly user_id?: string | undefined;
}
