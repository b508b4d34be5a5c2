/** Table 6-1: the interfaces that the VIM serves, eleven at Or-Vi and nine at Vi-Vnfm. */
import type { Requirement } from './requirement.ts';
import { capacity } from './vim-interfaces/capacity.ts';
import { change } from './vim-interfaces/change.ts';
import { fault } from './vim-interfaces/fault.ts';
import { forwardingPath } from './vim-interfaces/forwarding-path.ts';
import { performance } from './vim-interfaces/performance.ts';
import { policy } from './vim-interfaces/policy.ts';
import { quota } from './vim-interfaces/quota.ts';
import { reservation } from './vim-interfaces/reservation.ts';
import { resourceInformation } from './vim-interfaces/resource-information.ts';
import { resourceManagement } from './vim-interfaces/resource-management.ts';
import { softwareImage } from './vim-interfaces/software-image.ts';
import { operationsAt, type VimInterface } from './vim-interfaces/vim-interface.ts';

/** In the order of the chapter. */
export const vimInterfaces: readonly VimInterface[] = [
  softwareImage,
  resourceInformation,
  capacity,
  resourceManagement,
  change,
  reservation,
  quota,
  performance,
  fault,
  policy,
  forwardingPath,
];

/** Per interface point, interface and operation. */
export const vimInterfaceOperations: readonly Requirement[] = [
  ...vimInterfaces.flatMap((served) => operationsAt('or-vi', served)),
  ...vimInterfaces.flatMap((served) => operationsAt('vi-vnfm', served)),
];
