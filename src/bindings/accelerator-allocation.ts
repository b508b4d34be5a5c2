/**
 * Allocation as compute does it: a request for an accelerator is bound to one that whoever allocates has
 * chosen. Source: Accelerator API reference v2, "Accelerator requests"; Cyborg 16.0.1, recorded.
 */
import { z } from 'zod';
import { acceleratorRequestsAnswer } from '../contract/accelerator/accelerator-request.ts';
import { DeadlinePassed, NotPrepared, Refusal } from '../failures.ts';
import type { Clock } from '../transport/clock.ts';
import { refusedAs } from './acceleration-refusals.ts';
import type { Notes } from './notes.ts';
import { mustShow } from './openstack-answers.ts';
import type { Session } from './session.ts';
import { ask, meaning, show } from './accelerator-asking.ts';
import { createProfile, profileAddress, removeProfile } from './accelerator-profile.ts';
import { type Resource, unitSuffix } from './accelerator-inventory.ts';
import { vouchedFor } from './service-token.ts';

/** Of a virtual compute; its host is shown to administrators only. */
const place = z.looseObject({
  server: z.looseObject({
    tenant_id: z.string(),
    'OS-EXT-SRV-ATTR:host': z.string().nullish(),
  }),
});

export interface Target {
  readonly id: string;
  readonly tenantId: string;
  readonly host: string | undefined;
}

/** @throws Refusal NO_SUCH_TARGET */
export async function targetOf(session: Session, id: string): Promise<Target> {
  return meaning({ 400: 'NO_SUCH_TARGET', 404: 'NO_SUCH_TARGET' }, async () => {
    const path = `/servers/${encodeURIComponent(id)}`;
    const answer = await session.ask('compute', { method: 'GET', path });
    const reading = { doing: 'show a virtual compute', success: [200] };
    const { server } = mustShow(answer, place, reading);
    return {
      id,
      tenantId: server.tenant_id,
      host: server['OS-EXT-SRV-ATTR:host'] ?? undefined,
    };
  });
}

/** In milliseconds: how long it may take until a request is decided on, and how often one looks. */
const wait = { most: 60_000, pause: 200 };
/** From which version on a request can be given to another tenant than the caller's. */
const withTenant = '2.1';

/**
 * @throws Refusal NO_CAPACITY when the service does not give it
 * @throws DeadlinePassed when it does not decide
 */
export async function allocate(
  session: Session,
  notes: Notes | undefined,
  clock: Clock,
  target: Target,
  resource: Resource,
): Promise<void> {
  if (notes === undefined) {
    // A tenant: its request is what is to be refused, so that nothing need be made for it.
    await meaning({}, () => createProfile(session, 'refused', resource.resourceClass));
    throw new NotPrepared('a tenant could create a device profile');
  }
  const name = notes.newName() + unitSuffix(resource.unit);
  const note = notes.asked({ resource: profileAddress, name });
  try {
    await createProfile(session, name, resource.resourceClass);
    note.made(name);
    await bindRequest(session, notes, clock, { name, target, resource });
  } catch (error) {
    await removeProfile(session, notes, name);
    note.gone();
    throw error;
  }
}

interface Bind {
  readonly name: string;
  readonly target: Target;
  readonly resource: Resource;
}

async function bindRequest(
  session: Session,
  notes: Notes,
  clock: Clock,
  { name, target, resource }: Bind,
): Promise<void> {
  const { arqs } = await show(
    session,
    acceleratorRequestsAnswer,
    {
      doing: 'create an accelerator request',
      path: '/accelerator_requests',
      json: { device_profile_name: name },
      success: 201,
    },
    'POST',
  );
  const add = (path: string, value: string | null) => ({ path: `/${path}`, op: 'add', value });
  const patch = [
    add('hostname', resource.accelerator.hostId),
    add('device_rp_uuid', resource.deployable.rp_uuid),
    add('instance_uuid', target.id),
    add('project_id', target.tenantId),
  ];
  await meaning({ 404: 'NO_CAPACITY', 409: 'NO_CAPACITY' }, () =>
    vouchedFor(session, notes, (serviceToken) =>
      ask(session, {
        method: 'PATCH',
        doing: 'bind an accelerator request',
        path: '/accelerator_requests',
        json: Object.fromEntries(arqs.map(({ uuid }) => [uuid, patch])),
        success: 202,
        version: withTenant,
        serviceToken,
      }),
    ),
  );
  const [state] = await resolved(session, clock, target.id);
  if (state !== 'Bound') throw refusedAs('NO_CAPACITY', 404, `the request is ${String(state)}`);
}

/** The states of the requests of a virtual compute, once all are decided on. */
async function resolved(session: Session, clock: Clock, id: string): Promise<readonly string[]> {
  const end = clock.now() + wait.most;
  for (;;) {
    try {
      const { arqs } = await show(session, acceleratorRequestsAnswer, {
        doing: 'list the accelerator requests of a virtual compute',
        path: `/accelerator_requests?bind_state=resolved&instance=${encodeURIComponent(id)}`,
      });
      return arqs.map(({ state }) => state);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 423)) throw error;
    }
    if (clock.now() >= end) {
      throw new DeadlinePassed({
        expected: `the accelerator requests of ${id} to be decided on within 60 s`,
        observed: 'status 423 all the time',
      });
    }
    await clock.sleep(wait.pause);
  }
}
