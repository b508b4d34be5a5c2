import { beyondStock, contradicted, served } from '../level-reasons.ts';
import { both, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const byAdministrators: InterfaceOperation['at'] = {
  'or-vi': served,
  'vi-vnfm': contradicted(
    'vnf-manager-administers',
    'they reserve it to administrators, and a VNF manager has the rights of a VDC user.',
  ),
};

const lifecycle = (kind: string): Record<string, InterfaceOperation> => ({
  [`create-${kind}`]: {
    statement: `The {consumer} gives a tenant a quota of virtualised ${kind}, which then limits it.`,
    at: byAdministrators,
    reading:
      'Every tenant has a quota from its first day, so to create one is to set it for the first time.',
  },
  [`query-${kind}`]: {
    statement: `The {consumer} finds a tenant’s quota of virtualised ${kind}.`,
    at: both(served),
  },
  [`update-${kind}`]: {
    statement: `The {consumer} changes a tenant’s quota of virtualised ${kind}, which then limits it.`,
    at: byAdministrators,
  },
  [`terminate-${kind}`]: {
    statement: `The {consumer} takes back what it set for a tenant’s quota of virtualised ${kind}.`,
    at: byAdministrators,
    reading: 'A tenant is never without a quota: afterwards the default of the VIM limits it.',
  },
});

const subscription = both(beyondStock('quota-subscription'));

export const quota: VimInterface = {
  name: 'quota',
  title: 'Virtualised resources quota management',
  operations: {
    ...lifecycle('compute'),
    ...lifecycle('network'),
    ...lifecycle('storage'),
    subscribe: {
      statement: 'The {consumer} subscribes to changes of quotas.',
      at: subscription,
    },
    notify: {
      statement: 'The {consumer} is told when a subscribed quota has changed.',
      at: subscription,
      notifies: true,
    },
  },
};
