import { beyondStock } from '../level-reasons.ts';
import { both, type VimInterface } from './vim-interface.ts';

const measured = both(beyondStock('metrics'));
const watched = both(beyondStock('alarming'));

export const performance: VimInterface = {
  name: 'performance',
  title: 'Virtualised resources performance management',
  operations: {
    'create-pm-job': {
      statement: 'The {consumer} has measures of resources collected from then on.',
      at: measured,
      reading:
        'Where collection is the operator’s configuration, a job is what keeps and gives out measures of chosen resources.',
    },
    'query-pm-job': {
      statement: 'The {consumer} finds out what is collected for it.',
      at: measured,
    },
    'delete-pm-job': {
      statement: 'The {consumer} ends the collection of measures.',
      at: measured,
    },
    'create-threshold': {
      statement: 'The {consumer} sets a threshold for a measure of a resource.',
      at: watched,
    },
    'query-threshold': {
      statement: 'The {consumer} finds the thresholds that it has set.',
      at: watched,
    },
    'delete-threshold': {
      statement: 'The {consumer} removes a threshold, which then causes nothing any more.',
      at: watched,
    },
    subscribe: {
      statement: 'The {consumer} subscribes to measures that cross their thresholds.',
      at: watched,
    },
    notify: {
      statement: 'The {consumer} is told when a measure crosses its threshold.',
      at: watched,
      notifies: true,
    },
  },
};
