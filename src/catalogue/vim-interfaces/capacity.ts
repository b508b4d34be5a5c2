import { beyondStock, served } from '../level-reasons.ts';
import { orViOnly, type VimInterface } from './vim-interface.ts';

const subscription = orViOnly(beyondStock('capacity-subscription'));

/** Only at Or-Vi. */
export const capacity: VimInterface = {
  name: 'capacity',
  title: 'Virtualised resources capacity management',
  operations: {
    query: {
      statement: 'The {consumer} finds out how much capacity there is in total, in use and left.',
      at: orViOnly(served),
    },
    'query-zone': {
      statement: 'The {consumer} finds out into which zones the resources are divided.',
      at: orViOnly(served),
    },
    'query-nfvi-pop': {
      statement: 'The {consumer} finds out which sites the VIM manages and how to reach them.',
      at: orViOnly(served),
      reading: 'A site is what the VIM offers as a region of its endpoints.',
    },
    subscribe: {
      statement: 'The {consumer} subscribes to capacity that crosses a threshold.',
      at: subscription,
    },
    notify: {
      statement: 'The {consumer} is told when capacity crosses a subscribed threshold.',
      at: subscription,
      notifies: true,
    },
  },
};
