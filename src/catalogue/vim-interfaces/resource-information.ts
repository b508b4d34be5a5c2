import { beyondStock, served } from '../level-reasons.ts';
import { both, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const query = (kind: string): InterfaceOperation => ({
  statement: `The {consumer} finds out which types of virtualised ${kind} resources can be had.`,
  at: both(served),
  reading: 'Information is about the types on offer, not about the resources in use.',
});

const subscription = both(beyondStock('resource-information-subscription'));

export const resourceInformation: VimInterface = {
  name: 'resource-information',
  title: 'Virtualised resources information management',
  operations: {
    'query-compute': query('compute'),
    'query-network': query('network'),
    'query-storage': query('storage'),
    subscribe: {
      statement: 'The {consumer} subscribes to changes of the types of resources on offer.',
      at: subscription,
    },
    notify: {
      statement: 'The {consumer} is told when a subscribed type of resource appears or changes.',
      at: subscription,
      notifies: true,
    },
  },
};
