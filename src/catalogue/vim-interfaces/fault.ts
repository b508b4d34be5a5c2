import { beyondStock } from '../level-reasons.ts';
import { both, type VimInterface } from './vim-interface.ts';

const alarming = both(beyondStock('alarming'));

export const fault: VimInterface = {
  name: 'fault',
  title: 'Virtualised resources fault management',
  operations: {
    subscribe: {
      statement: 'The {consumer} subscribes to faults of resources that it uses.',
      at: alarming,
    },
    notify: {
      statement: 'The {consumer} is told when a subscribed fault appears and when it is over.',
      at: alarming,
      notifies: true,
    },
    'get-alarm-list': {
      statement: 'The {consumer} finds the alarms of its resources, with object and severity.',
      at: alarming,
    },
  },
};
