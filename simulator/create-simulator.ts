/**
 * The reference simulator. Services meet only here: each gets the typed ports of those it needs.
 */
import { blockStoragePath, createBlockStorage } from './block-storage/service.ts';
import { acceleratorPath, createAccelerator } from './accelerator/service.ts';
import { createAcceleration } from './acceleration/service.ts';
import type { Connection, Line } from './agent/line.ts';
import { hostNamesFor } from './compute/host-table.ts';
import { computePath, createCompute } from './compute/service.ts';
import { createEnablerServices } from './enabler-services/service.ts';
import type { Door, Mailbox } from './enabler-services/ports.ts';
import { zone } from './enabler-services/zone.ts';
import { createExecutionHost, type ExecutionHost } from './execution-host/virsh.ts';
import { createIdentity, identityPath } from './identity/service.ts';
import { createImage, imagePath } from './image/service.ts';
import { createInProcessWire } from './load-balancer/in-process-wire.ts';
import { startMembers } from './load-balancer/members.ts';
import type { Wire } from './load-balancer/ports.ts';
import { createLoadBalancer, loadBalancerPath } from './load-balancer/service.ts';
import {
  createRealClock,
  createVirtualClock,
  type RealClock,
  type VirtualClock,
} from './kernel/clock.ts';
import { createLatency, type Latency } from './kernel/latency.ts';
import { atPace } from './kernel/pace.ts';
import type { Service } from './kernel/service.ts';
import { captureWorld, createWorld, restoreWorld, type Snapshot } from './kernel/world.ts';
import { defaultRelease, type ReleaseName, releases } from './release.ts';
import { createNetwork, networkPath } from './network/service.ts';
import { isLoopback } from './kernel/telling.ts';
import { createRedfish } from './redfish/service.ts';
import { describeService, type SimulatorDescription } from './describe-service.ts';
import { createPolicy } from './policy/service.ts';
import { createPlacement, placementPath } from './placement/service.ts';
import { createReservation, reservationPath } from './reservation/service.ts';
import { routeTo } from './route-to.ts';
import { createOrchestration, orchestrationPath } from './orchestration/service.ts';
import { createTelemetry, telemetryEndpoints } from './telemetry.ts';
import { createServiceCheck, createTokenCheck } from './token-check.ts';

export interface SimulatorOptions {
  /** What the simulator is; `2026.1` unless told otherwise. */
  readonly release?: ReleaseName;
  /** The same seed and the same calls give the same answers, byte by byte; 1 unless told otherwise. */
  readonly seed?: number;
  /** `virtual` stands still until it is moved; `real` runs with the machine's clock. */
  readonly clock?: 'virtual' | 'real';
  /** How long every answer takes, in milliseconds on the simulator's clock. */
  readonly latency?: Latency;
  /** How many times as long everything takes that goes on by itself; 1 unless told otherwise. */
  readonly pace?: number;
  /** How many hosts virtual computes can run on; 3 unless told otherwise. */
  readonly hosts?: number;
  /** Whether only managers of a project, and administrators, may change its security groups. */
  readonly restrictedSecurityGroups?: boolean;
  /**
   * How requests go out that the simulator makes of its own accord: notifications, to the addresses
   * that subscribers gave. The platform's `fetch` unless told otherwise.
   */
  readonly send?: (request: Request) => Promise<Response>;
  /** Hosts that may be told of hardware, alarms and policies; this machine itself unless told otherwise. */
  readonly mayTell?: (host: string) => boolean;
  /** What carries connections to load balancers and to their members; within this process unless told otherwise. */
  readonly wire?: Wire;
  /** The folder of an HAProxy that takes connections to load balancers instead. */
  readonly haproxy?: string;
}

export interface Simulator {
  /** The door: a request in, an answer out. */
  fetch(request: Request): Promise<Response>;
  /**
   * The door for what goes both ways, frame by frame, as a WebSocket does; `path` is that of its address.
   * @returns undefined when nothing takes connections there
   */
  connect(path: string, line: Line): Connection | undefined;
  /** The door for messages to the servers of time and names, as datagrams or over connections. */
  readonly mailbox: Mailbox;
  /** The door to a host on which execution environments are made directly: its command `virsh`. */
  readonly tool: ExecutionHost;
  /** Where those messages are taken. */
  readonly doors: readonly Door[];
  /** Carries connections to load balancers and to their members. */
  readonly wire: Wire;
  /** Who waits for this simulator must wait by its clock; a virtual one can also be advanced. */
  readonly clock: VirtualClock | RealClock;
  /** Everything as it was at the start, time and ids included (real time excepted). */
  reset(): void;
  /** The whole world at this instant, in constant time. */
  snapshot(): Snapshot;
  /** Takes the world back to a snapshot of this simulator, as often as wished; connections end. */
  restore(snapshot: Snapshot): void;
  describe(): SimulatorDescription;
  /** Load balancers take no more connections. */
  close(): Promise<void>;
}

/** @throws RangeError that names the option and its value */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const {
    release: name = defaultRelease,
    seed = 1,
    clock: time = 'virtual',
    latency,
    pace = 1,
    hosts = 3,
    restrictedSecurityGroups = false,
    send = fetch,
    mayTell = isLoopback,
    wire = inProcess(),
    haproxy,
  } = options;
  if (!Object.hasOwn(releases, name)) {
    throw new RangeError(
      `release must be one of ${Object.keys(releases).join(', ')}, not ${JSON.stringify(name)}`,
    );
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`seed must be a whole number, not ${String(seed)}`);
  }
  if (!(Number.isFinite(pace) && pace > 0)) {
    throw new RangeError(`pace must be a number above 0, not ${String(pace)}`);
  }
  if (!(Number.isSafeInteger(hosts) && hosts > 0)) {
    throw new RangeError(`hosts must be a whole number above 0, not ${String(hosts)}`);
  }
  const hostNames = hostNamesFor(hosts);
  const release = releases[name];
  const clock = time === 'real' ? createRealClock() : createVirtualClock();
  const world = createWorld(atPace(clock, pace), seed);

  const identity = createIdentity(world, release, {
    endpoints: [
      { type: 'identity', name: 'keystone', path: `${identityPath}/v3` },
      { type: 'compute', name: 'nova', path: `${computePath}/v2.1` },
      { type: 'image', name: 'glance', path: imagePath },
      { type: 'network', name: 'neutron', path: networkPath },
      { type: 'block-storage', name: 'cinder', path: `${blockStoragePath}/v3` },
      { type: 'orchestration', name: 'heat', path: `${orchestrationPath}/v1/%(project_id)s` },
      { type: 'placement', name: 'placement', path: placementPath },
      { type: 'accelerator', name: 'cyborg', path: `${acceleratorPath}/v2` },
      { type: 'load-balancer', name: 'octavia', path: loadBalancerPath },
      ...telemetryEndpoints,
      { type: 'reservation', name: 'blazar', path: `${reservationPath}/v1` },
    ],
  });
  const authenticate = createTokenCheck(identity.authority, identityPath);
  const network = createNetwork(world, release, {
    authenticate,
    hostNames,
    tenants: { admin: identity.tenant('admin'), demo: identity.tenant('demo') },
    domain: `${zone}.`,
    restrictedSecurityGroups,
  });
  const image = createImage(world, release, {
    authenticate,
    adminProject: identity.tenant('admin'),
  });
  const blockStorage = createBlockStorage(world, release, {
    authenticate,
    image: image.forVolumes,
  });
  const acceleration = createAcceleration(world, {
    hosts: hostNames.slice(0, 3),
    authority: identity.authority,
    virtualCompute: (id) => compute.virtualCompute(id),
    send,
  });
  const accelerator = createAccelerator(world, {
    authenticate,
    byService: createServiceCheck(identity.authority, identityPath),
    pool: acceleration.pool,
    image: image.forAccelerators,
    hasServer: (id) => compute.virtualCompute(id) !== undefined,
  });
  const compute = createCompute(world, release, {
    authenticate,
    hostNames,
    hasProject: (id) => identity.authority.hasProject(id),
    network: network.forCompute,
    storage: blockStorage.forCompute,
    images: image.forCompute,
    accelerators: {
      virtualComputeGone: (id) => {
        accelerator.serverGone(id);
        acceleration.pool.virtualComputeGone(id);
      },
    },
    acceleratorRequests: accelerator.forCompute,
  });
  const placement = createPlacement(world, {
    authenticate,
    owners: [compute.forPlacement, accelerator.forPlacement(compute.forPlacement.idOf)],
  });
  const orchestration = createOrchestration(world, release, {
    authenticate,
    call: async (request) => route(request),
    ...identity.deputies,
  });
  const hardware = createRedfish(world, {
    hosts: compute.hosts,
    ...compute.hostLife,
    send,
    mayTell,
  });
  const policy = createPolicy(world, { authority: identity.authority, send, mayTell });
  const enablerServices = createEnablerServices(world, network);
  const loadBalancer = createLoadBalancer(world, {
    authenticate,
    addresses: network.forLoadBalancer,
    wire,
    ...(haproxy === undefined ? {} : { haproxy }),
  });
  const reservation = createReservation(world, {
    authenticate,
    calendar: clock,
    hostNames: hostNames.slice(0, 2),
    compute: compute.forReservation,
    network: network.forReservation,
  });
  const services: readonly Service[] = [
    identity.service,
    compute.service,
    image.service,
    network.service,
    blockStorage.service,
    placement,
    orchestration.service,
    acceleration.service,
    accelerator.service,
    hardware,
    policy.service,
    enablerServices.service,
    loadBalancer.service,
    ...createTelemetry(world, { authenticate, interfaces: network.forCompute, send, mayTell }),
    reservation,
  ];

  const route = routeTo(services);
  const delay = latency === undefined ? undefined : createLatency(world, latency);
  const start = captureWorld(world);
  /** What is under way belongs to a world that is gone. */
  const goBack = (to: Snapshot): void => {
    acceleration.disconnect();
    policy.forget();
    restoreWorld(world, to);
    loadBalancer.startAnew();
  };

  return {
    clock,
    async fetch(request) {
      if (delay !== undefined) await delay();
      return route(request);
    },
    connect: acceleration.connect,
    mailbox: enablerServices.mailbox,
    doors: enablerServices.doors,
    tool: createExecutionHost(world, compute.hosts[0]?.has),
    wire,
    reset: () => {
      goBack(start);
    },
    snapshot: () => captureWorld(world),
    restore: goBack,
    describe: () => ({ release: name, seed, services: services.map(describeService) }),
    close: () => loadBalancer.close(),
  };
}

/** Connections within this process, and members that they lead to. */
function inProcess(): Wire {
  const wire = createInProcessWire();
  startMembers(wire);
  return wire;
}
