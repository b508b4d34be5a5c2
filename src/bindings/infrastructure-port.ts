/**
 * The administrative side of a VIM as features see it: physical and virtual resources, who has what of
 * them, and how they are grouped and offered. It names no product, as `port.ts` does not. Each method
 * rejects as verbs do.
 */
/**
 * Amounts by what they are of: `vCPUs` counted, `memory` in MiB, `local storage` in GiB, others by a word
 * of the target.
 */
export type Amounts = Readonly<Record<string, number>>;

/** A host, as whoever runs virtual computes on it tells. */
export interface Host {
  /** Of its provider of resources, too. */
  readonly id: string;
  readonly name: string;
  /** As its program calls it: often the name without its domain. */
  readonly host: string;
  readonly inService: boolean;
  readonly up: boolean;
  readonly total: Amounts;
  /** What the host takes for itself included. */
  readonly taken: Amounts;
}

/** The program that manages a host. */
export interface HostProgram {
  readonly host: string;
  readonly zone: string;
  readonly inService: boolean;
  readonly up: boolean;
}

export interface Zone {
  readonly name: string;
  readonly available: boolean;
  /** Empty for whoever may not know them. */
  readonly hosts: readonly string[];
}

export interface Hosts {
  list(): Promise<readonly Host[]>;
  programs(): Promise<readonly HostProgram[]>;
  /** What anybody may ask to be in. */
  zones(): Promise<readonly Zone[]>;
  /** The same with their hosts, for who administers the cloud. */
  zonesWithHosts(): Promise<readonly Zone[]>;
  /** Of what is out of service in the ledger. */
  readonly address: string;
  /** @param why told to whoever looks. @returns the id under which the ledger has it */
  takeOut(name: string, why: string): Promise<string>;
  takeBack(name: string): Promise<void>;
  /** Of what is declared down in the ledger, under its own name. */
  readonly downAddress: string;
  /** Lets nobody think that it works, whatever it says itself. @returns the id under which the ledger has it */
  declareDown(name: string): Promise<string>;
  /** Takes that back: it is what it says itself. */
  declareUp(name: string): Promise<void>;
}

export interface HostGroup {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly zone?: string;
}

export interface HostGroups {
  /** In the ledger. */
  readonly address: string;
  list(): Promise<readonly HostGroup[]>;
  /** @param zone that its hosts shall be in. @returns its id */
  create(name: string, zone?: string): Promise<string>;
  describe(id: string, properties: Readonly<Record<string, string>>): Promise<void>;
  put(id: string, host: string): Promise<void>;
  takeOut(id: string, host: string): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Who has resources to give. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Undefined at the top of its tree. */
  readonly parent: string | undefined;
  readonly root: string;
}

export interface Offer {
  readonly total: number;
  readonly reserved: number;
  /** How often what is not reserved may be given away. */
  readonly ratio: number;
  readonly givenAway: number;
}

export type Offers = Readonly<Record<string, Offer>>;

/** What a provider offers at one time, and how it is described. */
export interface ProviderState {
  /** Counts its changes; who changes it tells which state was seen. */
  readonly generation: number;
  readonly offers: Offers;
  readonly traits: readonly string[];
}

export interface Providers {
  /** In the ledger. */
  readonly address: string;
  readonly traitAddress: string;
  list(): Promise<readonly Provider[]>;
  /** What a provider offers, by what it is of. */
  offers(id: string): Promise<Offers>;
  state(id: string): Promise<ProviderState>;
  /** @returns its id */
  create(name: string, parent?: string): Promise<string>;
  /** Offers this and nothing else. */
  offer(id: string, generation: number, amounts: Amounts): Promise<void>;
  /** A trait of the run's own. @returns its name */
  createTrait(name: string): Promise<string>;
  describe(id: string, generation: number, traits: readonly string[]): Promise<void>;
  /** Those that could give so much. */
  candidates(amounts: Amounts): Promise<readonly string[]>;
}

/** By provider. */
export type Allocation = Readonly<Record<string, Amounts>>;

/** Who has what of which provider. */
export interface Allocations {
  /** In the ledger. */
  readonly address: string;
  /** Empty for whoever has nothing. */
  of(consumerId: string): Promise<Allocation>;
  /** By consumer. */
  from(providerId: string): Promise<Readonly<Record<string, Amounts>>>;
  heldBy(tenantId: string): Promise<Amounts>;
  /** Gives somebody who has nothing something of one provider. */
  give(consumerId: string, providerId: string, amounts: Amounts): Promise<void>;
  end(consumerId: string): Promise<void>;
}

/** A program that makes networks. */
export interface NetworkAgent {
  readonly id: string;
  readonly kind: string;
  readonly host: string;
  readonly alive: boolean;
}

/** Where storage is; what is not known, or without end, is left out. */
export interface StoragePool {
  readonly name: string;
  /** GiB. */
  readonly total?: number;
  readonly free?: number;
}

/** A type of a resource that can be had. */
export interface ResourceType {
  readonly id: string;
  readonly name: string;
}

export interface Infrastructure {
  readonly hosts: Hosts;
  readonly groups: HostGroups;
  readonly providers: Providers;
  readonly allocations: Allocations;
  networkAgents(): Promise<readonly NetworkAgent[]>;
  storagePools(): Promise<readonly StoragePool[]>;
  /** The sites that the VIM manages, by name. */
  sites(): Promise<readonly string[]>;
  /** The sites at which services can be reached. */
  sitesOfServices(): readonly string[];
  /** What of the quota of a tenant is in use; for its own users. */
  readonly inUse: (tenantId: string) => Promise<Amounts>;
  /** Types of virtualised network and storage that can be had. */
  networkTypes(): Promise<readonly ResourceType[]>;
  storageTypes(): Promise<readonly ResourceType[]>;
  /** One of each by itself. */
  networkType(id: string): Promise<ResourceType | undefined>;
  storageType(id: string): Promise<ResourceType | undefined>;
}
