/** The binding of OpenStack: which rooms it has, and how a principal comes to use them. */
import { NotPrepared, Refusal } from '../failures.ts';
import type { Http } from '../transport/http.ts';
import { alarmsOf } from './alarming/alarm.ts';
import { leaveRoomForVirtualStorage, storageQuota } from './block-storage/quota.ts';
import { snapshotsOf } from './block-storage/snapshot.ts';
import { storagePlaces } from './block-storage/virtual-storage-management.ts';
import { virtualStorageRoom } from './block-storage/virtual-storage.ts';
import type { EndpointChoice } from './catalogue-endpoints.ts';
import { affinityGroupKeeper, affinityGroupsOf } from './compute/affinity-group.ts';
import { hostGroupsOf } from './compute/host-group.ts';
import { declaredDownKeeper, outOfServiceKeeper } from './compute/host.ts';
import { flavourRoom } from './compute/flavour.ts';
import { keyPairRoom } from './compute/key-pair.ts';
import {
  computeQuota,
  leaveRoomForKeyPairs,
  leaveRoomForVirtualComputes,
} from './compute/quota.ts';
import { computePlaces } from './compute/virtual-compute-place.ts';
import { virtualComputeRoom } from './compute/virtual-compute.ts';
import { createDomain, domainKeeper } from './identity/domain.ts';
import { createMembership } from './membership.ts';
import { collectionsOf } from './metrics/collection.ts';
import { findRole, roleKeeper, roleRoom } from './identity/role.ts';
import { grant } from './role-assignment.ts';
import { createTenant, tenantKeeper, tenantRoom } from './identity/tenant.ts';
import { type SignInWish, signIn } from './identity/token.ts';
import { createUser, userKeeper, userRoom } from './identity/user.ts';
import { allocationsOf } from './placement/allocation.ts';
import { providerKeeper, traitKeeper } from './placement/resource-provider.ts';
import { imageRoom } from './image/image.ts';
import { stackRoom } from './orchestration/stack.ts';
import { infrastructureOf } from './infrastructure.ts';
import { managing } from './managing.ts';
import { monitoringOf } from './monitoring.ts';
import { createPeople } from './people.ts';
import { loadBalancerAddress, loadBalancerKeeper } from './load-balancing.ts';
import { floatingAddressKeeper, outsideOf, routerKeeper } from './network/outside.ts';
import { bandwidthOffers } from './network/bandwidth-offer.ts';
import { forwardingPathKeepers, forwardingPathsOf } from './network/forwarding-path.ts';
import { portKeeper, portsOf } from './network/port.ts';
import { networkQuota, quotaOfNetworks } from './network/quota.ts';
import { securityGroupRoom } from './network/security-group.ts';
import { virtualNetworkRoom } from './network/virtual-network.ts';
import type { Administration, Bindable, Keeper, Owner, Principal, Rooms } from './port.ts';
import { type LeaveRoom } from './quota.ts';
import { reservationsOf } from './reservation/reservation.ts';
import { type Choices, type Cloud, createSession, divide, type Session } from './session.ts';

/** One entry a room: a missing row does not compile, nor does a surplus one. */
const rooms = (session: Session): Rooms => ({
  flavour: flavourRoom(session),
  image: imageRoom(session),
  stack: stackRoom(session),
  'key pair': keyPairRoom(session),
  role: roleRoom(session),
  'security group': securityGroupRoom(session),
  tenant: tenantRoom(session),
  user: userRoom(session),
  'virtual compute': virtualComputeRoom(session),
  'virtual network': virtualNetworkRoom(session),
  'virtual storage': virtualStorageRoom(session),
});

/** How the things are removed that a run may have made, by their address in the ledger. */
const keepers: Readonly<Record<string, (session: Session) => Keeper>> = {
  'alarming/alarm': alarmsOf,
  'block-storage/snapshot': snapshotsOf,
  'block-storage/virtual-storage': virtualStorageRoom,
  'compute/affinity-group': affinityGroupKeeper,
  'compute/flavour': flavourRoom,
  'compute/host-group': hostGroupsOf,
  'compute/host-declared-down': declaredDownKeeper,
  'compute/host-out-of-service': outOfServiceKeeper,
  'compute/key-pair': keyPairRoom,
  'image/image': imageRoom,
  'compute/virtual-compute': virtualComputeRoom,
  'identity/domain': domainKeeper,
  'identity/role': roleKeeper,
  'identity/tenant': tenantKeeper,
  'identity/user': userKeeper,
  [loadBalancerAddress]: loadBalancerKeeper,
  'metrics/collection': collectionsOf,
  'network/bandwidth-offer': bandwidthOffers,
  ...forwardingPathKeepers,
  'network/floating-address': floatingAddressKeeper,
  'network/port': portKeeper,
  'network/router': routerKeeper,
  'orchestration/stack': stackRoom,
  'placement/allocation': allocationsOf,
  'placement/resource-provider': providerKeeper,
  'placement/trait': traitKeeper,
  'reservation/reservation': reservationsOf,
  'network/security-group': securityGroupRoom,
  'network/virtual-network': virtualNetworkRoom,
};

/** How a tenant's share of a resource is limited; what is not here has no limit that can be set. */
const quotas: Partial<Record<Bindable, LeaveRoom>> = {
  'key pair': leaveRoomForKeyPairs,
  'virtual compute': leaveRoomForVirtualComputes,
  'security group': networkQuota('security_group'),
  'virtual network': networkQuota('network'),
  'virtual storage': leaveRoomForVirtualStorage,
};

/** An OpenStack as the steps use it. */
export interface OpenStack {
  /**
   * Signs in.
   * @throws Refusal `unauthenticated` when the credentials are refused
   */
  signIn(label: string, wish: SignInWish): Promise<OpenStackPrincipal>;
  /**
   * Signs in somebody who administers the users of a domain beside working in a tenant of it: identity is
   * asked with a token for the user's own domain, unless the target gives none.
   * @throws Refusal `unauthenticated` when the credentials are refused
   */
  signInForDomain(label: string, wish: SignInWish): Promise<OpenStackPrincipal>;
  /** Someone without a token, who knows the addresses that `of` knows. */
  anonymous(label: string, of: OpenStackPrincipal): OpenStackPrincipal;
  /** Someone who shows the token of `of`, a signed-in one, with one letter changed. */
  impostor(label: string, of: OpenStackPrincipal): OpenStackPrincipal;
}

export interface OpenStackPrincipal extends Principal {
  readonly session: Session;
  /** The roles with which identity is asked: in the domain of who administers one, else the session's. */
  readonly rolesAtIdentity: readonly string[];
  readonly administration: Administration;
}

export function createOpenStack(options: {
  readonly http: Http;
  readonly endpoints: EndpointChoice;
  readonly choices: Choices;
  /** Makes a password that no artefact will show. */
  readonly newPassword: () => string;
}): OpenStack {
  const { newPassword, ...rest } = options;
  const cloud: Cloud = {
    ...rest,
    versions: new Map(),
    found: new Map(),
    people: createPeople(newPassword),
  };
  const open = async (label: string, wish: SignInWish): Promise<Session> => {
    const again = () => signIn(cloud.http, label, wish);
    // What ends in mid-run says nothing of the target.
    const renew = wish.proof.method === 'token' ? () => again().catch(tokenIsOver) : again;
    const first = await again();
    if (first.domainId !== undefined) cloud.people.domains.add(first.domainId);
    return createSession(cloud, label, first, renew);
  };
  const openForDomain = async (label: string, wish: SignInWish, id: string | undefined) => {
    if (id === undefined) return undefined;
    try {
      return await open(label, { ...wish, scope: { domain: { id } } });
    } catch (error) {
      // Some have no role in their domain, and some ways to sign in are for one tenant only.
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  };
  const principal = (session: Session) => principalOf(cloud, session);
  return {
    signIn: async (label, wish) => principal(await open(label, wish)),
    async signInForDomain(label, wish) {
      const session = await open(label, wish);
      const domainId = session.signedIn?.domainId;
      const identity = await openForDomain(label, wish, domainId);
      if (identity === undefined) return principal(session);
      cloud.people.vdc = domainId;
      const rolesAtIdentity = identity.signedIn?.roles ?? [];
      return { ...principal(divide(session, identity)), rolesAtIdentity };
    },
    anonymous: (label, of) =>
      principal(
        createSession(cloud, label, {
          anonymous: true,
          catalogue: of.session.signedIn?.catalogue ?? [],
        }),
      ),
    impostor(label, { session: { signedIn } }) {
      if (signedIn === undefined)
        throw new Error('an impostor forges the token of who is signed in');
      return principal(createSession(cloud, label, { ...signedIn, token: forged(signedIn.token) }));
    },
  };
}

const tokenIsOver = (error: unknown): never => {
  if (!(error instanceof Refusal)) throw error;
  throw new NotPrepared(
    `the token that was handed in is accepted no longer (${error.message}): give one that outlasts the run, or credentials`,
    { cause: error },
  );
};

/** Of the right form. In its midst, since the last letter of a Fernet token may say nothing. */
function forged(token: string): string {
  const at = Math.floor(token.length / 2);
  const letter = /a/i.test(token[at] ?? '') ? 'b' : 'a';
  return token.slice(0, at) + letter + token.slice(at + 1);
}

const ownerOf = ({ signedIn }: Session): Owner => ({
  ...(signedIn === undefined ? {} : { userId: signedIn.userId }),
  ...(signedIn?.tenantId === undefined ? {} : { tenantId: signedIn.tenantId }),
});

const principalOf = (cloud: Cloud, session: Session): OpenStackPrincipal => ({
  label: session.actor,
  session,
  owner: ownerOf(session),
  rolesAtIdentity: session.signedIn?.roles ?? [],
  membership: createMembership(cloud.http, session),
  rooms: rooms(session),
  managing: managing(session),
  affinityGroups: affinityGroupsOf(session),
  infrastructure: infrastructureOf(session),
  monitoring: monitoringOf(session),
  outside: outsideOf(session),
  ports: portsOf(session),
  snapshots: snapshotsOf(session),
  bandwidthOffers: bandwidthOffers(session),
  forwardingPaths: (notes) => forwardingPathsOf(session, notes),
  reservations: reservationsOf(session),
  places: {
    'virtual compute': computePlaces(session),
    'virtual storage': storagePlaces(session),
  },
  quotas: {
    compute: computeQuota(session),
    network: quotaOfNetworks(session),
    storage: storageQuota(session),
  },
  keeper: (address) => keepers[address]?.(session),
  administration: {
    findRole: (name) => findRole(session, name),
    createDomain: (name) => createDomain(session, name),
    createTenant: (name, domainId) => createTenant(session, name, domainId),
    createUser: (name, password, domainId) => createUser(session, name, password, domainId),
    grantOnTenant: (roleId, userId, tenant) => grant(session, roleId, userId, { tenant }),
    grantOnDomain: (roleId, userId, domain) => grant(session, roleId, userId, { domain }),
    leaveRoom: async (resource, { tenantId, userId }, more) =>
      resource === 'privileges' ? undefined : quotas[resource]?.(session, tenantId, more, userId),
  },
});
