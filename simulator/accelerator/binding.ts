/**
 * Binding requests to accelerators, and undoing it. A request whose group names a bitstream is bound only
 * when the accelerator has been programmed with it; all others are at once.
 */
import { badRequest, conflict, Fault, notFound } from '../kernel/fault.ts';
import type { Binding, Request } from './accelerator-request-table.ts';
import { missing } from './faults.ts';
import type { Deployable } from './inventory.ts';
import { asFault } from './pool-refusals.ts';
import { isPoolRefusal } from './ports.ts';
import type { Room } from './room.ts';

type BindingNeeds = Pick<Room, 'world' | 'pool' | 'inventory' | 'requests' | 'image' | 'hasServer'>;

const bitstream = 'accel:bitstream_id';
const canBeBound = ['Initial', 'Unbound'];

export interface Binder {
  /** @throws Fault 404 without such a provider, 409 when the request cannot be bound now, 400 without such a server */
  mustBeBindable(request: Request, to: Binding): void;
  /** @throws Fault 404 when the provider has no accelerator to give: then the request is `BindFailed` */
  bind(request: Request, to: Binding, projectId: string): void;
  /** @throws Fault 409 while a workload uses the accelerator */
  unbind(request: Request): void;
  /** Unbinds it, and forgets it. @throws Fault 409 while a workload uses the accelerator */
  remove(request: Request): void;
}

export function createBinder(needs: BindingNeeds): Binder {
  const { world, pool, inventory, requests, image, hasServer } = needs;
  const change = (id: string, how: Partial<Request>) =>
    requests.update(id, { ...how, updatedAt: world.clock.now() });
  const unbound = { state: 'Unbound', binding: undefined, acceleratorId: undefined } as const;

  const deployableOf = ({ providerId }: Binding): Deployable => {
    const found = inventory.deployables().find((one) => one.providerId === providerId);
    if (found === undefined) throw missing('Deployable', 'resource provider uuid', providerId);
    return found;
  };
  const finish = (id: string, { accelerator, number }: Deployable, serverId: string): void => {
    try {
      pool.allocate(accelerator.id, serverId);
    } catch (thrown) {
      if (!isPoolRefusal(thrown)) throw thrown;
      change(id, { state: 'BindFailed' });
      throw notFound(`AttachHandle not found Matching deployable_id ${String(number)}`);
    }
    change(id, { state: 'Bound', acceleratorId: accelerator.id });
  };
  /** What goes wrong then shows in the state. */
  const programFirst = async (id: string, imageId: string, to: Deployable): Promise<void> => {
    try {
      const found = image(undefined, imageId);
      if (found === undefined) throw missing('Image', 'uuid', imageId);
      const { name, bytes } = found;
      const { type } = to.accelerator;
      await pool.program(to.id, { name: name ?? imageId, type, bytes });
      inventory.programmed(to.id, imageId);
      const request = requests.get(id);
      if (request?.state !== 'BindStarted' || request.binding === undefined) return;
      finish(id, to, request.binding.serverId);
    } catch (thrown) {
      if (!(thrown instanceof Fault) && !isPoolRefusal(thrown)) throw thrown;
      if (requests.get(id)?.state === 'BindStarted') change(id, { state: 'BindFailed' });
    }
  };
  const unbind = ({ id, acceleratorId }: Request): void => {
    try {
      if (acceleratorId !== undefined) pool.release(acceleratorId);
    } catch (thrown) {
      asFault(thrown);
    }
    change(id, unbound);
  };

  pool.onReleased(({ id: acceleratorId }) => {
    for (const { id } of requests.list('accelerator', acceleratorId)) change(id, unbound);
  });

  return {
    mustBeBindable({ id, state }, to) {
      if (!canBeBound.includes(state)) {
        throw conflict(
          `Bad state: ${state} for ARQ: ${id}. Expected state(s): ['Initial', 'Unbound']`,
        );
      }
      deployableOf(to);
      if (hasServer(to.serverId)) return;
      throw badRequest(
        `Bad API response from Nova for os-server-external-events API. Details: Unexpected event code 404 for instance ${to.serverId}`,
      );
    },
    bind({ id, group }, to, projectId) {
      const deployable = deployableOf(to);
      change(id, { state: 'BindStarted', binding: to, projectId });
      const imageId = group[bitstream];
      if (imageId === undefined) finish(id, deployable, to.serverId);
      else void programFirst(id, imageId, deployable);
    },
    unbind,
    remove(request) {
      unbind(request);
      requests.delete(request.id);
    },
  };
}
