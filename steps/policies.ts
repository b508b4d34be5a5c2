/** Sentences of managing policies. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { isDeepStrictEqual } from 'node:util';
import type { Policy, PolicyManager } from '../src/bindings/policy-manager.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import {
  announce,
  designer,
  managerFor,
  policy,
  policyStageOf,
  type WhichPolicy,
} from './policy-stage.ts';
import type { Scenario } from './scenario.ts';

/** What is asked of a policy by its id alone. */
const deeds = {
  query: (manager: PolicyManager, id: string) => manager.show(id),
  activate: (manager: PolicyManager, id: string) => manager.activate(id),
  deactivate: (manager: PolicyManager, id: string) => manager.deactivate(id),
  delete: (manager: PolicyManager, id: string) => manager.delete(id),
} as const;
type Deed = keyof typeof deeds;
const deedIn = (words: string): Deed => words.replace(/s$|d$/, '') as Deed;

defineParameterType({
  name: 'policyDeed',
  regexp: /query|activate|deactivate|delete/,
  transformer: deedIn,
});
defineParameterType({
  name: 'policyDeedDone',
  regexp: /activates|deactivates|activated|deactivated/,
  transformer: deedIn,
});

/** What no target has given out. */
const unknown = '00000000-0000-4000-8000-000000000000';

/** Without content of the target's own, what says something that is no other example's. */
const contentFor = ({ connection }: Scenario, name: string): unknown =>
  connection.policies.content ?? {
    policyId: name,
    policyVersion: '1.0',
    targetType: 'COMMON',
    rules: [{ condition: 'cpu.utilisation > 80', action: 'notify' }],
  };

async function transfer(world: Scenario, who: PersonaName): Promise<void> {
  const made = await announce(world, who, designer);
  made.content = contentFor(world, made.name);
  await (await managerFor(world, who)).transfer(made.id, made.content);
}
Given('{actor} has announced a policy', async function (this: Scenario, who: PersonaName) {
  await announce(this, who, designer);
});
Given(
  '{actor} has transferred a/another policy',
  async function (this: Scenario, who: PersonaName) {
    await transfer(this, who);
  },
);
When('{actor} transfers a policy', async function (this: Scenario, who: PersonaName) {
  await transfer(this, who);
});
When('{actor} tries to transfer a policy', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => transfer(this, who));
});
When(
  '{actor} tries to transfer a policy that nobody has designed',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, async () => void (await announce(this, who, undefined)));
  },
);
When(
  '{actor} tries to transfer the same version of the policy again',
  async function (this: Scenario, who: PersonaName) {
    const { id, content } = policy(this);
    const manager = await managerFor(this, who);
    await this.try(who, () => manager.transfer(id, content));
  },
);

async function act(this: Scenario, who: PersonaName, deed: Deed) {
  await deeds[deed](await managerFor(this, who), policy(this).id);
}
Given('{actor} has {policyDeedDone} the policy', act);
When('{actor} {policyDeedDone} the policy', act);
When('{actor} deletes the policy', async function (this: Scenario, who: PersonaName) {
  await act.call(this, who, 'delete');
});
When(
  '{actor} tries to {policyDeed} the policy',
  async function (this: Scenario, who: PersonaName, deed: Deed) {
    await tryOn(this, who, (manager) => deeds[deed](manager, policy(this).id));
  },
);
When(
  '{actor} tries to {policyDeed} a policy that does not exist',
  async function (this: Scenario, who: PersonaName, deed: Deed) {
    await tryOn(this, who, (manager) => deeds[deed](manager, unknown));
  },
);

/** Remembers how the policies are, and tries. */
async function tryOn(
  world: Scenario,
  who: PersonaName,
  action: (manager: PolicyManager) => Promise<unknown>,
): Promise<void> {
  const stage = policyStageOf(world);
  stage.before = await Promise.all(stage.made.map(async ({ id, by }) => look(world, by, id)));
  const manager = await managerFor(world, who);
  await world.try(who, async () => void (await action(manager)));
}

const look = async (world: Scenario, who: PersonaName, id: string): Promise<Policy> =>
  (await managerFor(world, who)).show(id);

function tie(verb: 'associate' | 'disassociate') {
  return async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await (await managerFor(this, who))[verb](policy(this).id, this.the(what).id);
  };
}
Given('{actor} has associated the policy with the {resource}', tie('associate'));
When('{actor} associates the policy with the {resource}', tie('associate'));
When('{actor} disassociates the policy from the {resource}', tie('disassociate'));
When(
  '{actor} tries to associate the policy with the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await tryOn(this, who, (manager) => manager.associate(policy(this).id, this.the(what).id));
  },
);
When(
  '{actor} tries to disassociate the policy from the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await tryOn(this, who, (manager) => manager.disassociate(policy(this).id, this.the(what).id));
  },
);

const query = async (world: Scenario, who: PersonaName): Promise<readonly Policy[]> =>
  (await managerFor(world, who)).query();
const find = async (world: Scenario, who: PersonaName, which: WhichPolicy) =>
  (await query(world, who)).find(({ id }) => id === policy(world, which).id);

Given('{actor} can query policies', async function (this: Scenario, who: PersonaName) {
  await query(this, who);
});
When('{actor} tries to query policies', async function (this: Scenario, who: PersonaName) {
  await this.try(who, async () => void (await query(this, who)));
});

Then(
  '{actor} finds {policy} listed',
  async function (this: Scenario, who: PersonaName, which: WhichPolicy) {
    const { id, name } = policy(this, which);
    const found = await find(this, who, which);
    if (found?.name === name) return;
    this.violated(
      `the policies to hold ${name} (${id})`,
      found === undefined ? 'none has that id' : `under that id they hold "${found.name}"`,
    );
  },
);
Then(
  '{actor} does not find {policy} listed',
  async function (this: Scenario, who: PersonaName, which: WhichPolicy) {
    if ((await find(this, who, which)) === undefined) return;
    this.violated(`the policies not to hold ${policy(this, which).name}`, 'they hold it');
  },
);
Then('no policy was added', async function (this: Scenario) {
  const { tried } = policyStageOf(this);
  const added = (await query(this, 'cloud zone administrator')).find(({ name }) => name === tried);
  if (added !== undefined) {
    this.violated(`no policy of the name ${tried ?? ''}`, `there is one, ${added.id}`);
  }
});

/** How a policy is, as its maker sees it, in the words of a sentence. */
function mustBe(expected: string, isSo: (seen: Policy) => boolean) {
  return async function (this: Scenario, which: WhichPolicy) {
    const { by, id, name } = policy(this, which);
    const seen = await look(this, by, id);
    if (!isSo(seen)) this.violated(`the policy ${name} to be ${expected}`, described(seen));
  };
}
Then(
  '{policy} is active',
  mustBe('active', ({ isActive }) => isActive),
);
Then(
  '{policy} is not active',
  mustBe('not active', ({ isActive }) => !isActive),
);
Then(
  '{policy} has the content that was transferred',
  async function (this: Scenario, which: WhichPolicy) {
    const { by, id, name, content } = policy(this, which);
    if (!(await look(this, by, id)).isTransferred) {
      this.violated(`the policy ${name} to be transferred`, 'it is only announced');
    }
    const seen = await (await managerFor(this, by)).content(id);
    if (!isDeepStrictEqual(seen, content)) {
      this.violated(`the content ${JSON.stringify(content)}`, JSON.stringify(seen));
    }
  },
);
Then('the policies are as they were', async function (this: Scenario) {
  const { made, before } = policyStageOf(this);
  for (const [index, { by, id, name }] of made.entries()) {
    const was = before[index];
    if (was === undefined) throw new Error('nobody has tried anything before this step');
    const is = described(await look(this, by, id));
    if (is !== described(was)) {
      this.violated(`the policy ${name} to be as it was: ${described(was)}`, is);
    }
  }
});

/** Of what things of a kind that the example made the policy is for. */
function mustBeFor(wanted: boolean) {
  return async function (this: Scenario, which: WhichPolicy, what: TenantResource) {
    await forThing(this, which, what, this.the(what).id, wanted);
  };
}
async function forThing(
  world: Scenario,
  which: WhichPolicy,
  what: TenantResource,
  id: string,
  wanted: boolean,
): Promise<void> {
  const made = policy(world, which);
  const { associations } = await look(world, made.by, made.id);
  if (associations.includes(id) === wanted) return;
  world.violated(
    `the policy ${made.name} ${wanted ? 'to be for' : 'not to be for'} the ${what} ${id}`,
    `it is for ${associations.join(', ') || 'nothing'}`,
  );
}
Then('{policy} is for the {resource}', mustBeFor(true));
Then('{policy} is not for the {resource}', mustBeFor(false));
Then(
  '{policy} is for the other {resource}',
  async function (this: Scenario, which: WhichPolicy, what: TenantResource) {
    await forThing(this, which, what, this.theOther(what).id, true);
  },
);
Given(
  '{actor} has associated the policy with the other {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    await (await managerFor(this, who)).associate(policy(this).id, this.theOther(what).id);
  },
);

const described = ({ isTransferred, isActive, associations }: Policy): string =>
  [
    isTransferred ? 'transferred' : 'announced',
    isActive ? 'active' : 'not active',
    `for ${associations.toSorted().join(', ') || 'nothing'}`,
  ].join(', ');
