/** The policies of the present example, and who is told of them. */
import { defineParameterType } from '@cucumber/cucumber';
import { policyAddress, policySubscriptionAddress } from '../src/bindings/policy-access.ts';
import type { Policy, PolicyManager, PolicySubscriber } from '../src/bindings/policy-manager.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

/** A policy that the example made; its content, once that is handed over. */
export interface MadePolicy {
  readonly id: string;
  readonly name: string;
  readonly by: PersonaName;
  content?: unknown;
}

interface PolicyStage {
  readonly made: MadePolicy[];
  readonly subscribers: PolicySubscriber[];
  /** How much each had been told when what is looked at began. */
  readonly toldBefore: Map<PolicySubscriber, number>;
  /** How the policies were before somebody tried something. */
  before: readonly Policy[];
  /** The name under which somebody tried to make one. */
  tried: string | undefined;
}

/** `the policy` is the one that was made last, `the other policy` the one before. */
export type WhichPolicy = 0 | 1;

defineParameterType({
  name: 'policy',
  regexp: /the policy|the other policy/,
  transformer: (words: string): WhichPolicy => (words === 'the policy' ? 0 : 1),
});

const stages = new WeakMap<Scenario, PolicyStage>();

export function policyStageOf(world: Scenario): PolicyStage {
  const stage = stages.get(world) ?? {
    ...{ made: [], subscribers: [], toldBefore: new Map(), before: [], tried: undefined },
  };
  stages.set(world, stage);
  return stage;
}

/**
 * @throws NotApplicableHere where the target describes no policies, or has one token for all, so that
 *   nobody can take the place of another
 */
export async function managerFor(world: Scenario, who: PersonaName): Promise<PolicyManager> {
  const { policies } = world.connection;
  const isParty = who === 'cloud zone administrator' || who === 'VDC user';
  if (who === 'outsider' && policies.oneToken) {
    throw new NotApplicableHere('the target file gives one token for all policies (policy.token)');
  }
  const { session } = await world.as(who);
  const manager = policies.manager(session, isParty ? 'party' : 'stranger');
  if (manager === undefined) throw new NotApplicableHere('the target file has no policy');
  return manager;
}

export function policy(world: Scenario, which: WhichPolicy = 0): MadePolicy {
  const found = policyStageOf(world).made.at(-1 - which);
  if (found === undefined) throw new Error('the example has not made so many policies');
  return found;
}

/** Whoever has designed the policies of this suite. */
export const designer = 'Example Works';

/** Makes room for a policy, through the ledger. @param by who has designed it */
export async function announce(
  world: Scenario,
  who: PersonaName,
  by: string | undefined,
): Promise<MadePolicy> {
  const { ledger, newName } = world.connection;
  const manager = await managerFor(world, who);
  const name = newName();
  policyStageOf(world).tried = name;
  const entry = ledger.asked({ resource: policyAddress, name, scenario: world.id });
  const id = await manager.announce(name, by);
  ledger.made(entry, id);
  const made: MadePolicy = { id, name, by: who };
  policyStageOf(world).made.push(made);
  return made;
}

/** Subscribes to changes of a policy, through the ledger. */
export async function subscribe(
  world: Scenario,
  who: PersonaName,
  { id: policyId }: MadePolicy,
  address?: string,
): Promise<void> {
  const { ledger, policies } = world.connection;
  const manager = await managerFor(world, who);
  const subscriber = await policies.subscriber();
  world.farewells.push(() => {
    subscriber.close();
  });
  const thing = { resource: policySubscriptionAddress, name: policyId, scenario: world.id };
  const entry = ledger.asked(thing);
  const id = await manager
    .subscribe(policyId, address ?? subscriber.callbackUri)
    .catch((error: unknown) => {
      if (error instanceof Refusal) ledger.gone(entry);
      throw error;
    });
  ledger.made(entry, id);
  subscriber.belongsTo(id);
  policyStageOf(world).subscribers.push(subscriber);
}
