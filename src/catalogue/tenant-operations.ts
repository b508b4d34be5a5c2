/** Table 6-2: the 42 operations as requirements. */
import type { Requirement } from './requirement.ts';
import {
  kebab,
  type Operation,
  type OperationId,
  type TenantResource,
} from './tenant-resources.ts';
import { tenantResources } from './tenant-resources.ts';

const statements: Readonly<Record<OperationId, string>> = {
  'flavour/create': 'A new flavour fixes compute, memory and local storage capacity for later use.',
  'flavour/list': 'A list of flavours shows each flavour that the caller may use.',
  'flavour/delete': 'A deleted flavour can no longer be found or used for something new.',

  'image/create': 'A new image takes the data given to it and becomes usable.',
  'image/list': 'A list of images shows each image that the caller may use.',
  'image/delete': 'A deleted image can no longer be found or used.',

  'key-pair/create': 'A new key pair is known by its name and can be given to a virtual compute.',
  'key-pair/list': 'A list of key pairs shows each key pair of the caller.',
  'key-pair/delete': 'A deleted key pair can no longer be found or used.',

  'role/create': 'A new role can be assigned to users.',
  'role/list': 'A list of roles shows each role that can be assigned.',
  'role/delete': 'A deleted role can no longer be found, and nobody holds it any more.',

  'security-group/create': 'A new security group can hold rules and protect network ports.',
  'security-group/list': 'A list of security groups shows each one of the caller’s tenant.',
  'security-group/delete': 'A deleted security group can no longer be found or used.',

  'stack/create': 'A new stack builds the resources that its template describes.',
  'stack/list': 'A list of stacks shows each stack of the caller’s tenant.',
  'stack/delete': 'A deleted stack can no longer be found, and neither can what it built.',

  'virtual-storage/create':
    'New virtual storage has the size that was asked for and becomes usable.',
  'virtual-storage/list': 'A list of virtual storage shows all of the caller’s tenant.',
  'virtual-storage/attach': 'Attached virtual storage is in use by the virtual compute.',
  'virtual-storage/detach': 'Detached virtual storage is free for another virtual compute.',
  'virtual-storage/delete': 'Deleted virtual storage can no longer be found.',

  'user/create': 'A new user can sign in.',
  'user/list': 'A list of users shows each user of the virtual data centre.',
  'user/detach': 'A user who is detached from a tenant can no longer act in it.',
  'user/delete': 'A deleted user can no longer be found or sign in.',

  'tenant/create': 'A new tenant can have users and hold resources.',
  'tenant/list': 'A list of tenants shows each tenant of the cloud zone.',
  'tenant/detach': 'A tenant whose users are all detached from it can be entered by none of them.',
  'tenant/delete': 'A deleted tenant can no longer be found or entered.',

  'virtual-compute/create':
    'A new virtual compute has the capacity of its flavour and becomes active.',
  'virtual-compute/list': 'A list of virtual computes shows each one of the caller’s tenant.',
  'virtual-compute/detach':
    'A virtual compute loses the network interface or storage that is detached from it.',
  'virtual-compute/delete':
    'A deleted virtual compute can no longer be found, and its capacity is free again.',
  'virtual-compute/suspend': 'A suspended virtual compute stops running and keeps its state.',
  'virtual-compute/unsuspend': 'A suspended virtual compute that is unsuspended is active again.',

  'virtual-network/create': 'A new virtual network can have addresses and ports.',
  'virtual-network/list': 'A list of virtual networks shows each one that the caller may use.',
  'virtual-network/attach':
    'A virtual compute that is attached to a network has a port and address there.',
  'virtual-network/detach': 'A virtual compute that is detached from a network has no port there.',
  'virtual-network/delete': 'A deleted virtual network can no longer be found or used.',
};

const attachIsImplied =
  'The row marks Detach without Attach: attaching is implied by creation or assignment and is set up beforehand, and Detach alone carries the verdict.';

const readings: Readonly<Partial<Record<OperationId, string>>> = {
  'key-pair/create': 'A key pair belongs to the user who makes it, not to the tenant.',
  'role/create':
    'Assigning a role to a user of a tenant stands for the note’s mapping of roles to users; privileges themselves are the operator’s configuration.',
  'user/detach': `${attachIsImplied} A user is detached from a tenant by taking the role there away.`,
  'tenant/detach': `${attachIsImplied} A tenant is detached by taking away every role that was assigned in it.`,
  'virtual-compute/detach': `${attachIsImplied} A network interface is detached, and in a second example storage.`,
};

/** How the table labels the rows. */
export const rowLabels: Readonly<Record<TenantResource, string>> = {
  flavour: 'Flavour',
  image: 'Image',
  'key pair': 'Key pairs',
  privileges: 'Privileges',
  role: 'Role',
  'security group': 'Security groups',
  stack: 'Stack',
  'virtual storage': 'Virtual storage',
  user: 'User',
  tenant: 'Tenant',
  'virtual compute': 'Virtual compute',
  'virtual network': 'Virtual network',
};

const columns: Readonly<Record<Operation, string>> = {
  create: 'column Create',
  list: 'column List',
  attach: 'column Attach',
  detach: 'column Detach',
  delete: 'column Delete',
  suspend: 'column Notes',
  unsuspend: 'column Notes',
};

function requirement(resource: TenantResource, operation: Operation): Requirement {
  const id = `${kebab(resource)}/${operation}` as OperationId;
  const reading = readings[id];
  return {
    id,
    table: '6-2',
    interfacePoints: ['or-vi', 'vi-vnfm'],
    level: 'MUST',
    levelReason:
      columns[operation] === 'column Notes'
        ? 'The notes of Table 6-2 add it to the minimal set of operations.'
        : 'Table 6-2 marks it in the minimal set of operations.',
    statement: statements[id],
    clause: `Table 6-2, row ${rowLabels[resource]}, ${columns[operation]}`,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** Row by row, in the order of the table. */
export const tenantOperations: readonly Requirement[] = (
  Object.entries(tenantResources) as [TenantResource, readonly Operation[]][]
).flatMap(([resource, marked]) => marked.map((operation) => requirement(resource, operation)));
