/** A workload that is connected to one of the simulator's accelerators. */
import type { AccData } from '../../src/contract/acceleration/workload-values.ts';
import { AgentConnection } from '../agent/connection.ts';
import type { Connection, Line } from '../agent/line.ts';
import { Notifications } from '../agent/notifications.ts';
import type { Clock } from '../kernel/clock.ts';
import { Session, type SessionEnds } from './session.ts';

export class WorkloadConnection implements Connection {
  readonly #clock: Clock;
  readonly #session: Session;
  readonly #agent: AgentConnection;

  constructor(ends: Omit<SessionEnds, 'tell'>, line: Line, clock: Clock) {
    const notifications = new Notifications(line, clock);
    this.#clock = clock;
    this.#session = new Session({ ...ends, tell: notifications.tell });
    this.#agent = new AgentConnection({
      line,
      session: this.#session,
      notifications,
      failed: (error) => {
        throw error;
      },
    });
  }

  /** Whether the workload has taken the accelerator into use. */
  get isInUse(): boolean {
    return this.#session.isReady;
  }

  receive(frame: string): void {
    this.#agent.receive(frame);
  }

  closed(): void {
    this.#agent.closed();
  }

  /** Ends it from this side. */
  end(): void {
    this.#agent.end();
  }

  raise(accEvent: string): void {
    this.#session.raise(accEvent, new Date(this.#clock.now()).toISOString());
  }

  /** @throws CallRefused */
  arrive(accChannel: string, item: AccData): void {
    this.#session.arrive(accChannel, item);
  }
}
