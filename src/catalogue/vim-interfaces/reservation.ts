import { beyondStock } from '../level-reasons.ts';
import type { NeedName } from '../needs.ts';
import { both, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const lifecycle = (kind: string, needs: NeedName): Record<string, InterfaceOperation> => ({
  [`create-${kind}`]: {
    statement: `The {consumer} reserves virtualised ${kind} for a time, and then can use it.`,
    at: both(beyondStock(needs)),
  },
  [`query-${kind}`]: {
    statement: `The {consumer} finds its reservations of virtualised ${kind}.`,
    at: both(beyondStock(needs)),
  },
  [`update-${kind}`]: {
    statement: `The {consumer} changes a reservation of virtualised ${kind}.`,
    at: both(beyondStock(needs)),
  },
  [`terminate-${kind}`]: {
    statement: `The {consumer} ends a reservation of virtualised ${kind}, which then is free.`,
    at: both(beyondStock(needs)),
  },
});

const subscription = both(beyondStock('reservation-subscription'));

export const reservation: VimInterface = {
  name: 'reservation',
  title: 'Virtualised resources reservation management',
  operations: {
    ...lifecycle('compute', 'reservation'),
    ...lifecycle('network', 'reservation'),
    ...lifecycle('storage', 'storage-reservation'),
    subscribe: {
      statement: 'The {consumer} subscribes to changes of reservations.',
      at: subscription,
    },
    notify: {
      statement: 'The {consumer} is told when a subscribed reservation has changed.',
      at: subscription,
      notifies: true,
    },
  },
};
