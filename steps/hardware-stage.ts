/** The VIM and the machines in the present example. */
import type {
  Enclosure,
  HardwareManager,
  Listener,
  Machine,
  Settings,
  WholeMachine,
} from '../src/bindings/hardware-manager.ts';
import { NotOffered } from '../src/bindings/hardware-manager.ts';
import { Refusal } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

export class HardwareStage {
  found: readonly Machine[] = [];
  whole: readonly WholeMachine[] = [];
  enclosures: readonly Enclosure[] = [];
  /** The machine that the example is about, as it was at first. */
  machine: Machine | undefined;
  label = '';
  /** What became of labels that were given at once. */
  labels: readonly { readonly label: string; readonly refusal: Refusal | undefined }[] = [];
  settings: { readonly before: Settings; readonly after: Settings } | undefined;
  subscription:
    { readonly id: string; readonly listener: Listener; toldBefore: number } | undefined;
  token = '';
  somebody: HardwareManager | undefined;
}

const stages = new WeakMap<Scenario, HardwareStage>();

export function hardwareStageOf(world: Scenario): HardwareStage {
  const stage = stages.get(world) ?? new HardwareStage();
  stages.set(world, stage);
  return stage;
}

/** The VIM itself. */
export const vimOf = (world: Scenario): HardwareManager =>
  world.connection.hardware.as({ by: 'target file' });

/** @throws NotApplicableHere when this kind of target has nothing for it */
export async function offered<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof NotOffered ? new NotApplicableHere(error.message) : error;
  }
}

/** Lets somebody try something that is expected to be refused. */
export async function tried(world: Scenario, action: () => Promise<unknown>): Promise<void> {
  world.attempt = { refusal: await refusalOf(action) };
}

export async function refusalOf(action: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await offered(action);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The machine that the example is about. */
export function theMachine(world: Scenario): Machine {
  const { machine } = hardwareStageOf(world);
  if (machine === undefined) throw new Error('the example has chosen no machine before this step');
  return machine;
}

/** As it is now. */
export const machineNow = (world: Scenario): Promise<Machine> =>
  vimOf(world).machine(theMachine(world).address);

/**
 * Makes a thing beside the machines, through the ledger.
 * @param address of the ledger
 */
export async function madeHere<T>(
  world: Scenario,
  address: string,
  make: (name: string) => Promise<T>,
  idOf: (made: T) => string,
): Promise<T> {
  const { ledger, newName } = world.connection;
  const name = newName();
  const entry = ledger.asked({ resource: address, name, scenario: world.id });
  const made = await offered(() => make(name)).catch((error: unknown) => {
    if (error instanceof Refusal || error instanceof NotApplicableHere) ledger.gone(entry);
    throw error;
  });
  ledger.made(entry, idOf(made));
  return made;
}
