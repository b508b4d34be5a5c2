/** A workload in an example: what it has found out about its accelerator, and what it chose to use. */
import {
  type AccData,
  type AskedCallName,
  type Capability,
  type Heard,
  wholeAccelerator,
  type Workload,
} from '../src/bindings/acceleration/workload.ts';
import { NotApplicableHere } from './not-applicable.ts';

type Attributes = Partial<Capability>;
export interface Described {
  readonly subSystem: string;
  readonly attributes: Attributes;
}
type Setting = Capability['configuration'][string];
export type ConfigValue = Setting['default'];

/** A setting that is a number, with room to change it. */
export interface Adjustable {
  readonly subSystem: string;
  readonly name: string;
  readonly usual: number;
  readonly changed: number;
  readonly beyond: number;
}

export class AcceleratorUser {
  readonly workload: Workload;
  /** The name under which it is connected. */
  readonly attachTarget: string;
  /** As told at the last initialisation. */
  told: readonly Described[] = [];
  /** All subsystems with all their attributes. */
  known: readonly Described[] = [];
  /** The last answers with data. */
  received: readonly AccData[] = [];
  /** Names of settings that the example has changed, in order. */
  readonly changed: Adjustable[] = [];

  constructor(workload: Workload, attachTarget: string) {
    this.workload = workload;
    this.attachTarget = attachTarget;
  }

  async initialise(params: { accFilter?: string; accAttributeSelector?: string[] } = {}) {
    const { accCapabilities } = await this.workload.call('InitAcc', params);
    this.told = accCapabilities as readonly Described[];
  }

  async initialiseAll(): Promise<void> {
    await this.initialise();
    this.known = this.told;
  }

  /** The subsystem whose channels the example uses. */
  get subsystem(): Described {
    const found = this.known.find(({ attributes }) => (attributes.channels ?? []).length > 0);
    if (found === undefined) throw new NotApplicableHere('the accelerator has no channel');
    return found;
  }

  channel(at = 0): { readonly accChannel: string; readonly depth: number } {
    const found = this.subsystem.attributes.channels?.[at];
    if (found === undefined) throw new NotApplicableHere('the subsystem has no other channel');
    return found;
  }

  event(at = 0): string {
    const all = this.known.flatMap(({ attributes }) => attributes.events ?? []);
    const found = [...new Set(all)][at];
    if (found === undefined) throw new NotApplicableHere('the accelerator has no such event');
    return found;
  }

  /** @param at which of them, in the order in which they are told */
  adjustable(at: number, ofWhole = false): Adjustable {
    const found = this.known
      .filter(({ subSystem }) => (subSystem === wholeAccelerator) === ofWhole)
      .flatMap(({ subSystem, attributes }) =>
        Object.entries(attributes.configuration ?? {}).flatMap(([name, setting]) =>
          adjust(subSystem, name, setting),
        ),
      )[at];
    if (found === undefined) {
      throw new NotApplicableHere('the accelerator has no such setting with a range of numbers');
    }
    return found;
  }

  /** The configuration as it is now, by subsystem and setting. */
  async configuration(params: { accFilter?: string; accConfigSelector?: string[] } = {}) {
    const { accConfigs } = await this.workload.call('GetAccConfigs', params);
    return new Map<string, ConfigValue>(
      accConfigs.flatMap(({ subSystem, attributes }) =>
        Object.entries(attributes).map(([name, value]) => [`${subSystem}.${name}`, value] as const),
      ),
    );
  }

  /** The configuration as it is when nobody has changed it. */
  defaults(): Map<string, ConfigValue> {
    return new Map(
      this.known.flatMap(({ subSystem, attributes }) =>
        Object.entries(attributes.configuration ?? {}).map(
          ([name, setting]) => [`${subSystem}.${name}`, setting.default] as const,
        ),
      ),
    );
  }

  async change(...settings: readonly Adjustable[]): Promise<void> {
    const parts = settings.map(({ subSystem, name, changed }) => ({
      subSystem,
      attributes: { [name]: changed },
    }));
    const whole = parts.filter(({ subSystem }) => subSystem === wholeAccelerator);
    const others = parts.filter(({ subSystem }) => subSystem !== wholeAccelerator);
    await this.workload.call('ModifyAccConfiguration', {
      ...(whole.length === 0
        ? {}
        : {
            accConfigurationData: Object.assign(
              {},
              ...whole.map((part) => part.attributes),
            ) as Record<string, number>,
          }),
      ...(others.length === 0 ? {} : { accSubSysConfigurationData: others }),
    });
    this.changed.push(...settings);
  }

  /** What it has heard through one handler, or through all. */
  heard(handler?: string): readonly Heard[] {
    return this.workload
      .heard()
      .filter((each) => handler === undefined || each.handler === handler);
  }

  /**
   * Parameters with which the call succeeds on an initialised accelerator.
   * @param given names of those that the example gives itself: the accelerator need not have them
   */
  usual(call: AskedCallName, given: readonly string[]): Record<string, unknown> {
    const isKnown = this.known.length > 0;
    const channel = () => {
      if (given.includes('accChannel')) return {};
      return { accChannel: isKnown ? this.channel().accChannel : 'any' };
    };
    const event = () =>
      given.includes('accEvent') ? {} : { accEvent: isKnown ? this.event() : 'any' };
    const accData = { payload: 'cGluZw==' };
    const all: Readonly<Record<AskedCallName, () => Record<string, unknown>>> = {
      InitAcc: () => ({}),
      RegisterForAccEvent: () => ({ ...event(), vnfEventHandlerId: handlers.event }),
      DeRegisterForAccEvent: event,
      ReleaseAcc: () => ({}),
      ModifyAccConfiguration: () => ({ accConfigurationData: {} }),
      GetAccConfigs: () => ({}),
      ResetAccConfigs: () => ({}),
      AccData: () => ({ accData, ...channel() }),
      AccSendData: () => ({ accData, ...channel() }),
      AccReceiveData: () => ({ maxNumberOfDataItems: 1, ...channel() }),
      RegisterForAccDataAvailableEvent: () => ({ regHandlerId: handlers.data, ...channel() }),
      DeRegisterForAccDataAvailableEvent: channel,
    };
    return all[call]();
  }
}

/** Names under which the examples register. */
export const handlers = {
  event: 'event-handler',
  otherEvent: 'other-event-handler',
  data: 'data-handler',
  otherData: 'other-data-handler',
} as const;

function adjust(subSystem: string, name: string, setting: Setting): Adjustable[] {
  const { default: usual, minimum, maximum } = setting;
  if (typeof usual !== 'number' || minimum === undefined || maximum === undefined) return [];
  if (minimum === maximum) return [];
  const changed = usual < maximum ? usual + 1 : usual - 1;
  return [{ subSystem, name, usual, changed, beyond: maximum + 1 }];
}
