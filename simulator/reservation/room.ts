/** What the rooms of the reservation service work with. */
import type { Clock } from '../kernel/clock.ts';
import type { World } from '../kernel/world.ts';
import type { Capacity } from './capacity.ts';
import type { Life } from './lease-life.ts';
import type { ComputeForReservation, NetworkForReservation } from './ports.ts';
import type { Tables } from './tables.ts';

export interface Room {
  readonly world: World;
  readonly calendar: Clock;
  readonly tables: Tables;
  readonly capacity: Capacity;
  readonly life: Life;
  readonly compute: ComputeForReservation;
  readonly network: NetworkForReservation;
}
