/**
 * Reservations of virtualised resources, as features see them. It names no product, as `port.ts` does not.
 * Each method rejects as verbs do; what cannot be had at that time is refused as `over capacity`.
 */
/** What is reserved, in the words and units of features, as things have it. */
type Attributes = Readonly<Record<string, string>>;

export const reservedKinds = ['compute', 'network'] as const;
export type ReservedKind = (typeof reservedKinds)[number];

/** From when until when, in milliseconds since the epoch; what is below a minute does not count. */
export interface Period {
  readonly start: number | 'now';
  readonly end: number;
}

/** `changing` is on its way to another state. */
export type ReservationState = 'pending' | 'active' | 'ended' | 'changing' | 'error';

export interface Reservation {
  readonly id: string;
  readonly name: string;
  readonly state: ReservationState;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
}

export interface Reservations {
  /** In the ledger. */
  readonly address: string;
  /** The attribute that counts what is reserved, of each kind. */
  readonly counts: Readonly<Record<ReservedKind, string>>;
  unknownId(): string;
  /** One of that kind: the smallest that is of use. */
  least(kind: ReservedKind): Promise<Attributes>;
  /** As much as there is, in the largest pieces; undefined where there is nothing. For who administers. */
  most(kind: ReservedKind): Promise<Attributes | undefined>;
  create(kind: ReservedKind, name: string, wish: Attributes, period: Period): Promise<Reservation>;
  /** Those that the caller may see. */
  list(): Promise<readonly Reservation[]>;
  query(id: string): Promise<Reservation>;
  prolong(id: string, end: number): Promise<void>;
  /** Reserves more or less of what it reserves. */
  enlarge(id: string, wish: Attributes): Promise<void>;
  terminate(id: string): Promise<void>;
  /** What a virtual compute names that shall have what is reserved. */
  use(id: string): Promise<Attributes>;
  /** The public addresses that its tenant has by it. */
  addresses(id: string): Promise<readonly string[]>;
}
