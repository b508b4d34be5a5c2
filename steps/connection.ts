/**
 * What a worker needs to reach the target. The command line provides it (`src/cli/worker.ts`), since
 * only it may know whether the target is a cloud or the simulator in this process.
 */
import type { Acceleration } from '../src/bindings/acceleration-access.ts';
import type { EnablerServices } from '../src/bindings/enabler-services-access.ts';
import type { Hardware } from '../src/bindings/hardware-access.ts';
import type { LoadBalancerTraffic } from '../src/bindings/load-balancer-traffic.ts';
import type { MonitoringAccess } from '../src/bindings/monitoring-access.ts';
import type { OpenStack } from '../src/bindings/openstack.ts';
import type { Policies } from '../src/bindings/policy-access.ts';
import type { Deadline } from '../src/bindings/port.ts';
import type { SignInWish } from '../src/bindings/identity/token.ts';
import type { Ledger } from '../src/ledger.ts';
import type { Clock } from '../src/transport/clock.ts';
import type { Hearing } from '../src/bindings/hearing.ts';
import type { ExchangeLog } from '../src/transport/exchange-log.ts';
import type { AccountHolder } from '../src/catalogue/personas.ts';

export interface Connection {
  readonly vim: OpenStack;
  /** The same target for clean-up, which an interruption does not end. */
  readonly cleaner: OpenStack;
  readonly acceleration: Acceleration;
  readonly enablerServices: EnablerServices;
  readonly hardware: Hardware;
  readonly policies: Policies;
  readonly traffic: LoadBalancerTraffic;
  readonly monitoring: MonitoringAccess;
  readonly hearing: Hearing;
  readonly log: ExchangeLog;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The next name of a thing of this run: `cft-<run>-<n>`. */
  readonly newName: () => string;
  /** The credentials that the target description gives; the cloud zone administrator's always. */
  readonly credentials: Partial<Record<AccountHolder, SignInWish>> & {
    readonly 'cloud zone administrator': SignInWish;
  };
  /** Needs-names that the target meets, and why it does not meet the others. */
  readonly meets: (
    need: string,
  ) => { readonly met: true } | { readonly met: false; readonly reason: string };
  /** Why the target does not claim a clause; undefined: it does, or says nothing about it. */
  readonly disclaimed: (clause: string) => string | undefined;
  /** Takes out of a text the secrets that went over the wire. */
  readonly redact: (text: string) => string;
  /** Makes a password that no artefact will show. */
  readonly newPassword: () => string;
  /** Names of hosts that examples may take out of service. */
  readonly disposableHosts: readonly string[];
  readonly keepFailed: boolean;
  /** Turns true when the run is to end: no further example begins. */
  readonly interrupted: () => boolean;
  /** In milliseconds: how long something may take to be gone. */
  readonly goneWithin: number;
  /** In milliseconds: how long the target file lets such a thing take. */
  readonly deadline: (what: Deadline) => number;
  readonly close: () => Promise<void>;
}

/** Plain data from the command line; what a worker needs to make its connection. */
export type Parameters = Readonly<Record<string, unknown>>;

let connector: ((parameters: Parameters) => Promise<Connection>) | undefined;

/** Called once per process or worker, before the first hook runs. */
export function provideConnector(provide: (parameters: Parameters) => Promise<Connection>): void {
  connector = provide;
}

/** @throws Error when the steps are run without the command line, which provides the connector */
export function connect(parameters: Parameters): Promise<Connection> {
  if (connector === undefined) {
    throw new Error('no connection: start the features with `nfvi-conformance run`');
  }
  return connector(parameters);
}
