import { served } from '../level-reasons.ts';
import { both, orViOnly, type VimInterface } from './vim-interface.ts';

const queryOnly =
  'A VNF manager only queries images; keeping them is left to the orchestrator, as the specification of the interface point has it.';

export const softwareImage: VimInterface = {
  name: 'software-image',
  title: 'Software image management',
  operations: {
    add: {
      statement: 'The {consumer} adds a software image, and the VIM keeps its data unchanged.',
      at: orViOnly(served),
      reading: queryOnly,
    },
    query: {
      statement: 'The {consumer} finds software images and what is known about them.',
      at: both(served),
    },
    update: {
      statement: 'The {consumer} changes what is known about a software image, and it is kept.',
      at: orViOnly(served),
      reading: queryOnly,
    },
    delete: {
      statement: 'The {consumer} deletes a software image, which then cannot be found any more.',
      at: orViOnly(served),
      reading: queryOnly,
    },
  },
};
