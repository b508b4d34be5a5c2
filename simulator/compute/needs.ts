/** What the rooms of compute work with. */
import type { Enforcer } from '../kernel/policy.ts';
import type { World } from '../kernel/world.ts';
import type { Aggregates } from './aggregate-table.ts';
import type { Flavors } from './flavour-table.ts';
import type { Hosts } from './host-table.ts';
import type { ComputeRule } from './policy.ts';
import type {
  AcceleratorRequestsForCompute,
  AcceleratorsForCompute,
  BlockStorageForCompute,
  ImageForCompute,
  NetworkForCompute,
} from './ports.ts';
import type { Quotas } from './quota-table.ts';
import type { ReservedFlavours } from './reserved-flavour-table.ts';
import type { ServerGroups } from './server-group-table.ts';
import type { Servers } from './virtual-compute-table.ts';
import type { VolumeAttachments } from './volume-attachment-table.ts';

export interface ComputeNeeds {
  readonly world: World;
  readonly policy: Enforcer<ComputeRule>;
  readonly flavors: Flavors;
  readonly servers: Servers;
  readonly hosts: Hosts;
  readonly aggregates: Aggregates;
  readonly attachments: VolumeAttachments;
  readonly groups: ServerGroups;
  readonly quotas: Quotas;
  readonly reserved: ReservedFlavours;
  readonly network: NetworkForCompute;
  readonly storage: BlockStorageForCompute;
  readonly images: ImageForCompute;
  readonly accelerators: AcceleratorsForCompute;
  readonly acceleratorRequests: AcceleratorRequestsForCompute;
  readonly hasProject: (projectId: string) => boolean;
  /** Whether the user has a key pair of this name. */
  readonly hasKeyPair: (userId: string, name: string) => boolean;
}
