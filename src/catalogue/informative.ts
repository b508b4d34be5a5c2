/** Statements of the chapter from which no requirement follows, with the reason why. */
import type { InformativeStatement } from './requirement.ts';

export const informativeStatements: readonly InformativeStatement[] = [
  {
    id: 'privileges',
    statement: 'Privileges are created and managed by the administrators of the provider.',
    clause: 'Table 6-2, row Privileges',
    reading:
      'The row marks no operation. Privileges are the operator’s configuration, for which there is no interface.',
  },
  {
    id: 'interfaces-by-reference',
    statement: 'Interfaces are catalogued and taken over by reference, not printed.',
    clause: 'Introduction to external interfaces',
    reading:
      'It is about the chapter itself. Which interfaces stand behind the operations is decided by the binding of a target.',
  },
  {
    id: 'open-interfaces',
    statement: 'Interfaces of cloud infrastructures should be open and not proprietary.',
    clause: 'Introduction to external interfaces',
    reading: 'It is an aim for whoever selects interfaces. An endpoint cannot be asked about it.',
  },
  {
    id: 'command-line',
    statement: 'The abstract interfaces include command lines and others beside APIs.',
    clause: 'Introduction to external interfaces',
    reading: 'Only APIs are tested: a command line is a client of an API.',
  },
  {
    id: 'service-function-chaining',
    statement: 'A common set of interfaces controls service function chaining.',
    clause: 'Introduction to external interfaces',
    reading:
      'The introduction announces it and no table specifies it. The management of forwarding paths at Or-Vi covers it.',
  },
  {
    id: 'database-service',
    statement: 'Databases as a service are named among the enabler services.',
    clause: 'Introduction to external interfaces',
    reading:
      'The section on enabler services lists time, addresses, names and load balancing, and no databases; that section counts.',
  },
  {
    id: 'example-roles',
    statement: 'Some operations may be closed to all but certain administrators.',
    clause: 'Tenant-level APIs',
    reading:
      'The sentence gives examples of what an operator may decide. What is demanded stands in the notes of Table 6-2.',
  },
  {
    id: 'several-interfaces-per-operation',
    statement: 'An operation may have several interfaces with different parameters.',
    clause: 'Tenant-level APIs, below Table 6-2',
    reading:
      'One of them suffices for the operation. Booting from an image and from a volume, named as example, are requirements of their own.',
  },
  {
    id: 'acceleration-summary',
    statement: 'Table 6-3 summarises the specifications of ETSI for convenience.',
    clause: 'Hardware acceleration interfaces',
    reading:
      'The names, directions and parameters of the table count. ETSI defines no wire format, so ours is declared and versioned.',
  },
  {
    id: 'virtual-accelerator-model',
    statement: 'Virtual accelerators are modelled on extensible para-virtualised devices.',
    clause: 'Hardware acceleration interfaces',
    reading: 'It is a model behind the calls of Table 6-3, which alone can be observed.',
  },
  {
    id: 'no-abstract-hardware-interface',
    statement: 'No abstract interface has been defined at Vi-Ha so far.',
    clause: 'Hypervisor hardware interface',
    reading:
      'The duties of Table 6-1 are tested through a declared binding, and only where the target configures one.',
  },
  {
    id: 'hypervisor-under-vim',
    statement: 'The hypervisor acts under the control of the VIM, which uses Nf-Vi alone.',
    clause: 'Hypervisor hardware interface',
    reading:
      'It describes the inside of the infrastructure. What can be seen of it are nf-vi and vi-ha.',
  },
  {
    id: 'hypervisor-sources',
    statement: 'Hypervisors use firmware, management controllers and drivers to get hardware data.',
    clause: 'Hypervisor hardware interface',
    reading: 'It names examples of sources and demands none of them.',
  },
];
