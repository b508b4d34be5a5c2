/** The connections that are open, and which accelerator each leads to. */
import type { AccData } from '../../src/contract/acceleration/workload-values.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connection, Line } from '../agent/line.ts';
import { WorkloadConnection } from './connection.ts';
import type { SessionEnds } from './session.ts';

export interface Place {
  readonly acceleratorId: string;
  readonly attachTarget: string;
}

export class Connections {
  readonly #clock: Clock;
  readonly #open = new Map<WorkloadConnection, Place>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(place: Place, ends: Omit<SessionEnds, 'tell'>, line: Line): Connection {
    const connection = new WorkloadConnection(ends, line, this.#clock);
    this.#open.set(connection, place);
    return {
      receive: (frame) => {
        connection.receive(frame);
      },
      closed: () => {
        connection.closed();
        this.#open.delete(connection);
      },
    };
  }

  isInUse(acceleratorId: string): boolean {
    return this.#at({ acceleratorId }).some(({ isInUse }) => isInUse);
  }

  /** Something happens there; with no place, everywhere. */
  raise(accEvent: string, where: Partial<Place>): void {
    for (const connection of this.#at(where)) connection.raise(accEvent);
  }

  /**
   * A result comes for each workload there that no call has brought about.
   * @returns how many there are
   * @throws CallRefused
   */
  arrive(where: Partial<Place>, accChannel: string, item: AccData): number {
    const connections = this.#at(where);
    for (const connection of connections) connection.arrive(accChannel, item);
    return connections.length;
  }

  /** Ends those there from this side; with no place, all. */
  end(where: Partial<Place>): void {
    for (const connection of this.#at(where)) {
      this.#open.delete(connection);
      connection.end();
    }
  }

  #at({ acceleratorId, attachTarget }: Partial<Place>): WorkloadConnection[] {
    return [...this.#open]
      .filter(
        ([, place]) =>
          (acceleratorId === undefined || place.acceleratorId === acceleratorId) &&
          (attachTarget === undefined || place.attachTarget === attachTarget),
      )
      .map(([connection]) => connection);
  }
}
