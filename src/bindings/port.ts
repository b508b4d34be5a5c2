/**
 * The port that features are written against. It names no product: a binding of another kind of VIM
 * implements these types and takes its place in `src/bindings`.
 */
import type { BindingFor, Bindings, TenantResource } from '../catalogue/tenant-resources.ts';
import type { OpenForwardingPaths } from './forwarding-path-port.ts';
import type { Infrastructure } from './infrastructure-port.ts';
import type { Monitoring } from './monitoring-port.ts';
import type { Reservations } from './reservation-port.ts';

/**
 * What characterises a resource, in the words and units of the features: `{ 'vCPUs': '2', 'memory':
 * '4 GiB' }`. Text on purpose: features also send values that no type would allow.
 */
export type Attributes = Readonly<Record<string, string>>;

/** The states that features speak of; what a service says beside them is `other`. */
export const states = [
  'building',
  'active',
  'stopped',
  'suspended',
  'paused',
  'changing',
  'unconfirmed',
  'available',
  'reserved',
  'in use',
  'complete',
  'deleting',
  'error',
  'other',
] as const;
export type State = (typeof states)[number];

/** A resource as a principal sees it. `attributes` are in canonical form, see {@link Described}. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly attributes: Attributes;
  /** Absent for what has no states, a flavour for example. */
  readonly state?: State;
  /** What the target says about the state `error`; untrusted text. */
  readonly fault?: string;
}

export interface ListOptions {
  /** Read the list in pages of this many entries; without it, as the target pages by itself. */
  readonly pageSize?: number;
  /** Those of all tenants, for whoever may see them; else the caller's. */
  readonly ofAllTenants?: boolean;
}

/**
 * The verbs of Table 6-2. Each rejects with a `Refusal` (4xx), a `Violation` (a wrong answer, 5xx) or
 * `Unreachable`.
 */
export interface Verbs {
  create(name: string, wish: Attributes): Promise<Thing>;
  list(options?: ListOptions): Promise<readonly Thing[]>;
  attach(id: string, to: Thing): Promise<void>;
  /** @param kind what it is detached from: the wire may have a way of its own for each */
  detach(id: string, from: Thing, kind: TenantResource): Promise<void>;
  delete(id: string): Promise<void>;
  suspend(id: string): Promise<void>;
  unsuspend(id: string): Promise<void>;
}

/** What can be done with something that runs, beside suspending it. */
export const deeds = ['start', 'stop', 'pause', 'unpause', 'reboot'] as const;
export type Deed = (typeof deeds)[number];

/**
 * What Or-Vi and Vi-Vnfm let their parties do with a resource beside the verbs of Table 6-2. Each
 * rejects as those do, and settles when the target has taken the request: it may go on by itself.
 */
export interface ManagingVerbs {
  /** Changes what characterises a thing; what is not named stays as it is. */
  update(id: string, wish: Attributes): Promise<void>;
  operate(id: string, deed: Deed): Promise<void>;
  /** Gives a thing another capacity. */
  scale(id: string, wish: Attributes): Promise<void>;
  /** Moves a thing to another place, while it is at work or not. */
  migrate(id: string, how: 'live' | 'offline'): Promise<void>;
  /** Ends a change that leaves a thing `unconfirmed`, and makes it last. */
  confirm(id: string): Promise<void>;
}

/**
 * How long something may take, by the keys of `parameters.deadlines` in the target file. An image takes
 * as long as a volume.
 */
export type Deadline = 'server' | 'volume' | 'stack';

/** When a thing whose creation takes time can be used. */
export interface Readiness {
  readonly state: State;
  /** States out of which it will never get there. */
  readonly broken: readonly State[];
  readonly deadline: Deadline;
}

/** What every room tells about its resource, beside the verbs. */
export interface Described {
  /** `<service>/<resource>`: the room's address in every layer, and its name in the ledger. */
  readonly address: string;
  /** The smallest wish that a conformant target fulfils. */
  readonly smallest: Attributes;
  /** The same attributes as a list shows them, for example `1024 MiB` → `1 GiB`. */
  canonical(attributes: Attributes): Attributes;
  /** An id of the right form that no resource has. */
  unknownId(): string;
  /** Whose a new thing is: the whole cloud's, that of its maker's tenant, or its maker's alone. */
  readonly belongsTo: 'cloud' | 'tenant' | 'user';
  /** One look at one thing; undefined when there is none. */
  show(id: string): Promise<Thing | undefined>;
  /** Absent for what can be used as soon as its creation is answered. */
  readonly ready?: Readiness;
  /** The ids of what the thing is attached to now; absent for what is attached to nothing. */
  attachedTo?(id: string): Promise<readonly string[]>;
}

/** In which tenant a thing is, and who made it; ids. */
export interface Owner {
  readonly tenantId?: string;
  readonly userId?: string;
}

/** How one thing that the run made is removed; used by clean-up and janitor only. */
export interface Keeper {
  /** The ids of the things that bear exactly this name (of a run, so ours). */
  named(name: string, owner: Owner): Promise<readonly string[]>;
  /** Whether it is still there; looks at this one object. */
  exists(id: string, owner: Owner): Promise<boolean>;
  /** Unlinks and deletes this one object. What is gone already is no error. */
  remove(id: string, owner: Owner): Promise<void>;
}

/** A room as one principal uses it: exactly the verbs that Table 6-2 marks for its row. */
export type Room<R extends TenantResource> = Described & BindingFor<R, Verbs>;

/** The rows of Table 6-2 that have something to bind. */
export type Bindable = keyof Bindings<Verbs>;

/** The rooms of a binding that binds the rows `R`; a missing or surplus room does not compile. */
export type Rooms<R extends Bindable = Bindable> = { readonly [K in R]: Room<K> };

/** What a binding manages, by resource; a verb that is not there is no operation of such a target. */
export type Managing = { readonly [K in Bindable]?: Partial<ManagingVerbs> };

/** What a target gave to somebody who signed in. */
export interface Admission {
  /** Whether the target's services still honour it. */
  holds(): Promise<boolean>;
}

/** What joins users to tenants: roles; and what comes of it. */
export interface Membership {
  /** Gives a user a role in a tenant. */
  assign(roleId: string, userId: string, tenantId: string): Promise<void>;
  /** The ids of the roles that a user holds in a tenant. */
  rolesIn(userId: string, tenantId: string): Promise<readonly string[]>;
  /**
   * Lets a user sign in whom this binding has made, for a tenant or for none.
   * @param how with a password that is not the user's
   * @throws Refusal `unauthenticated`
   */
  signIn(
    userId: string,
    tenantId?: string,
    how?: { readonly wrongPassword: true },
  ): Promise<Admission>;
}

/** An address from outside, in the words of people. */
export interface OutsideAddress {
  readonly id: string;
  readonly address: string;
}

/** Ways from a tenant's networks to the outside, and addresses from there. No row of Table 6-2. */
export interface Outside {
  /** Addresses of both in the ledger. */
  readonly wayAddress: string;
  readonly addressAddress: string;
  /** Makes a way to the outside. @returns its id */
  makeWay(name: string): Promise<string>;
  /** Lets a network take the way. */
  connect(wayId: string, networkId: string): Promise<void>;
  /** Gives a virtual compute an address from outside. */
  attachAddress(name: string, computeId: string): Promise<OutsideAddress>;
}

/** A port of a network, and what whoever is at it must be told. */
export interface NetworkPort {
  readonly id: string;
  /** Its hardware address. */
  readonly mac: string;
  /** Of IPv4. */
  readonly address: string;
  readonly mask: string;
  readonly gateway: string | undefined;
  readonly nameServers: readonly string[];
  readonly routes: readonly { readonly destination: string; readonly via: string }[];
  readonly mtu: number;
}

/** Ports that nothing has yet. No row of Table 6-2. */
export interface NetworkPorts {
  /** Their address in the ledger. */
  readonly address: string;
  /** The id of a network by its name or id. @throws NotPrepared when there is none */
  network(nameOrId: string): Promise<string>;
  make(name: string, networkId: string): Promise<NetworkPort>;
}

/** A group of virtual computes. */
export interface AffinityGroup {
  /** `together` or `apart`; what else a service says, in its own words. */
  readonly keeps: string;
  /** Ids of virtual computes. */
  readonly members: readonly string[];
}

/** Groups whose virtual computes share a host, or have hosts of their own. No row of Table 6-2. */
export interface AffinityGroups {
  /** Its address in the ledger. */
  readonly address: string;
  /**
   * @param keeps as {@link AffinityGroup} has it; features also send what must be refused
   * @returns its id
   */
  create(name: string, keeps: string): Promise<string>;
  /** One look; undefined when there is none. */
  show(id: string): Promise<AffinityGroup | undefined>;
}

/** Where things of one kind can be, as administrators see it. */
export interface Places {
  all(): Promise<readonly string[]>;
  /** Undefined for whoever is not shown it, and for what does not exist. */
  now(id: string): Promise<string | undefined>;
}

/** Bandwidths that networks of a tenant may be given, as administrators offer them. */
export interface BandwidthOffers {
  /** Address in the ledger. */
  readonly address: string;
  /** Whether the target knows such offers. */
  possible(): Promise<boolean>;
  /** Makes an offer to a tenant, of which nothing is said yet. @returns its id */
  make(name: string, tenantId: string): Promise<string>;
  /** @param bandwidth for example `10 Mbit/s` */
  limit(id: string, bandwidth: string): Promise<void>;
}

/** What virtual storage held at one time. Each rejects as {@link Verbs} do. */
export interface Snapshots {
  /** Address in the ledger. */
  readonly address: string;
  readonly ready: Readiness;
  unknownId(): string;
  take(name: string, storageId: string): Promise<Thing>;
  /** Those of the caller's tenant. */
  list(): Promise<readonly Thing[]>;
  show(id: string): Promise<Thing | undefined>;
  delete(id: string): Promise<void>;
}

/**
 * What a tenant may have of one kind of resources. Limits are text in the words of features, as attributes
 * are; `unlimited` is a limit, too. Each rejects as {@link Verbs} do.
 */
export interface TenantQuota {
  /** The same limits as a query shows them. @throws Error for a word that is no limit */
  canonical(limits: Attributes): Attributes;
  query(tenantId: string): Promise<Attributes>;
  /** What the tenant has of each. */
  usage(tenantId: string): Promise<Attributes>;
  /** What a tenant may have about which nobody has said anything. */
  defaults(tenantId: string): Promise<Attributes>;
  /** Creates or changes it: every tenant has one. What is not named stays as it is. */
  set(tenantId: string, limits: Attributes): Promise<void>;
  /** Afterwards the defaults hold. */
  terminate(tenantId: string): Promise<void>;
}
export const quotaKinds = ['compute', 'network', 'storage'] as const;
export type QuotaKind = (typeof quotaKinds)[number];

/** Someone who acts at the target: a persona, signed in or anonymous. */
export interface Principal {
  /** For the reader, for example "VDC user". */
  readonly label: string;
  readonly rooms: Partial<Rooms>;
  readonly managing: Managing;
  readonly affinityGroups: AffinityGroups;
  readonly infrastructure: Infrastructure;
  readonly monitoring: Monitoring;
  readonly outside: Outside;
  readonly ports: NetworkPorts;
  /** What this principal makes belongs to; empty for who has not signed in. */
  readonly owner: Owner;
  readonly membership: Membership;
  readonly quotas: Readonly<Record<QuotaKind, TenantQuota>>;
  readonly snapshots: Snapshots;
  readonly bandwidthOffers: BandwidthOffers;
  readonly forwardingPaths: OpenForwardingPaths;
  readonly reservations: Reservations;
  /** By what is there; empty for things that have no place. */
  readonly places: Partial<Record<TenantResource, Places>>;
  /** How to remove a thing with this address; undefined when the binding has no such room. */
  keeper(address: string): Keeper | undefined;
}

/** What a cloud zone administrator does to set up personas; see steps/personas.ts. */
export interface Administration {
  /** The id of a role by its name; undefined where the target has no such role. */
  findRole(name: string): Promise<string | undefined>;
  createDomain(name: string): Promise<string>;
  createTenant(name: string, domainId: string | undefined): Promise<string>;
  createUser(name: string, password: string, domainId: string | undefined): Promise<string>;
  grantOnTenant(roleId: string, userId: string, tenantId: string): Promise<void>;
  grantOnDomain(roleId: string, userId: string, domainId: string): Promise<void>;
  /**
   * Lets a tenant (where each user has a limit: its user) have as many of a resource as now, and `more`.
   * @returns takes it back; undefined where this kind of target limits no such thing
   */
  leaveRoom(
    resource: TenantResource,
    owner: Owner & { readonly tenantId: string },
    more: number,
  ): Promise<(() => Promise<void>) | undefined>;
}
