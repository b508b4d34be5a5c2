/**
 * What a host has, as accelerators of Table 6-3. A deployable of one accelerator is that one, under its
 * uuid. Of a deployable of several the service names none: they are numbered here, `<uuid>:<number>`, and
 * a profile whose name ends in `-unit-<number>` says which of them its request is for.
 */
import {
  type AcceleratorRequestAnswer,
  acceleratorRequestsAnswer,
} from '../contract/accelerator/accelerator-request.ts';
import {
  attributesList,
  type DeployableAnswer,
  deployablesAnswer,
} from '../contract/accelerator/deployable.ts';
import { type DeviceAnswer, devicesAnswer } from '../contract/accelerator/device.ts';
import { image } from '../contract/image/image.ts';
import type { ManagerResult } from './acceleration-manager.ts';
import { mustShow } from './openstack-answers.ts';
import type { Session } from './session.ts';
import { show } from './accelerator-asking.ts';
import { imageName } from './accelerator-image.ts';

export type Accelerator = ManagerResult<'QueryAccResource'>['accQueryResult'][number];

export interface Resource {
  readonly accelerator: Accelerator;
  readonly deployable: DeployableAnswer;
  /** What a device profile asks for. */
  readonly resourceClass: string;
  /** Undefined where it is the deployable's only one. */
  readonly unit: number | undefined;
  readonly request: AcceleratorRequestAnswer | undefined;
}

/** From which version on devices show whether they are enabled. */
const withStatus = '2.3';

/** Only these can be programmed (Accelerator API reference v2, "Program a deployable"). */
const programmableType = 'FPGA';

/** @param hostId only that host's; all without it */
export async function resourcesOf(session: Session, hostId?: string): Promise<readonly Resource[]> {
  const query = hostId === undefined ? '' : `?hostname=${encodeURIComponent(hostId)}`;
  const path = `/devices${query}`;
  const listed = { doing: 'list devices', path, version: withStatus };
  const { devices } = await show(session, devicesAnswer, listed);
  const { deployables } = await show(session, deployablesAnswer, {
    doing: 'list deployables',
    path: '/deployables',
  });
  const { arqs } = await show(session, acceleratorRequestsAnswer, {
    doing: 'list accelerator requests',
    path: '/accelerator_requests',
  });
  const found = pairs(devices, deployables).flatMap(([device, deployable]) =>
    unitsOf(device, deployable, arqs),
  );
  return Promise.all(found.map((resource) => withImage(session, resource)));
}

/**
 * Which device has a deployable is told by a number that devices do not show. Its name begins with that
 * of the host; within a host both are numbered in the order in which they were found.
 */
function pairs(
  devices: readonly DeviceAnswer[],
  deployables: readonly DeployableAnswer[],
): readonly (readonly [DeviceAnswer, DeployableAnswer])[] {
  return [...Map.groupBy(devices, ({ hostname }) => hostname)].flatMap(([host, ofHost]) => {
    const here = deployables.filter(({ name }) => name.startsWith(`${host}_`));
    const numbers = [...new Set(here.map(({ device_id }) => device_id))].sort((a, b) => a - b);
    return here.flatMap((deployable) => {
      const device = ofHost[numbers.indexOf(deployable.device_id)];
      return device === undefined ? [] : [[device, deployable] as const];
    });
  });
}

const unitInName = /-unit-(\d+)$/;
export const unitSuffix = (unit: number | undefined): string =>
  unit === undefined ? '' : `-unit-${String(unit)}`;

function unitsOf(
  device: DeviceAnswer,
  deployable: DeployableAnswer,
  arqs: readonly AcceleratorRequestAnswer[],
): readonly Resource[] {
  const count = deployable.num_accelerators;
  const bound = arqs.filter(
    ({ device_rp_uuid, state }) => state === 'Bound' && device_rp_uuid === deployable.rp_uuid,
  );
  const byUnit = new Map<number, AcceleratorRequestAnswer>();
  const told = (arq: AcceleratorRequestAnswer): number =>
    Number(unitInName.exec(arq.device_profile_name)?.[1] ?? Number.NaN);
  for (const arq of bound) {
    const unit = told(arq);
    if (unit >= 1 && unit <= count && !byUnit.has(unit)) byUnit.set(unit, arq);
  }
  // Those of others take the last numbers, so that they are seldom in the way.
  for (const arq of bound.filter((one) => ![...byUnit.values()].includes(one))) {
    let unit = count;
    while (byUnit.has(unit)) unit -= 1;
    byUnit.set(unit, arq);
  }
  return Array.from({ length: count }, (_, at): Resource => {
    const request = byUnit.get(at + 1);
    const unit = count === 1 ? undefined : at + 1;
    const accResourceId =
      unit === undefined ? deployable.uuid : `${deployable.uuid}:${String(unit)}`;
    return {
      deployable,
      resourceClass: attributeOf(deployable, 'rc') ?? device.type,
      unit,
      request,
      accelerator: {
        accResourceId,
        hostId: device.hostname,
        type: device.type.toLowerCase(),
        vendor: device.vendor,
        model: device.model,
        programmable: device.type === programmableType,
        state: stateOf(device, request),
        ...(request?.instance_uuid == null ? {} : { attachedTo: request.instance_uuid }),
      },
    };
  });
}

const stateOf = (
  { status }: DeviceAnswer,
  request: AcceleratorRequestAnswer | undefined,
): Accelerator['state'] => {
  if (request !== undefined) return 'allocated';
  return status === 'maintaining' ? 'faulty' : 'free';
};

const attributeOf = (deployable: DeployableAnswer, key: string): string | undefined =>
  attributesList
    .catch([])
    .parse(deployable.attributes_list)
    .find((entry) => Object.hasOwn(entry, key))?.[key];

/** What it runs is told as the id of an image, which may be gone by now. */
async function withImage(session: Session, resource: Resource): Promise<Resource> {
  const id = resource.deployable.bitstream_id;
  if (id === null || id === '') return resource;
  const path = `/images/${encodeURIComponent(id)}`;
  const answer = await session.ask('image', { method: 'GET', path });
  if (answer.status === 404) return resource;
  const read = mustShow(answer, image, { doing: 'show an image', success: [200] });
  return { ...resource, accelerator: { ...resource.accelerator, image: imageName(read) } };
}
