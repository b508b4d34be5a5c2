import { beyondStock } from '../level-reasons.ts';
import { orViOnly, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const chaining = (statement: string): InterfaceOperation => ({
  statement,
  at: orViOnly(beyondStock('service-chaining')),
});

/** Only at Or-Vi. */
export const forwardingPath: VimInterface = {
  name: 'nfp',
  title: 'Network forwarding path (NFP) management',
  operations: {
    create: chaining('The {consumer} makes a path that leads chosen traffic over ports in order.'),
    query: chaining('The {consumer} finds the paths that it has made.'),
    update: chaining('The {consumer} changes which traffic a path leads.'),
    delete: chaining('The {consumer} deletes a path, which then leads nothing any more.'),
    'change-state': {
      statement: 'The {consumer} switches a path off and on again.',
      at: orViOnly(beyondStock('service-chain-state')),
    },
  },
};
