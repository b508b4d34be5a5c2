/**
 * What the reservation service needs of others, in its own terms: they implement it, and meet it in
 * `create-simulator.ts` only.
 */
/** A host of compute, and who runs there. */
export interface ReservableHost {
  readonly name: string;
  readonly zone: string;
  readonly vcpus: number;
  /** MiB */
  readonly memory: number;
  /** GiB */
  readonly disk: number;
  readonly servers: readonly { readonly id: string; readonly name: string }[];
}

export interface ReservedInstances {
  /** Of the reservation, and of the flavour by which servers name it. */
  readonly id: string;
  readonly projectId: string;
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
}

export interface ComputeForReservation {
  host(name: string): ReservableHost | undefined;
  /** Makes the flavour; no server that has it finds a host yet. */
  prepare(instances: ReservedInstances): void;
  /** @param places how many servers each host has room for, by name */
  open(id: string, places: Readonly<Record<string, number>>): void;
  /** Servers of the reservation end, and so does its flavour. */
  close(id: string): void;
}

/** An address of an external network that ports do not get by themselves. */
export interface OuterAddress {
  readonly networkId: string;
  readonly subnetId: string;
  readonly address: string;
}

export interface Unfit {
  readonly why: 'no address' | 'no network' | 'no subnet' | 'given by itself';
  /** The subnet that gives it by itself. */
  readonly in?: string;
}

export interface NetworkForReservation {
  /** External networks. */
  readonly outside: readonly string[];
  place(networkId: string, address: string): OuterAddress | Unfit;
  /**
   * Gives addresses to a project.
   * @param tag by which they are found and taken back
   * @throws Fault when one cannot be had
   */
  give(projectId: string, tag: string, addresses: readonly OuterAddress[]): void;
  takeBack(tag: string): void;
}
