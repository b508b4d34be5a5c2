/**
 * A party that is called back. Source: ETSI GS NFV-SOL 012 V3.4.1, clause 5.5.9. What is repeated counts
 * once; what is not of that form, or is for somebody else, fails whoever looks at what was told.
 */
import { type ChangeNotification, changeNotification } from '../../contract/policy/subscription.ts';
import { Violation } from '../../failures.ts';
import type { Delivery, Sink } from '../../transport/sink.ts';
import type { PolicyChange, PolicySubscriber } from '../policy-manager.ts';
import { readNotification } from '../read-notification.ts';

/** @throws ConfigurationError when the target cannot reach us */
export async function openPolicySubscriber(sink: Sink): Promise<PolicySubscriber> {
  const told = new Map<string, ChangeNotification>();
  let owner: string | undefined;
  let wrong: Violation | undefined;
  let deliveries = 0;

  const misbehaved = (observed: string): void => {
    wrong ??= new Violation({
      expected: 'notifications of the interface’s form, for the subscription that has this address',
      observed: `the VIM sent ${observed}`,
    });
  };
  const take = (delivery: Delivery): number => {
    deliveries += 1;
    if ('problem' in delivery) {
      misbehaved(delivery.problem);
      return delivery.status;
    }
    const read = readNotification(changeNotification, delivery.text);
    if (typeof read === 'string') {
      misbehaved(read);
      return 400;
    }
    const before = told.get(read.id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(read)) {
      misbehaved(`${read.id} again, with something else in it`);
    }
    told.set(read.id, before ?? read);
    return 204;
  };

  const mailbox = await sink.open(take, { mayBeTested: true });
  return {
    callbackUri: mailbox.url,
    belongsTo(subscriptionId) {
      owner = subscriptionId;
    },
    told() {
      const others = [...told.values()].find(({ subscriptionId }) => subscriptionId !== owner);
      if (others !== undefined) {
        misbehaved(`what is for the subscription ${others.subscriptionId}`);
      }
      if (wrong !== undefined) throw wrong;
      return [...told.values()].map((each) => ({
        policyId: each.policyId,
        change: changeOf(each),
      }));
    },
    deliveries: () => deliveries,
    close() {
      mailbox.close();
    },
  };
}

function changeOf({ changeType, policyModifications: changed = {} }: ChangeNotification) {
  const words = {
    CREATE_POLICY: 'announced',
    TRANSFER_POLICY: 'transferred',
    DELETE_POLICY: 'deleted',
  } as const;
  if (changeType !== 'MODIFY_POLICY') return words[changeType];
  const { activationStatus, addAssociations, removeAssociations } = changed;
  if (activationStatus !== undefined) {
    return activationStatus === 'ACTIVATED' ? 'activated' : 'deactivated';
  }
  const associated = (addAssociations ?? removeAssociations) !== undefined;
  return (associated ? 'associated' : 'changed') satisfies PolicyChange;
}
