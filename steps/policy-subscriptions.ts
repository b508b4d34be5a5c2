/** Sentences of being told of changes of policies. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { PolicyChange, PolicySubscriber, ToldChange } from '../src/bindings/policy-manager.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { managerFor, policy, policyStageOf, subscribe, type WhichPolicy } from './policy-stage.ts';
import type { Scenario } from './scenario.ts';
import { untilHeard } from './hearing.ts';

defineParameterType({
  name: 'policyChange',
  regexp: /activated|deactivated|associated|deleted/,
  transformer: (words: string) => words as PolicyChange,
});

const subscribeTo = async function (this: Scenario, who: PersonaName, which: WhichPolicy) {
  await subscribe(this, who, policy(this, which));
};
Given('{actor} has subscribed to changes of {policy}', subscribeTo);
When('{actor} subscribes to changes of {policy}', subscribeTo);
Given(
  '{actor} has ended the subscription to changes of the policy',
  async function (this: Scenario, who: PersonaName) {
    const [entry] = this.connection.ledger
      .open(this.id)
      .filter(({ resource }) => resource === 'policy/subscription');
    if (entry?.id === undefined) throw new Error('the example has not subscribed');
    await (await managerFor(this, who)).unsubscribe(entry.id);
    this.connection.ledger.gone(entry);
  },
);
When(
  '{actor} tries to subscribe to changes of the policy',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => subscribe(this, who, policy(this)));
  },
);
When(
  '{actor} tries to subscribe to changes of the policy at an address that is none',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => subscribe(this, who, policy(this), 'nowhere'));
  },
);

function subscriber(world: Scenario): PolicySubscriber {
  const found = policyStageOf(world).subscribers.at(-1);
  if (found === undefined) throw new Error('the example has not subscribed');
  return found;
}

Then(
  '{actor} is told once that {policy} was {policyChange}',
  async function (this: Scenario, who: PersonaName, which: WhichPolicy, change: PolicyChange) {
    const { clock, goneWithin, acceleration } = this.connection;
    const { told } = subscriber(this);
    const { id, name } = policy(this, which);
    const isIt = (each: ToldChange) => each.policyId === id && each.change === change;
    await untilHeard(this.connection, {
      what: `the VIM to tell the ${who} that ${name} was ${change}`,
      look: () => Promise.resolve(told()),
      done: (seen) => seen.length > 0,
      state: () => 'silence',
      within: goneWithin,
    });
    // What comes again or beside it comes soon.
    await clock.sleep(acceleration.silence);
    const all = told();
    if (all.length === 1 && all.every(isIt)) return;
    this.violated(
      `one notification, that ${id} was ${change}`,
      all.map(({ policyId, change: seen }) => `${policyId} was ${seen}`).join(', '),
    );
  },
);
/** Another one has been told meanwhile, so that what this one should not hear would have come, too. */
Then('the first subscriber hears nothing of policies', function (this: Scenario) {
  const { acceleration } = this.connection;
  const [first] = policyStageOf(this).subscribers;
  if (first === undefined) throw new Error('the example has not subscribed');
  const seen = first.told();
  if (seen.length === 0) return;
  this.violated(
    `silence for ${String(acceleration.silence / 1000)} s`,
    seen.map(({ policyId, change }) => `${policyId} was ${change}`).join(', '),
  );
});
