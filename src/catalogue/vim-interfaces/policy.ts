import { beyondStock } from '../level-reasons.ts';
import { both, type InterfaceOperation, type VimInterface } from './vim-interface.ts';

const policyOperation = (statement: string): InterfaceOperation => ({
  statement,
  at: both(beyondStock('policy')),
});

export const policy: VimInterface = {
  name: 'policy',
  title: 'Policy management',
  operations: {
    transfer: policyOperation('The {consumer} hands a policy over, and the VIM keeps it.'),
    delete: policyOperation(
      'The {consumer} deletes a policy, which then cannot be found any more.',
    ),
    query: policyOperation('The {consumer} finds the policies that were handed over.'),
    activate: policyOperation('The {consumer} puts a policy into force.'),
    deactivate: policyOperation('The {consumer} puts a policy out of force.'),
    associate: policyOperation('The {consumer} binds a policy to what it is meant for.'),
    disassociate: policyOperation('The {consumer} unbinds a policy from what it was meant for.'),
    subscribe: policyOperation('The {consumer} subscribes to changes of policies.'),
    notify: {
      ...policyOperation('The {consumer} is told when a subscribed policy has changed.'),
      notifies: true,
    },
  },
};
