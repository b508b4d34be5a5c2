/**
 * One workload on one accelerator, as long as its connection lasts. What it sets, registers and sends
 * is its own: another workload on the same accelerator has another session.
 */
import type {
  AskedCallName,
  ParamsOf,
  ResultOf,
} from '../../src/contract/acceleration/workload-calls.ts';
import { type AccData, wholeAccelerator } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import { Channels } from '../agent/channels.ts';
import { filtered, pick, selected } from '../agent/selection.ts';
import type { Tell } from '../agent/session.ts';
import { Settings } from '../agent/settings.ts';
import type { Accelerator, OperationName, Subsystem } from './hardware.ts';
import type { Counts } from './statistics.ts';
import { workOn } from './work.ts';

type Calls = { readonly [N in AskedCallName]: (params: ParamsOf<N>) => ResultOf<N> };

/** What a session is between. */
export interface SessionEnds {
  /** What the accelerator is at this instant: between two initialisations it can become another. */
  readonly accelerator: () => Accelerator;
  /** Sends a notification once the answer to the present call is under way. */
  readonly tell: Tell;
  readonly count: (subSystem: string, counts: Counts) => void;
}

/** A subsystem that the workload has taken into use, the accelerator as a whole among them. */
interface Part {
  readonly subsystem: Subsystem;
  readonly settings: Settings;
}

const capabilitiesOf = ({ type, operations, channels, events, configuration }: Subsystem) => ({
  type,
  operations: [...operations],
  channels: [...channels],
  events: [...events],
  configuration,
});

export class Session {
  readonly #ends: SessionEnds;
  readonly #parts = new Map<string, Part>();
  readonly #channels: Channels;
  /** Whose channel it is. */
  readonly #owners = new Map<string, Subsystem>();
  readonly #events = new Map<string, Set<string>>();

  constructor(ends: SessionEnds) {
    this.#ends = ends;
    this.#channels = new Channels(ends.tell);
  }

  /** Whether the workload has taken the accelerator into use. */
  get isReady(): boolean {
    return this.#parts.size > 0;
  }

  readonly calls: Calls = {
    InitAcc: ({ accFilter = '', accAttributeSelector = [] }) => {
      const { subsystems } = this.#ends.accelerator();
      const wanted = filtered(subsystems, accFilter, ({ name, type, operations }) => ({
        subSystem: name,
        type,
        operations,
      }));
      const names = new Set(subsystems.flatMap((each) => Object.keys(capabilitiesOf(each))));
      const isSelected = selected(accAttributeSelector, names);
      for (const each of wanted) this.#use(each);
      return {
        accCapabilities: wanted.map((each) => ({
          subSystem: each.name,
          attributes: pick(capabilitiesOf(each), isSelected),
        })),
      };
    },
    RegisterForAccEvent: ({ accEvent, vnfEventHandlerId }) => {
      const known = [...this.#parts.values()].some(({ subsystem }) =>
        subsystem.events.includes(accEvent),
      );
      if (!known) throw new CallRefused('NO_SUCH_EVENT', accEvent);
      const handlers = this.#events.get(accEvent) ?? new Set();
      this.#events.set(accEvent, handlers.add(vnfEventHandlerId));
      return {};
    },
    DeRegisterForAccEvent: ({ accEvent }) => {
      if (!this.#events.delete(accEvent)) throw new CallRefused('NOT_REGISTERED', accEvent);
      return {};
    },
    ReleaseAcc: () => {
      for (const state of [this.#parts, this.#channels, this.#owners, this.#events]) state.clear();
      return {};
    },
    ModifyAccConfiguration: ({ accConfigurationData, accSubSysConfigurationData }) => {
      const changes = [
        { subSystem: wholeAccelerator, attributes: accConfigurationData ?? {} },
        ...(accSubSysConfigurationData ?? []),
      ].map(({ subSystem, attributes }) => {
        const settings = this.#parts.get(subSystem)?.settings;
        if (settings === undefined) throw new CallRefused('INVALID_CONFIG', `no ${subSystem}`);
        settings.check(attributes);
        return { settings, attributes };
      });
      for (const { settings, attributes } of changes) settings.set(attributes);
      return {};
    },
    GetAccConfigs: ({ accFilter = '', accConfigSelector = [] }) => {
      const { parts, isSelected } = this.#configured(accFilter, accConfigSelector);
      return {
        accConfigs: parts.map(({ subsystem, settings }) => ({
          subSystem: subsystem.name,
          attributes: pick(settings.all(), isSelected),
        })),
      };
    },
    ResetAccConfigs: ({ accFilter = '', accConfigSelector = [] }) => {
      const { parts, isSelected } = this.#configured(accFilter, accConfigSelector);
      for (const { settings } of parts) settings.reset(isSelected);
      return {};
    },
    AccData: ({ accData, accChannel }) => {
      const result = this.#work(accChannel, accData);
      this.#countOut(accChannel, [result]);
      return { accData: result };
    },
    AccSendData: ({ accData, accChannel }) => {
      this.#checkRoom(accChannel);
      this.#channels.put(accChannel, this.#work(accChannel, accData));
      return {};
    },
    AccReceiveData: ({ maxNumberOfDataItems, accChannel }) => {
      const accData = this.#channels.take(accChannel, maxNumberOfDataItems);
      this.#countOut(accChannel, accData);
      return { accData };
    },
    RegisterForAccDataAvailableEvent: ({ regHandlerId, accChannel }) => {
      this.#channels.register(regHandlerId, accChannel);
      return {};
    },
    DeRegisterForAccDataAvailableEvent: ({ accChannel }) => {
      this.#channels.deregister(accChannel);
      return {};
    },
  };

  /** Something happened in the accelerator, at an instant in ISO 8601. */
  raise(accEvent: string, raisedAt: string): void {
    for (const { subsystem } of this.#parts.values()) {
      const { name, events } = subsystem;
      if (!events.includes(accEvent)) continue;
      for (const vnfEventHandlerId of this.#events.get(accEvent) ?? []) {
        const accEventMetaData = { accEvent, subSystem: name, raisedAt };
        this.#ends.tell('AccEventNotification', { vnfEventHandlerId, accEventMetaData });
      }
      return;
    }
  }

  /**
   * A result comes that no call has brought about.
   * @throws CallRefused NOT_INITIALISED, NO_SUCH_CHANNEL, CHANNEL_FULL
   */
  arrive(accChannel: string, item: AccData): void {
    if (!this.isReady) throw new CallRefused('NOT_INITIALISED', 'InitAcc comes first');
    this.#checkRoom(accChannel);
    this.#channels.put(accChannel, item);
  }

  #use(subsystem: Subsystem): void {
    if (this.#parts.has(subsystem.name)) return;
    const settings = new Settings(subsystem.configuration);
    this.#parts.set(subsystem.name, { subsystem, settings });
    for (const each of subsystem.channels) {
      this.#channels.open(each);
      this.#owners.set(each.accChannel, subsystem);
    }
  }

  /** @throws CallRefused NO_SUCH_CHANNEL */
  #owner(accChannel: string): Subsystem {
    const owner = this.#owners.get(accChannel);
    if (owner === undefined) throw new CallRefused('NO_SUCH_CHANNEL', accChannel);
    return owner;
  }

  #configured(accFilter: string, accConfigSelector: readonly string[]) {
    const all = [...this.#parts.values()];
    const names = new Set(all.flatMap(({ settings }) => settings.names));
    return {
      isSelected: selected(accConfigSelector, names),
      parts: filtered(all, accFilter, ({ subsystem: { name, type } }) => ({
        subSystem: name,
        type,
      })),
    };
  }

  #work(accChannel: string, item: AccData): AccData {
    const subsystem = this.#owner(accChannel);
    const settings = this.#parts.get(subsystem.name)?.settings;
    const operation = subsystem.operations.find((each) => each === settings?.get('operation'));
    const level = Number(settings?.get('level') ?? 6);
    return this.#counted(subsystem.name, { errors: 1 }, () => {
      const result = workOn(item, operation ?? ('copy' satisfies OperationName), level);
      this.#ends.count(subsystem.name, { itemsIn: 1, bytesIn: bytesOf(item) });
      return result;
    });
  }

  #checkRoom(accChannel: string): void {
    this.#counted(this.#owner(accChannel).name, { rejected: 1 }, () => {
      this.#channels.checkRoom(accChannel);
    });
  }

  /** @param counts what is counted when it is refused */
  #counted<T>(subSystem: string, counts: Counts, run: () => T): T {
    try {
      return run();
    } catch (refusal) {
      this.#ends.count(subSystem, counts);
      throw refusal;
    }
  }

  #countOut(accChannel: string, results: readonly AccData[]): void {
    if (results.length === 0) return;
    const bytesOut = results.reduce((sum, result) => sum + bytesOf(result), 0);
    this.#ends.count(this.#owner(accChannel).name, { itemsOut: results.length, bytesOut });
  }
}

const bytesOf = ({ payload }: AccData): number => Buffer.byteLength(payload, 'base64');
