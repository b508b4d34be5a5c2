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
import { wholeAccelerator } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import { Channel } from './channel.ts';
import type { Accelerator, OperationName, Subsystem } from './hardware.ts';
import { filtered, pick, selected } from '../agent/selection.ts';
import { Settings } from '../agent/settings.ts';
import { workOn } from './work.ts';

type Calls = { readonly [N in AskedCallName]: (params: ParamsOf<N>) => ResultOf<N> };
export type Tell = <N extends NotificationName>(name: N, params: ParamsOf<N>) => void;

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
  readonly #accelerator: Accelerator;
  /** Sends a notification once the answer to the present call is under way. */
  readonly #tell: Tell;
  readonly #parts = new Map<string, Part>();
  readonly #channels = new Map<string, Channel>();
  readonly #events = new Map<string, Set<string>>();

  constructor(accelerator: Accelerator, tell: Tell) {
    this.#accelerator = accelerator;
    this.#tell = tell;
  }

  readonly calls: Calls = {
    InitAcc: ({ accFilter = '', accAttributeSelector = [] }) => {
      const { subsystems } = this.#accelerator;
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
    AccData: ({ accData, accChannel }) => ({
      accData: this.#work(this.#channel(accChannel), accData),
    }),
    AccSendData: ({ accData, accChannel }) => {
      const channel = this.#channel(accChannel);
      channel.checkRoom();
      const first = channel.isEmpty;
      channel.put(this.#work(channel, accData));
      if (first) channel.handlers.forEach(this.#announce);
      return {};
    },
    AccReceiveData: ({ maxNumberOfDataItems, accChannel }) => ({
      accData: this.#channel(accChannel).take(maxNumberOfDataItems),
    }),
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
        this.#tell('AccEventNotification', { vnfEventHandlerId, accEventMetaData });
      }
      return;
    }
  }

  readonly #announce = (regHandlerId: string): void => {
    this.#tell('AccDataAvailableEventNotification', { regHandlerId });
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
    if (this.#parts.size === 0) throw new CallRefused('NOT_INITIALISED', 'InitAcc comes first');
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

  #work({ subsystem }: Channel, item: ParamsOf<'AccData'>['accData']) {
    const settings = this.#parts.get(subsystem.name)?.settings;
    const operation = subsystem.operations.find((each) => each === settings?.get('operation'));
    return workOn(
      item,
      operation ?? ('copy' satisfies OperationName),
      Number(settings?.get('level') ?? 6),
    );
  }
}
