/** From a target's description to a connection: what worker, doctor and janitor have in common. */
import { randomBytes } from 'node:crypto';
import { createSimulator } from '../../simulator/create-simulator.ts';
import type { Fetch } from '../../simulator/defects/defect.ts';
import {
  claimsOf,
  optionsOf,
  withCallbackDeviations,
  withConnectionDeviations,
  withDeviations,
  withMailboxDeviations,
  withToolDeviations,
} from '../../simulator/defects/register.ts';
import { certificateText } from '../../simulator/load-balancer/certificates.ts';
import type { ReleaseName } from '../../simulator/release.ts';
import { type Acceleration, createAcceleration } from '../bindings/acceleration-access.ts';
import {
  createEnablerServices,
  type EnablerServices,
} from '../bindings/enabler-services-access.ts';
import { createHardware, type Hardware } from '../bindings/hardware-access.ts';
import {
  createLoadBalancerTraffic,
  type LoadBalancerTraffic,
} from '../bindings/load-balancer-traffic.ts';
import { createPolicies, type Policies } from '../bindings/policy-access.ts';
import { createMonitoring, type MonitoringAccess } from '../bindings/monitoring-access.ts';
import { createOpenStack, type OpenStack } from '../bindings/openstack.ts';
import { secretsOf, type Target } from '../target/target.ts';
import { type Clock, realClock } from '../transport/clock.ts';
import { createExchangeLog, type ExchangeLog } from '../transport/exchange-log.ts';
import { createHttp, type Http, type TlsSettings } from '../transport/http.ts';
import { createRedactor, type Redactor } from '../transport/redaction.ts';
import { hardwareOf } from './hardware-of.ts';
import { policyOf } from './policy-of.ts';
import { inProcessDatagrams } from './in-process-datagrams.ts';
import { createHearing, type Hearing } from '../bindings/hearing.ts';
import { createSink, type Sink } from '../transport/sink.ts';
import { inProcessLine } from './in-process-line.ts';
import { inProcessStreams } from './in-process-streams.ts';
import { balancerOf, type Beside, withServers } from './with-servers.ts';
import { imageOf, managementOf, sinkAddressOf } from './management-of.ts';
import { probeOf } from './probe-of.ts';

/** A target that can be asked. */
export interface OpenTarget {
  readonly target: Target;
  readonly vim: OpenStack;
  /** The same target for clean-up, which an interruption does not end. */
  readonly cleaner: OpenStack;
  readonly acceleration: Acceleration;
  readonly enablerServices: EnablerServices;
  readonly hardware: Hardware;
  readonly policies: Policies;
  readonly traffic: LoadBalancerTraffic;
  readonly monitoring: MonitoringAccess;
  /** Where the target calls back. */
  readonly sink: Sink;
  readonly hearing: Hearing;
  readonly clock: Clock;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  /** Makes a password that no artefact will show. */
  readonly newPassword: () => string;
  readonly close: () => Promise<void>;
}

/** What the bundled simulator plays; plain data, so that it reaches workers. */
export interface Play {
  readonly release?: ReleaseName;
  readonly seed?: number;
  readonly defects?: readonly string[];
  /** Real servers in place of its own, as a target file has them. */
  readonly beside?: Beside;
}

/** The target as the run sees it: the bundled simulator claims what it is made to play. */
export function claiming(target: Target, { defects = [], beside }: Play): Target {
  if (target.kind !== 'simulator') return target;
  const claim = { supported: true, reason: 'it plays such a target' };
  const claims = Object.fromEntries(claimsOf(defects).map((need) => [need, claim]));
  const seen = beside === undefined ? target : withServers(target, beside);
  return { ...seen, claims: { ...seen.claims, ...claims } };
}

/** How patient the connection is, clean-up excepted. */
export interface Patience {
  /** Ends what is under way and all that follows. */
  readonly signal?: AbortSignal;
  /** For one request, in milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * @throws ConfigurationError when a TLS file cannot be read
 */
export function openTarget(target: Target, play: Play = {}, patience: Patience = {}): OpenTarget {
  const log = createExchangeLog();
  const redactor = createRedactor({ secrets: secretsOf(target) });
  const callBack = (request: Request): Promise<Response> => sink.fetch(request);
  const { clock, fetch, inProcess, datagrams, streams, trusted, tool, random } =
    target.kind === 'simulator'
      ? simulated(play, callBack)
      : {
          clock: realClock,
          fetch: undefined,
          inProcess: undefined,
          datagrams: undefined,
          tool: undefined,
          streams: undefined,
          trusted: undefined,
          random: unguessable,
        };
  const sink = createSink({
    where: sinkAddressOf(target),
    log,
    redactor,
    clock,
    them: 'NFVI',
    inProcess: fetch !== undefined,
  });
  const newPassword = () => {
    // Long, and with each kind of character that password rules ask for.
    const password = `aA1!${randomBytes(18).toString('base64url')}`;
    redactor.add(password);
    return password;
  };
  const httpWith = (tls: TlsSettings, how: Patience): Http =>
    createHttp({ log, redactor, clock, tls, ...(fetch === undefined ? {} : { fetch }), ...how });
  const connection = (how: Patience): [Http, OpenStack] => {
    const http = httpWith(target.tls, how);
    const endpoints = {
      interface: target.interface,
      overrides: target.overrides,
      ...(target.region === undefined ? {} : { region: target.region }),
    };
    return [http, createOpenStack({ http, endpoints, choices: target.parameters, newPassword })];
  };
  const [http, vim] = connection(patience);
  const [cleaning, cleaner] = connection({});
  const servers =
    play.beside === undefined
      ? {
          http: cleaning,
          clock,
          random,
          ...(datagrams === undefined ? {} : { inProcess: datagrams }),
        }
      : {
          http: createHttp({ log, redactor, clock: realClock, tls: {} }),
          clock: realClock,
          random: unguessable,
        };
  const managing = managementOf(target, (tls) => httpWith(tls, patience), clock);
  const probe = probeOf(target);
  const found = hardwareOf(
    target,
    (tls, cleaningUp) => httpWith(tls, cleaningUp ? {} : patience),
    { log, redactor, clock },
    tool,
  );
  const policy = policyOf(target, (tls, cleaningUp) => httpWith(tls, cleaningUp ? {} : patience));
  return {
    target,
    vim,
    cleaner,
    acceleration: createAcceleration({
      attachments: target.acceleration?.['vn-nf'] ?? [],
      ...(managing === undefined ? {} : { management: managing.binding }),
      sink,
      stimuli: target.stimuli,
      ...imageOf(target),
      silence: target.parameters.silence,
      http,
      log,
      redactor,
      clock,
      ...(patience.signal === undefined ? {} : { signal: patience.signal }),
      ...(inProcess === undefined ? {} : { inProcess }),
    }),
    enablerServices: createEnablerServices({
      addresses: target.enablerServices ?? {},
      stimuli: target.stimuli,
      silence: target.parameters.silence,
      clockOffset: target.parameters.clockOffset,
      log,
      redactor,
      ...servers,
      ...(patience.signal === undefined ? {} : { signal: patience.signal }),
      ...(probe === undefined ? {} : { probe }),
    }),
    hardware: createHardware({
      ...found.options,
      disposable: target.disposable.systems,
      deadline: target.parameters.deadlines.server,
      stimuli: target.stimuli,
      sink,
      http: cleaning,
      clock,
    }),
    policies: createPolicies({ ...policy.options, sink }),
    monitoring: createMonitoring({
      sink,
      stimuli: target.stimuli,
      http: cleaning,
      silence: target.parameters.silence,
    }),
    traffic: createLoadBalancerTraffic({
      place: target.enablerServices?.['load-balancer'] ?? {},
      log,
      redactor,
      // What is real takes its time.
      clock: streams === undefined ? realClock : clock,
      ...(patience.signal === undefined ? {} : { signal: patience.signal }),
      ...(streams === undefined ? {} : { inProcess: streams }),
      ...(trusted === undefined ? {} : { trusted }),
    }),
    sink,
    hearing: createHearing(sink),
    clock,
    log,
    redactor,
    newPassword,
    close: async () => {
      probe?.close();
      const https = [...new Set([http, cleaning, servers.http])];
      await Promise.all([
        ...https.map((each) => each.close()),
        ...[managing?.close(), found.close(), policy.close(), sink.close()],
      ]);
    },
  };
}

/**
 * The simulator in this process, on its own clock: waiting costs no time.
 * @param callBack where its own requests go
 */
function simulated({ release, seed, defects = [], beside }: Play, callBack: Fetch) {
  const balancer = beside === undefined ? undefined : balancerOf(beside);
  const simulator = createSimulator({
    clock: 'virtual',
    ...optionsOf(defects),
    send: withCallbackDeviations(callBack, defects),
    // They go nowhere but to this process.
    mayTell: () => true,
    ...(release === undefined ? {} : { release }),
    ...(seed === undefined ? {} : { seed }),
    ...(balancer === undefined ? {} : { haproxy: balancer.folder }),
  });
  return {
    clock: simulator.clock,
    fetch: withDeviations(async (request) => simulator.fetch(request), defects),
    inProcess: inProcessLine(
      withConnectionDeviations((path, line) => simulator.connect(path, line), defects),
    ),
    datagrams: inProcessDatagrams(
      withMailboxDeviations(simulator.mailbox, defects),
      simulator.clock,
    ),
    tool: withToolDeviations((args, input) => simulator.tool(args, input), defects),
    /** Who has signed the certificate of its load balancers. */
    trusted: certificateText.cacert,
    streams: balancer === undefined ? inProcessStreams(simulator.wire) : undefined,
    random: counted(),
  };
}

const unguessable = (): bigint => randomBytes(8).readBigUInt64BE();

/** Nobody guesses in one process, and two runs with one seed are equal. */
function counted(): () => bigint {
  let count = 0n;
  return () => {
    count += 1n;
    return BigInt.asUintN(64, count * 0x9e37_79b9_7f4a_7c15n);
  };
}
