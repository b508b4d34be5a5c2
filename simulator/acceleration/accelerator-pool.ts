/** The pool, kept in the tables of a world. */
import type { World } from '../kernel/world.ts';
import { type AcceleratorRow, type Accelerators, shownAccelerator } from './accelerator-table.ts';
import { operations } from './hardware.ts';
import { models } from './models.ts';
import { type AcceleratorImage, type AcceleratorPool, type Holder, PoolRefusal } from './pool.ts';

export interface PoolNeeds {
  readonly world: World;
  readonly accelerators: Accelerators;
  readonly hosts: readonly string[];
  /** Whether a workload works with it at this instant. */
  readonly isInUse: (id: string) => boolean;
}

/** How long it takes to load an image, in milliseconds. */
const loadingTime = 300;

export function createAcceleratorPool(needs: PoolNeeds): AcceleratorPool {
  const { world, accelerators, hosts, isInUse } = needs;
  const listeners: ((accelerator: AcceleratorRow, from: Holder) => void)[] = [];

  const row = (id: string): AcceleratorRow => {
    const found = accelerators.get(id);
    if (found?.found === true) return found;
    throw new PoolRefusal('no-such-accelerator', id);
  };
  const mustBeIdle = ({ id, loading }: AcceleratorRow): void => {
    if (loading !== undefined) throw new PoolRefusal('busy', `${id} is being loaded`);
    if (isInUse(id)) throw new PoolRefusal('busy', `${id} is used by a workload`);
  };
  const takeBack = ({ id, holder }: AcceleratorRow): void => {
    const freed = accelerators.update(id, { holder: undefined });
    if (freed === undefined || holder === undefined) return;
    for (const tell of listeners) tell(freed, holder);
  };
  const found = (rows: readonly AcceleratorRow[]) =>
    rows.filter((each) => each.found).map(shownAccelerator);
  const ofHost = (host?: string) =>
    host === undefined ? accelerators.all() : accelerators.list('host', host);
  const shown = (one: AcceleratorRow | undefined) =>
    one?.found === true ? shownAccelerator(one) : undefined;

  /** Once, by whoever comes first: the clock, or who waits for it. */
  const finish = (id: string, loading: NonNullable<AcceleratorRow['loading']>): void => {
    if (accelerators.get(id)?.loading !== loading) return;
    accelerators.update(id, { ...loading, loading: undefined });
  };

  return {
    hosts,
    accelerators: (host) => found(ofHost(host)),
    accelerator: (id) => shown(accelerators.get(id)),
    attachedAs: (attachTarget) => shown(accelerators.find('attachTarget', attachTarget)),
    allocate(id, holderId, attachTarget = world.ids.uuid()) {
      const { state, enabled } = shownAccelerator(row(id));
      if (state !== 'free' || !enabled) {
        throw new PoolRefusal('not-free', `${id} is ${enabled ? state : 'disabled'}`);
      }
      if (accelerators.find('attachTarget', attachTarget) !== undefined) {
        throw new PoolRefusal('target-taken', attachTarget);
      }
      const holder = { id: holderId, attachTarget };
      return shownAccelerator({ ...row(id), ...accelerators.update(id, { holder }) });
    },
    release(id) {
      const one = row(id);
      if (one.holder === undefined) throw new PoolRefusal('not-given', id);
      mustBeIdle(one);
      takeBack(one);
    },
    async program(id, image) {
      const one = row(id);
      const { type, factoryImage } = models[one.model];
      if (factoryImage === undefined) throw new PoolRefusal('not-programmable', id);
      if (image.type !== type) {
        throw new PoolRefusal('wrong-image', `the image is for ${image.type}, and ${id} a ${type}`);
      }
      mustBeIdle(one);
      const loading = { image: image.name, operations: broughtBy(image) };
      accelerators.update(id, { loading });
      world.clock.schedule(loadingTime, () => {
        finish(id, loading);
      });
      await world.clock.sleep(loadingTime);
      finish(id, loading);
    },
    setEnabled(deviceId, enabled) {
      for (const { id } of accelerators.list('device', deviceId)) {
        accelerators.update(id, { enabled });
      }
    },
    discover(host) {
      for (const { id } of ofHost(host)) accelerators.update(id, { found: true });
      return found(ofHost(host));
    },
    virtualComputeGone(id) {
      for (const one of accelerators.list('holder', id)) takeBack(one);
    },
    onReleased(tell) {
      listeners.push((one, from) => {
        tell(shownAccelerator(one), from);
      });
    },
  };
}

/** The operations whose names stand in the image. */
const broughtBy = ({ bytes }: AcceleratorImage): AcceleratorRow['operations'] => {
  const text = Buffer.from(bytes).toString('latin1');
  return operations.filter((name) => name === 'copy' || text.includes(name));
};
