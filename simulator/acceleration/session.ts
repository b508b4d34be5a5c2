/**
 * One workload on one accelerator, as long as its connection lasts. What it sets, registers and sends
 * is its own: another workload on the same accelerator has another session.
 */
import {
  type NotificationName,
  type AskedCallName,
  type ParamsOf,
  type ResultOf,
} from '../../src/contract/acceleration/workload-calls.ts';
import { type AccData, wholeAccelerator } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import { Channel } from './channel.ts';
import type { Counts } from './statistics.ts';
import type { Accelerator, OperationName, Subsystem } from './hardware.ts';
import { filtered, pick, selected } from '../agent/selection.ts';
import { Settings } from './settings.ts';
import { workOn } from './work.ts';

type Calls = { readonly [N in AskedCallName]: (params: ParamsOf<N>) => ResultOf<N> };
export type Tell = <N extends NotificationName>(name: N, params: ParamsOf<N>) => void;

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
  readonly #channels = new Map<string, Channel>();
  readonly #events = new Map<string, Set<string>>();

  constructor(ends: SessionEnds) {
    this.#ends = ends;
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
      this.#mustBeReady();
      const known = [...this.#parts.values()].some(({ subsystem }) =>
        subsystem.events.includes(accEvent),
      );
      if (!known) throw new CallRefused('NO_SUCH_EVENT', accEvent);
      const handlers = this.#events.get(accEvent) ?? new Set();
      this.#events.set(accEvent, handlers.add(vnfEventHandlerId));
      return {};
    },
    DeRegisterForAccEvent: ({ accEvent }) => {
      this.#mustBeReady();
      if (!this.#events.delete(accEvent)) throw new CallRefused('NOT_REGISTERED', accEvent);
      return {};
    },
    ReleaseAcc: () => {
      this.#mustBeReady();
      for (const state of [this.#parts, this.#channels, this.#events]) state.clear();
      return {};
    },
    ModifyAccConfiguration: ({ accConfigurationData, accSubSysConfigurationData }) => {
      this.#mustBeReady();
      if (accConfigurationData === undefined && accSubSysConfigurationData === undefined) {
        throw new CallRefused('INVALID_PARAMETER', 'neither of the two parameters is given');
      }
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
      const channel = this.#channel(accChannel);
      const result = this.#work(channel, accData);
      this.#countOut(channel, [result]);
      return { accData: result };
    },
    AccSendData: ({ accData, accChannel }) => {
      const channel = this.#channel(accChannel);
      this.#checkRoom(channel);
      this.#put(channel, this.#work(channel, accData));
      return {};
    },
    AccReceiveData: ({ maxNumberOfDataItems, accChannel }) => {
      const channel = this.#channel(accChannel);
      const accData = channel.take(maxNumberOfDataItems);
      this.#countOut(channel, accData);
      return { accData };
    },
    RegisterForAccDataAvailableEvent: ({ regHandlerId, accChannel }) => {
      const channel = this.#channel(accChannel);
      const elsewhere = [...this.#channels.values()].find(
        (other) => other !== channel && other.handlers.has(regHandlerId),
      );
      if (elsewhere !== undefined) {
        throw new CallRefused('HANDLER_IN_USE', `${regHandlerId} is for ${elsewhere.name}`);
      }
      const isNew = !channel.handlers.has(regHandlerId);
      channel.handlers.add(regHandlerId);
      if (isNew && !channel.isEmpty) this.#announce(regHandlerId);
      return {};
    },
    DeRegisterForAccDataAvailableEvent: ({ accChannel }) => {
      const { handlers } = this.#channel(accChannel);
      if (handlers.size === 0) throw new CallRefused('NOT_REGISTERED', accChannel);
      handlers.clear();
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
    const channel = this.#channel(accChannel);
    this.#checkRoom(channel);
    this.#put(channel, item);
  }

  #put(channel: Channel, result: AccData): void {
    const first = channel.isEmpty;
    channel.put(result);
    if (first) channel.handlers.forEach(this.#announce);
  }

  readonly #announce = (regHandlerId: string): void => {
    this.#ends.tell('AccDataAvailableEventNotification', { regHandlerId });
  };

  #use(subsystem: Subsystem): void {
    if (this.#parts.has(subsystem.name)) return;
    const settings = new Settings(subsystem.configuration);
    this.#parts.set(subsystem.name, { subsystem, settings });
    for (const each of subsystem.channels) {
      this.#channels.set(each.accChannel, new Channel(subsystem, each));
    }
  }

  #mustBeReady(): void {
    if (!this.isReady) throw new CallRefused('NOT_INITIALISED', 'InitAcc comes first');
  }

  #channel(name: string): Channel {
    this.#mustBeReady();
    const channel = this.#channels.get(name);
    if (channel === undefined) throw new CallRefused('NO_SUCH_CHANNEL', name);
    return channel;
  }

  #configured(accFilter: string, accConfigSelector: readonly string[]) {
    this.#mustBeReady();
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

  #work({ subsystem }: Channel, item: AccData): AccData {
    const settings = this.#parts.get(subsystem.name)?.settings;
    const operation = subsystem.operations.find((each) => each === settings?.get('operation'));
    const level = Number(settings?.get('level') ?? 6);
    return this.#counted(subsystem.name, { errors: 1 }, () => {
      const result = workOn(item, operation ?? ('copy' satisfies OperationName), level);
      this.#ends.count(subsystem.name, { itemsIn: 1, bytesIn: bytesOf(item) });
      return result;
    });
  }

  #checkRoom(channel: Channel): void {
    this.#counted(channel.subsystem.name, { rejected: 1 }, () => {
      channel.checkRoom();
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

  #countOut({ subsystem }: Channel, results: readonly AccData[]): void {
    if (results.length === 0) return;
    const bytesOut = results.reduce((sum, result) => sum + bytesOf(result), 0);
    this.#ends.count(subsystem.name, { itemsOut: results.length, bytesOut });
  }
}

const bytesOf = ({ payload }: AccData): number => Buffer.byteLength(payload, 'base64');
