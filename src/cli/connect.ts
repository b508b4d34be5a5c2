/** From a target's description to a connection: what worker, doctor and janitor have in common. */
import { createSimulator } from '../../simulator/create-simulator.ts';
import { withDeviations } from '../../simulator/defects/register.ts';
import type { ReleaseName } from '../../simulator/release.ts';
import { createOpenStack, type OpenStack } from '../bindings/openstack.ts';
import type { Target } from '../target/target.ts';
import { type Clock, realClock } from '../transport/clock.ts';
import { createExchangeLog, type ExchangeLog } from '../transport/exchange-log.ts';
import { createHttp } from '../transport/http.ts';
import { createRedactor, type Redactor } from '../transport/redaction.ts';
import { secretsOf } from './credentials.ts';

/** A target that can be asked. */
export interface OpenTarget {
  readonly target: Target;
  readonly vim: OpenStack;
  readonly clock: Clock;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly close: () => Promise<void>;
}

/** What the bundled simulator plays; plain data, so that it reaches workers. */
export interface Play {
  readonly release?: ReleaseName;
  readonly seed?: number;
  readonly defects?: readonly string[];
}

/** @throws ConfigurationError when a TLS file cannot be read */
export function openTarget(target: Target, play: Play = {}): OpenTarget {
  const log = createExchangeLog();
  const redactor = createRedactor({ secrets: secretsOf(target) });
  const { clock, fetch } = target.kind === 'simulator' ? simulated(play) : { clock: realClock };
  const http = createHttp({
    log,
    redactor,
    clock,
    tls: target.tls,
    ...(fetch === undefined ? {} : { fetch }),
  });
  const vim = createOpenStack({
    http,
    endpoints: {
      interface: target.interface,
      overrides: target.overrides,
      ...(target.region === undefined ? {} : { region: target.region }),
    },
  });
  return { target, vim, clock, log, redactor, close: () => http.close() };
}

/** The simulator in this process, on its own clock: waiting costs no time. */
function simulated({ release, seed, defects = [] }: Play) {
  const simulator = createSimulator({
    clock: 'virtual',
    ...(release === undefined ? {} : { release }),
    ...(seed === undefined ? {} : { seed }),
  });
  return {
    clock: simulator.clock,
    fetch: withDeviations((request) => simulator.fetch(request), defects),
  };
}
