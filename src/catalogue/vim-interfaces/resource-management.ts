import { beyondStock, contradicted, served, type Weight } from '../level-reasons.ts';
import type { NeedName } from '../needs.ts';
import { both, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const administrators: Weight = contradicted(
  'vnf-manager-administers',
  'they reserve it to administrators, and a VNF manager has the rights of a VDC user.',
);

const offered = (statement: string, reading?: string): InterfaceOperation => ({
  statement,
  at: both(served),
  ...(reading === undefined ? {} : { reading }),
});

/** Done by an orchestrator, whose rights reach over all tenants; to a VNF manager they are closed. */
const administrative = (statement: string): InterfaceOperation => ({
  statement,
  at: { 'or-vi': served, 'vi-vnfm': administrators },
});

const special = (needs: NeedName, statement: string): InterfaceOperation => ({
  statement,
  at: both(beyondStock(needs)),
});

/** What is the same for compute, network and storage. */
const lifecycle = (kind: string): Record<string, InterfaceOperation> => ({
  [`allocate-${kind}`]: offered(
    `The {consumer} is given virtualised ${kind} as described, and it becomes usable.`,
  ),
  [`query-${kind}`]: offered(`The {consumer} finds the virtualised ${kind} that was allocated.`),
  [`update-${kind}`]: offered(
    `The {consumer} changes allocated virtualised ${kind}, and the change can be seen.`,
  ),
  [`terminate-${kind}`]: offered(
    `The {consumer} gives virtualised ${kind} back, and its capacity is free again.`,
    'Several may be named at once; then as many as possible are given back and named in the answer.',
  ),
});

export const resourceManagement: VimInterface = {
  name: 'resource-management',
  title: 'Virtualised resources management',
  operations: {
    ...lifecycle('compute'),
    ...lifecycle('network'),
    ...lifecycle('storage'),
    'operate-compute': offered(
      'The {consumer} starts, stops, pauses, suspends and reboots virtualised compute.',
    ),
    'scale-compute': offered('The {consumer} gives virtualised compute another capacity.'),
    'migrate-compute': administrative('The {consumer} moves virtualised compute to another host.'),
    'operate-storage': offered(
      'The {consumer} takes, uses and removes snapshots of virtualised storage.',
    ),
    'scale-storage': offered('The {consumer} makes virtualised storage larger.'),
    'migrate-storage': administrative(
      'The {consumer} moves virtualised storage to another place or type of storage.',
    ),
    'create-compute-affinity-group': offered(
      'The {consumer} makes a group whose virtualised compute is kept together or apart.',
      'Together and apart are meant host by host, the only scope that stock clouds know.',
    ),
    'create-network-affinity-group': special(
      'network-affinity-groups',
      'The {consumer} makes a group whose virtualised networks are kept together or apart.',
    ),
    'create-storage-affinity-group': special(
      'storage-affinity-groups',
      'The {consumer} makes a group whose virtualised storage is kept together or apart.',
    ),
    'create-flavour': administrative('The {consumer} adds a flavour for virtualised compute.'),
    'query-flavour': offered('The {consumer} finds the flavours for virtualised compute.'),
    'delete-flavour': administrative('The {consumer} removes a flavour for virtualised compute.'),
  },
};
