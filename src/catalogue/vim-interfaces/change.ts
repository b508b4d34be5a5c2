import { beyondStock } from '../level-reasons.ts';
import { both, type VimInterface } from './vim-interface.ts';

const subscription = both(beyondStock('alarming'));

export const change: VimInterface = {
  name: 'change',
  title: 'Virtualised resources change management',
  operations: {
    subscribe: {
      statement: 'The {consumer} subscribes to changes of resources that it uses.',
      at: subscription,
    },
    notify: {
      statement: 'The {consumer} is told when a subscribed resource has changed.',
      at: subscription,
      notifies: true,
    },
  },
};
