/** How a run comes to the policies of its target. */
import { Refusal, Unreachable, Violation } from '../failures.ts';
import type { Http } from '../transport/http.ts';
import type { Sink } from '../transport/sink.ts';
import type { Policy, PolicyManager, PolicySubscriber } from './policy-manager.ts';
import { policyManagement } from './policy/management.ts';
import { openPolicySubscriber } from './policy/subscriber.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';

export interface PolicyOptions {
  /** Absent where the target description has no `policy`. */
  readonly service?: {
    readonly url: string;
    /** Of whoever manages policies; without it, each party shows its own. */
    readonly token?: string | undefined;
    readonly http: Http;
    /** The same for clean-up, which an interruption does not end. */
    readonly cleaning: Http;
  };
  /** What is transferred as a policy; absent where the target description has nothing of its own. */
  readonly content?: unknown;
  readonly sink: Sink;
}

export interface Policies {
  readonly content: unknown;
  /** One token is for every party, so that nobody can act in the place of another. */
  readonly oneToken: boolean;
  /**
   * @param as `stranger`: with the rights of the session, whatever token the target description gives
   * @returns undefined where the target description has no policies
   */
  manager(session: Session, as: 'party' | 'stranger'): PolicyManager | undefined;
  /** @throws ConfigurationError when the target cannot call us back */
  subscriber(): Promise<PolicySubscriber>;
  /** Asks once. @returns undefined where there is nothing to ask */
  look(session: Session): Promise<{ readonly says: string; readonly serves: boolean } | undefined>;
  /** What takes away what was made; undefined for any other address. */
  keeper(address: string, session: Session): Keeper | undefined;
}

/** Addresses in the ledger. */
export const policyAddress = 'policy/policy';
export const policySubscriptionAddress = 'policy/subscription';

export function createPolicies({ service, sink, content }: PolicyOptions): Policies {
  const open = (
    session: Session,
    as: 'party' | 'stranger',
    by: 'http' | 'cleaning' = 'http',
  ): PolicyManager | undefined => {
    if (service === undefined) return undefined;
    const { url, token, [by]: http } = service;
    const root = url.replace(/\/+$/, '');
    return policyManagement({ root, http, session, token: as === 'party' ? token : undefined });
  };
  return {
    content,
    oneToken: service?.token !== undefined,
    manager: open,
    subscriber: () => openPolicySubscriber(sink),
    async look(session) {
      const manager = open(session, 'party');
      if (service === undefined || manager === undefined) return undefined;
      const of = `the policy service at ${service.url}`;
      try {
        const found = await manager.query();
        const many = found.length === 1 ? 'one policy' : `${String(found.length)} policies`;
        return { says: `${of} answers: ${many}`, serves: true };
      } catch (error) {
        if (!isAnswerless(error)) throw error;
        const why = error.message.replaceAll('\n', ', ');
        return { says: `${of} does not serve us (see policy): ${why}`, serves: false };
      }
    },
    keeper(address, session) {
      const manager = open(session, 'party', 'cleaning');
      if (manager === undefined) return undefined;
      if (address === policyAddress) return policyKeeper(manager);
      return address === policySubscriptionAddress ? subscriptionKeeper(manager) : undefined;
    },
  };
}

const isAnswerless = (error: unknown): error is Error =>
  error instanceof Unreachable || error instanceof Violation || error instanceof Refusal;

const unlessUnknown = (error: unknown): void => {
  if (!(error instanceof Refusal && error.reason === 'unknown')) throw error;
};

/** @returns undefined for what there is not */
const shown = (manager: PolicyManager, id: string): Promise<Policy | undefined> =>
  manager.show(id).catch((error: unknown) => {
    unlessUnknown(error);
    return undefined;
  });

const policyKeeper = (manager: PolicyManager): Keeper => ({
  named: async (name) =>
    (await manager.query()).filter((each) => each.name === name).map(({ id }) => id),
  // Asked by its id: a list need not show everything to everybody.
  exists: async (id) => (await shown(manager, id)) !== undefined,
  async remove(id) {
    const found = await shown(manager, id);
    // What is in force cannot be deleted.
    if (found?.isActive === true) await manager.deactivate(id).catch(unlessUnknown);
    if (found !== undefined) await manager.delete(id).catch(unlessUnknown);
  },
});

/** A subscription has no name: in the ledger, that is the id of the policy that it is to. */
const subscriptionKeeper = (manager: PolicyManager): Keeper => {
  const ended = new Set<string>();
  return {
    named: (policyId) => manager.subscriptionsTo(policyId),
    exists: (id) => Promise.resolve(!ended.has(id)),
    async remove(id) {
      await manager.unsubscribe(id).catch(unlessUnknown);
      ended.add(id);
    },
  };
};
