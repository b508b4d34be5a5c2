/** How a run comes to the hardware of its target, and to a host on which it may make execution environments. */
import { Refusal, Unreachable, Violation } from '../failures.ts';
import type { Clock } from '../transport/clock.ts';
import type { RunTool } from '../transport/command-tool.ts';
import type { Http } from '../transport/http.ts';
import type { Sink } from '../transport/sink.ts';
import type { ExecutionHost } from './execution-host.ts';
import { libvirtHost } from './hardware/libvirt.ts';
import { openListener } from './hardware/listener.ts';
import type { RedfishAddress } from './redfish-asking.ts';
import { redfishManager } from './hardware/redfish.ts';
import {
  type Bearer,
  type HardwareManager,
  type Listener,
  type Machine,
  NotOffered,
} from './hardware-manager.ts';
import type { Keeper } from './port.ts';
import { bringAbout, type Stimuli } from './stimuli.ts';

export interface HardwareOptions {
  /** Absent where the target description has no `hardware.redfish`. */
  readonly redfish?: {
    readonly address: RedfishAddress;
    readonly http: Http;
    /** The same for clean-up, which an interruption does not end. */
    readonly cleaning: Http;
  };
  /** Asks the host; absent where the target description has no `hardware.libvirt`. */
  readonly host?: RunTool;
  /** Names of machines that may be taken down. */
  readonly disposable: readonly string[];
  /** In milliseconds: how long a machine may take to do as it is told. */
  readonly deadline: number;
  readonly sink: Sink;
  readonly stimuli: Stimuli;
  readonly http: Http;
  readonly clock: Clock;
}

/** What there is, for people. */
export interface HardwareLook {
  readonly says: string;
  readonly serves: boolean;
}

export interface Hardware {
  /** @throws NotOffered where the target description has no `hardware.redfish` */
  as(bearer: Bearer): HardwareManager;
  readonly host: ExecutionHost | undefined;
  isDisposable(machine: Machine): boolean;
  /** @throws ConfigurationError when the target cannot call us back */
  listener(context: string): Promise<Listener>;
  /** @throws NoStimulus when the target description does not say how */
  breakPart(machine: Machine): Promise<void>;
  mendPart(machine: Machine): Promise<void>;
  /** Asks each once. */
  look(): Promise<readonly HardwareLook[]>;
  /** What takes away what was made; undefined for any other address. */
  keeper(address: string): Keeper | undefined;
}

/** Addresses in the ledger. */
export const sessionAddress = 'hardware/session';
export const accountAddress = 'hardware/account';
export const subscriptionAddress = 'hardware/subscription';
export const environmentAddress = 'hardware/execution-environment';

const ours: Bearer = { by: 'target file' };

export function createHardware(options: HardwareOptions): Hardware {
  const { redfish, disposable, stimuli, http, sink, clock, deadline } = options;
  const host = options.host === undefined ? undefined : libvirtHost(options.host);
  const as = (bearer: Bearer, by: 'http' | 'cleaning' = 'http'): HardwareManager => {
    if (redfish === undefined) throw new NotOffered('the target file has no hardware.redfish');
    const { address, [by]: way } = redfish;
    return redfishManager({ address, http: way, clock, deadline }, bearer);
  };
  return {
    as,
    host,
    isDisposable: ({ id, name, uuid, host: runs }) =>
      [id, name, uuid, runs].some((each) => each !== undefined && disposable.includes(each)),
    listener: (context) => openListener(sink, context),
    breakPart: ({ id }) => bringAbout(stimuli, http, 'machine-fault', { machine: id }),
    mendPart: ({ id }) => bringAbout(stimuli, http, 'machine-fault-clear', { machine: id }),
    look: async () => [
      ...(redfish === undefined ? [] : [await lookAtMachines(as(ours), redfish.address.url)]),
      ...(host === undefined ? [] : [await lookAtHost(host)]),
    ],
    keeper: (address) => keeperOf(address, () => as(ours, 'cleaning'), host),
  };
}

function keeperOf(
  address: string,
  vim: () => HardwareManager,
  host: ExecutionHost | undefined,
): Keeper | undefined {
  const made = (named: Keeper['named']): Keeper => ({
    named,
    exists: (id) => vim().exists(id),
    remove: (id) => vim().remove(id).catch(unlessUnknown),
  });
  switch (address) {
    case sessionAddress:
      // One whose id was never told ends by itself.
      return made(() => Promise.resolve([]));
    case accountAddress:
      return made((name) => vim().accountsNamed(name));
    case subscriptionAddress:
      return made((name) => vim().subscriptionsFor(name));
    case environmentAddress:
      return host && environmentKeeper(host);
    default:
      return undefined;
  }
}

function environmentKeeper(host: ExecutionHost): Keeper {
  const exists = async (name: string): Promise<boolean> => (await host.names()).includes(name);
  return {
    named: async (name) => ((await exists(name)) ? [name] : []),
    exists,
    async remove(name) {
      if (!(await exists(name))) return;
      const { state } = await host.show(name);
      if (state !== 'off') await host.act('stop', name);
      await host.act('remove', name).catch(unlessUnknown);
    },
  };
}

const unlessUnknown = (error: unknown): void => {
  if (!(error instanceof Refusal && error.reason === 'unknown')) throw error;
};

const lookAtMachines = (vim: HardwareManager, url: string): Promise<HardwareLook> => {
  const of = `the hardware at ${url}`;
  return vim
    .machines()
    .then((found) => {
      const many = found.length === 1 ? 'one machine' : `${String(found.length)} machines`;
      return { says: `${of} answers: ${many}`, serves: found.length > 0 };
    })
    .catch(unlessAnswerless(of));
};

const lookAtHost = (host: ExecutionHost): Promise<HardwareLook> =>
  host
    .has()
    .then(({ vcpus, memory }) => ({
      says: `the host answers: ${String(vcpus)} CPUs, ${String(Math.round(memory / 1024 ** 3))} GiB`,
      serves: true,
    }))
    .catch(unlessAnswerless('the host of hardware.libvirt'));

/** What does not answer is a sentence; anything else is a bug. */
const unlessAnswerless =
  (of: string) =>
  (error: unknown): HardwareLook => {
    if (
      error instanceof Unreachable ||
      error instanceof Violation ||
      error instanceof Refusal ||
      error instanceof NotOffered
    ) {
      return {
        says: `${of} does not serve us: ${error.message.replaceAll('\n', ', ')}`,
        serves: false,
      };
    }
    throw error;
  };
