/**
 * What Or-Vi and Vi-Vnfm list and this binding cannot ask for: no service of OpenStack has such an operation.
 * A target that claims one all the same is not refuted; nothing shows it either.
 */
import type { ServedPoint } from '../catalogue/vim-interfaces/vim-interface.ts';

interface Gap {
  readonly at: readonly ServedPoint[];
  readonly interface: string;
  readonly operations: readonly string[];
  /** For the reader, as the rest of "not offered: …". */
  readonly reason: string;
}

const both: Gap['at'] = ['or-vi', 'vi-vnfm'];
const toldOf: Gap['operations'] = ['subscribe', 'notify'];

const gaps: readonly Gap[] = [
  {
    at: both,
    interface: 'resource-information',
    operations: toldOf,
    reason: 'no service tells anybody that flavours or types of networks or storage come or go',
  },
  {
    at: ['or-vi'],
    interface: 'capacity',
    operations: toldOf,
    reason: 'placement answers what there is, and watches no threshold for anybody',
  },
  {
    at: both,
    interface: 'resource-management',
    operations: ['create-network-affinity-group'],
    reason: 'networks have no groups; only servers do',
  },
  {
    at: both,
    interface: 'resource-management',
    operations: ['create-storage-affinity-group'],
    reason:
      'volumes have no groups that keep them together or apart; a hint counts for one creation',
  },
  {
    at: both,
    interface: 'reservation',
    operations: ['create-storage', 'query-storage', 'update-storage', 'terminate-storage'],
    reason: 'leases are of hosts, instances and floating IP addresses, and not of volumes',
  },
  {
    at: both,
    interface: 'reservation',
    operations: toldOf,
    reason: 'leases change without telling anybody; events go to the message bus of the operator',
  },
  {
    at: both,
    interface: 'quota',
    operations: toldOf,
    reason: 'quotas change without telling anybody',
  },
  {
    at: ['or-vi'],
    interface: 'nfp',
    operations: ['change-state'],
    reason:
      'a chain of ports has no state that can be switched: it leads traffic while it is there',
  },
];

/** Clause id → reason. */
export const notOffered: Readonly<Record<string, string>> = Object.fromEntries(
  gaps.flatMap(({ at, interface: served, operations, reason }) =>
    at.flatMap((point) => operations.map((name) => [`${point}/${served}/${name}`, reason])),
  ),
);
