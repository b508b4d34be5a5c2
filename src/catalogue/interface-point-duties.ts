/** Table 6-1: what the interface points Vi-Ha, Vn-Nf and Nf-Vi are for. */
import { interfacePoints } from './interface-points.ts';
import { conditional, type Weight } from './level-reasons.ts';
import type { InterfacePoint, Requirement } from './requirement.ts';

const mandatory: Weight = {
  level: 'MUST',
  levelReason: 'Table 6-1 lists it, and the administrative side of stock clouds serves it.',
};

interface Duty extends Weight {
  readonly duty: string;
  readonly statement: string;
  readonly clause?: string;
  readonly actors?: readonly string[];
  /** The one who serves speaks first. */
  readonly toClient?: boolean;
  readonly reading?: string;
}

function duty(point: InterfacePoint, facts: Duty): Requirement {
  const { duty: name, clause, toClient = false, ...rest } = facts;
  const { name: label, between } = interfacePoints[point];
  const [client, server] = between;
  return {
    id: `${point}/${name}`,
    table: '6-1',
    interfacePoints: [point],
    ...rest,
    clause: clause ?? `Table 6-1, row ${label}`,
    direction: toClient ? { from: server, to: client } : { from: client, to: server },
  };
}

const operatorOnly =
  'The chapter calls this point external although both ends lie inside: it is the operator’s administrative side, called with administrators’ credentials.';

const viHa: readonly Duty[] = [
  {
    ...conditional('hardware-management'),
    duty: 'discover',
    statement: 'The software layer finds out which hardware there is and how it is configured.',
  },
  {
    ...conditional('execution-environment'),
    duty: 'execution-environment',
    statement: 'The software layer makes an execution environment for a workload on the hardware.',
  },
  {
    ...conditional('hardware-management'),
    duty: 'health',
    statement: 'The health of the hardware becomes known to the VIM.',
    clause: 'Hypervisor hardware interface, on the health of the physical resources',
    reading:
      'The chapter says that the hypervisor tells the VM; since it acts for the VIM, VIM is read.',
  },
];

const vnNf: readonly Duty[] = [
  {
    ...conditional('acceleration'),
    duty: 'discover',
    statement: 'A workload finds out which accelerators it can use and what they are capable of.',
  },
  {
    ...conditional('acceleration'),
    duty: 'configure',
    statement: 'A workload sets, reads and resets the configuration of its accelerator.',
  },
  {
    ...conditional('acceleration'),
    duty: 'manage',
    statement: 'A workload takes its accelerator into use, exchanges data with it and lets it go.',
    reading: 'To manage covers the calls of Table 6-3 from initialisation to release.',
  },
  {
    ...conditional('acceleration'),
    duty: 'events',
    statement:
      'A workload hears of the events and data for which it has registered, and of no others.',
    toClient: true,
  },
];

const nfVi: readonly Duty[] = [
  {
    ...mandatory,
    duty: 'discover',
    statement: 'The VIM knows the physical and virtual resources and how they are configured.',
    reading: operatorOnly,
  },
  {
    ...mandatory,
    duty: 'manage',
    statement: 'The VIM creates, resizes, suspends, unsuspends and reboots resources.',
    reading:
      'For virtual resources each verb is taken by its word; for physical ones, suspend and unsuspend mean taking a host out of service and back.',
  },
  {
    ...mandatory,
    duty: 'change',
    statement:
      'A change of a resource’s configuration takes effect on what is placed from then on.',
    reading: operatorOnly,
  },
  {
    ...mandatory,
    duty: 'configure',
    statement: 'The VIM sets how resources are grouped, described and offered.',
    reading: operatorOnly,
  },
  {
    level: 'MUST',
    levelReason:
      'The chapter lets only users with the appropriate roles act, and stock clouds refuse tenants here.',
    duty: 'authorization',
    statement: 'A user of a tenant cannot see or change physical resources.',
    clause: 'Tenant-level APIs, on the roles of those who execute the operations',
    actors: ['cloud zone administrators'],
    reading: `${operatorOnly} Therefore a tenant is refused.`,
  },
];

export const interfacePointDuties: readonly Requirement[] = [
  ...viHa.map((facts) => duty('vi-ha', facts)),
  ...vnNf.map((facts) => duty('vn-nf', facts)),
  ...nfVi.map((facts) => duty('nf-vi', facts)),
];
