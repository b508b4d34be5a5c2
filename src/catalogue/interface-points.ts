/** The five interface points of Table 6-1. */
import type { InterfacePoint, Party } from './requirement.ts';

export interface InterfacePointFacts {
  /** As ETSI spells it. */
  readonly name: string;
  /** Other spellings in the chapter. */
  readonly aliases: readonly string[];
  readonly exposure: 'External' | 'Internal NFVI';
  /** Who meets there; where one of them serves the other, it stands second. */
  readonly between: readonly [Party, Party];
  readonly description: string;
  readonly reading?: string;
}

export const interfacePoints: Readonly<Record<InterfacePoint, InterfacePointFacts>> = {
  'vi-ha': {
    name: 'Vi-Ha',
    aliases: ['VI-Ha'],
    exposure: 'Internal NFVI',
    between: ['NFVI', 'hardware'],
    description:
      'The software layer of the infrastructure finds out what hardware there is and how it is configured, and makes execution environments on it.',
    reading:
      'No abstract interface is defined for it, so its duties are tested through a declared binding, and only where the target configures one.',
  },
  'vn-nf': {
    name: 'Vn-Nf',
    aliases: [],
    exposure: 'External',
    between: ['VNF', 'NFVI'],
    description:
      'A workload in its execution environment finds, configures and manages abstract accelerators, and is told of their events and data.',
  },
  'nf-vi': {
    name: 'Nf-Vi',
    aliases: ['NF-Vi', 'NF-VI'],
    exposure: 'External',
    between: ['VIM', 'NFVI'],
    description:
      'The VIM finds out, manages, changes and configures the physical and virtual resources of the infrastructure.',
    reading:
      'Both ends lie inside the infrastructure although the table calls it external: exposure says who may call, and here that is the operator, never a tenant.',
  },
  'or-vi': {
    name: 'Or-Vi',
    aliases: [],
    exposure: 'External',
    between: ['VNF orchestrator', 'VIM'],
    description: 'The VIM serves eleven interfaces to the orchestrator of network functions.',
  },
  'vi-vnfm': {
    name: 'Vi-Vnfm',
    aliases: [],
    exposure: 'External',
    between: ['VNF manager', 'VIM'],
    description:
      'The VIM serves a manager of network functions the same interfaces, without capacity management and without forwarding paths.',
  },
};
