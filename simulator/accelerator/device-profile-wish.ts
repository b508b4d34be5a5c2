/** What a new device profile may be. Source: Cyborg 16.0.1 (2026.1), recorded. */
import {
  type CreateDeviceProfileRequest,
  createDeviceProfileRequest,
} from '../../src/contract/accelerator/device-profile.ts';
import { badRequest } from '../kernel/fault.ts';
import { validOr400 } from './faults.ts';
import { behind } from './device-profile-table.ts';

const classes = ['FPGA', 'GPU', 'VGPU', 'PGPU', 'QAT', 'NIC', 'SSD'];
const traitValues = ['required', 'forbidden'];
const custom = 'CUSTOM_';

/** More at once than any host has would only fill the memory of whoever runs the simulator. */
const most = 1000;

const complaint = (key: string, value: string): string | undefined => {
  const trait = behind(key, 'trait:');
  const resource = behind(key, 'resources:');
  if (trait !== undefined) {
    if (!trait.startsWith(custom)) {
      return `Unsupported trait name format ${trait}, should start with ${custom}`;
    }
    if (traitValues.includes(value)) return undefined;
    return `Unsupported trait value ${value}, the value must be one among ['required', 'forbidden']`;
  }
  if (resource !== undefined) {
    if (!classes.includes(resource) && !resource.startsWith(custom)) {
      return `Unsupported resource class ${resource}`;
    }
    const sound = /^\d+$/.test(value) && Number(value) <= most;
    return sound ? undefined : `Resources number ${value} is invalid`;
  }
  if (behind(key, 'accel:') !== undefined) return undefined;
  return 'Device profile group keys must be of the form ^(resources:|trait:|accel:)';
};

const what = (issue: { readonly path: readonly PropertyKey[] }): string => {
  const [, field] = issue.path;
  if (field === 'name') return 'Device profile name must be of the form ^[a-zA-Z0-9-_]+$';
  return `Invalid device profile at ${issue.path.join('.')}`;
};

/** @throws Fault 400; a real one answers 500 where name or groups are missing */
export function readProfileWish(body: unknown): CreateDeviceProfileRequest[0] {
  if (body === undefined) throw badRequest('Missing argument: "req_devprof_list"');
  if (!Array.isArray(body) || body.length !== 1) {
    throw badRequest('Only one device profile allowed per POST request for now.');
  }
  const [entry] = body as unknown[];
  const fields = typeof entry === 'object' && entry !== null ? entry : {};
  if (!Reflect.has(fields, 'name')) throw badRequest('DeviceProfile name needed.');
  const groups: unknown = Reflect.get(fields, 'groups') ?? [];
  if (Array.isArray(groups) && groups.length === 0) {
    throw badRequest('DeviceProfile needs groups field.');
  }
  const [wish] = validOr400(createDeviceProfileRequest, body, what);
  for (const group of wish.groups) {
    for (const [key, value] of Object.entries(group)) {
      const wrong = complaint(key, value);
      if (wrong !== undefined) throw badRequest(wrong);
    }
  }
  return wish;
}
