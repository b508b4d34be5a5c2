/** The configuration of one part of an accelerator, as one workload has set it. */
import type { ConfigValue, Setting } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from './call-refused.ts';

export class Settings {
  readonly #shape: Readonly<Record<string, Setting>>;
  readonly #values = new Map<string, ConfigValue>();

  constructor(shape: Readonly<Record<string, Setting>>) {
    this.#shape = shape;
  }

  get names(): readonly string[] {
    return Object.keys(this.#shape);
  }

  get(name: string): ConfigValue | undefined {
    return this.#values.get(name) ?? this.#shape[name]?.default;
  }

  all(): Record<string, ConfigValue> {
    return Object.fromEntries(this.names.map((name) => [name, this.get(name) ?? '']));
  }

  /** @throws CallRefused INVALID_CONFIG; nothing is set here */
  check(values: Readonly<Record<string, ConfigValue>>): void {
    for (const [name, value] of Object.entries(values)) {
      const shape = this.#shape[name];
      if (shape === undefined) throw new CallRefused('INVALID_CONFIG', `there is no ${name}`);
      if (!fits(value, shape)) {
        throw new CallRefused('INVALID_CONFIG', `${name} cannot be ${JSON.stringify(value)}`);
      }
    }
  }

  set(values: Readonly<Record<string, ConfigValue>>): void {
    for (const [name, value] of Object.entries(values)) this.#values.set(name, value);
  }

  reset(wanted: (name: string) => boolean): void {
    for (const name of this.names.filter(wanted)) this.#values.delete(name);
  }
}

function fits(value: ConfigValue, shape: Setting): boolean {
  const { minimum = -Infinity, maximum = Infinity, values } = shape;
  if (typeof value === 'number') {
    return shape.type === 'integer' && value >= minimum && value <= maximum;
  }
  return typeof value === shape.type && (values?.includes(String(value)) ?? true);
}
