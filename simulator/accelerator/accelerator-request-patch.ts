/** What a patch of accelerator requests asks for. Source: Cyborg 16.0.1 (2026.1), recorded. */
import {
  bindFields,
  type PatchAcceleratorRequests,
  patchAcceleratorRequests,
} from '../../src/contract/accelerator/accelerator-request.ts';
import { badRequest, Fault } from '../kernel/fault.ts';
import { validOr400 } from './faults.ts';
import type { AcceleratorCall } from './microversions.ts';

export type Wish =
  | { readonly id: string; readonly op: 'remove' }
  | {
      readonly id: string;
      readonly op: 'add';
      readonly hostname: string;
      readonly providerId: string;
      readonly serverId: string;
      readonly projectId: string | undefined;
    };
type Patch = PatchAcceleratorRequests[string];

const projectField = 'project_id';
/** From which minor version on an administrator may give requests away. */
const projectSince = 1;

const refused = (why: string) => badRequest(`Couldn't apply patch. Reason: ${why}`);

function judge(call: AcceleratorCall, patch: Patch, enforceGive: () => void): void {
  const ops = new Set(patch.map(({ op }) => op));
  const [op] = ops;
  if (ops.size !== 1 || (op !== 'add' && op !== 'remove')) {
    throw refused('Every op must be add or remove');
  }
  for (const { path } of patch) {
    const field = path.replace(/^\/+/, '');
    if (field === projectField) {
      if (call.state.minor < projectSince) {
        throw new Fault(
          406,
          'Request not acceptable. The minimal required API version should be 2.1',
        );
      }
      enforceGive();
    } else if (!bindFields.some((known) => known === field)) {
      throw refused(`Invalid path in patch ${path}`);
    }
  }
}

function wishOf(id: string, patch: Patch): Wish {
  if (patch[0]?.op === 'remove') return { id, op: 'remove' };
  const values = new Map(patch.map(({ path, value }) => [path.replace(/^\/+/, ''), value]));
  const absent = bindFields.filter((field) => values.get(field) === undefined);
  if (absent.length > 0) throw refused(`Fields absent in patch ${absent.join(',')}`);
  const value = (field: string) => values.get(field) ?? '';
  return {
    id,
    op: 'add',
    hostname: value('hostname'),
    providerId: value('device_rp_uuid'),
    serverId: value('instance_uuid'),
    projectId: values.get(projectField),
  };
}

/**
 * All judged before any is done; all of one kind.
 * @param enforceGive whether the caller may give requests away
 * @throws Fault 400, also where a real one answers 500 (an empty patch, or none at all); 403; 406
 */
export function readPatches(
  call: AcceleratorCall,
  body: unknown,
  enforceGive: () => void,
): readonly Wish[] {
  const patches = validOr400(
    patchAcceleratorRequests,
    body,
    (issue) => `Couldn't apply patch. Reason: at ${issue.path.join('.')}: ${issue.message}`,
  );
  for (const patch of Object.values(patches)) judge(call, patch, enforceGive);
  const wishes = Object.entries(patches).map(([id, patch]) => wishOf(id, patch));
  if (wishes.length === 0) throw refused('There is nothing in it');
  if (new Set(wishes.map(({ op }) => op)).size > 1) throw refused('Every op must be add or remove');
  return wishes;
}
