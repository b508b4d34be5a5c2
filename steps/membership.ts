/** Sentences of users in tenants: which roles they have there, and whether they are let in. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { Admission, Membership, Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import { workingRole } from './personas.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** One of those that the example made, for example `the other user`. */
interface Meant {
  readonly kind: 'user' | 'tenant' | 'role';
  readonly other: boolean;
}
for (const kind of ['user', 'tenant', 'role'] as const) {
  defineParameterType({
    name: kind,
    regexp: new RegExp(`the (?:other )?${kind}`),
    transformer: (words: string): Meant => ({ kind, other: words.startsWith('the other ') }),
  });
}
const find = (world: Scenario, { kind, other }: Meant): Thing =>
  other ? world.theOther(kind) : world.the(kind);

const administrator: PersonaName = 'cloud zone administrator';
const membership = async (world: Scenario, who: PersonaName = administrator): Promise<Membership> =>
  (await world.as(who)).membership;

/** The role with which users work in a tenant. */
async function working(world: Scenario): Promise<string> {
  const { administration } = await world.as(administrator);
  for (const name of workingRole) {
    const id = await administration.findRole(name);
    if (id !== undefined) return id;
  }
  throw new NotApplicableHere(`the target has no role ${workingRole[0]}`);
}

async function assign(this: Scenario, who: PersonaName, user: Meant, tenant: Meant) {
  const role = await working(this);
  await (await membership(this, who)).assign(role, find(this, user).id, find(this, tenant).id);
}
async function assignRole(
  this: Scenario,
  who: PersonaName,
  role: Meant,
  user: Meant,
  tenant: Meant,
) {
  const [roleId, userId, tenantId] = [role, user, tenant].map((meant) => find(this, meant).id);
  await (await membership(this, who)).assign(roleId ?? '', userId ?? '', tenantId ?? '');
}

Given('{actor} has assigned {user} to {tenant}', assign);
When('{actor} assigns {user} to {tenant}', assign);
When(
  '{actor} tries to assign {user} to {tenant}',
  async function (this: Scenario, who: PersonaName, user: Meant, tenant: Meant) {
    await this.try(who, () => assign.call(this, who, user, tenant));
  },
);
Given('{actor} has given {role} to {user} in {tenant}', assignRole);
When('{actor} gives {role} to {user} in {tenant}', assignRole);
When(
  '{actor} tries to give {role} to {user} in {tenant}',
  async function (this: Scenario, who: PersonaName, role: Meant, user: Meant, tenant: Meant) {
    await this.try(who, () => assignRole.call(this, who, role, user, tenant));
  },
);
When(
  '{actor} tries to give a role that does not exist to {user} in {tenant}',
  async function (this: Scenario, who: PersonaName, user: Meant, tenant: Meant) {
    const unknown = (await this.using(administrator, 'role', 'list')).unknownId();
    const roles = await membership(this, who);
    await this.try(who, () => roles.assign(unknown, find(this, user).id, find(this, tenant).id));
  },
);

When('{actor} detaches the tenant from all its users', async function (this: Scenario, who) {
  const room = await this.using(who as PersonaName, 'tenant', 'detach');
  const tenant = this.the('tenant');
  const all = (await room.attachedTo?.(tenant.id)) ?? [];
  for (const id of all)
    await room.detach(tenant.id, { id, name: 'its user', attributes: {} }, 'user');
});

/** Who was let in where, so that it can be seen to end. */
interface Visit {
  readonly user: Thing;
  /** Undefined: signed in for no tenant. */
  readonly tenant: Thing | undefined;
  readonly admission: Admission;
}
const visits = new WeakMap<Scenario, Visit[]>();

const called = (user: Thing, tenant: Thing | undefined): string =>
  `${user.name} (${user.id}) ${tenant === undefined ? 'to sign in' : `to act in ${tenant.name} (${tenant.id})`}`;

/** The user signs in, and what it was given is honoured. */
async function enters(world: Scenario, user: Thing, tenant?: Thing): Promise<void> {
  let admission: Admission;
  try {
    admission = await (await membership(world)).signIn(user.id, tenant?.id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return world.violated(called(user, tenant), `it was ${error.message}`);
  }
  if (!(await admission.holds())) {
    world.violated(called(user, tenant), 'it is let in, and what it was given is void');
  }
  visits.set(world, [...(visits.get(world) ?? []), { user, tenant, admission }]);
}

async function mustNotEnter(world: Scenario, user: Thing, tenant?: Thing): Promise<void> {
  const door = await membership(world);
  const refusal = await door.signIn(user.id, tenant?.id).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
  const expected = `${called(user, tenant)} no more than any stranger`;
  if (refusal === undefined) world.violated(expected, 'it is let in');
  if (refusal.reason !== 'unauthenticated') {
    world.violated(
      `${expected}, and to be refused as unauthenticated`,
      `it was ${refusal.message}`,
    );
  }
}

/** Nor does what the user was given before count any longer. */
async function mustHaveLeft(world: Scenario, user: Thing, tenant?: Thing): Promise<void> {
  const earlier = (visits.get(world) ?? []).filter(
    (visit) => visit.user === user && visit.tenant === tenant,
  );
  if (earlier.length === 0) throw new Error('no step before this one showed that it could');
  await mustNotEnter(world, user, tenant);
  for (const { admission } of earlier) {
    await until({
      what: `what ${user.name} (${user.id}) was given before to be void`,
      look: () => admission.holds(),
      done: (holds) => !holds,
      state: () => 'honoured',
      clock: world.connection.clock,
      within: world.connection.goneWithin,
    });
  }
}

Then('{user} can sign in', async function (this: Scenario, user: Meant) {
  await enters(this, find(this, user));
});
Then('{user} cannot sign in', async function (this: Scenario, user: Meant) {
  await mustNotEnter(this, find(this, user));
});
Then('{user} can no longer sign in', async function (this: Scenario, user: Meant) {
  await mustHaveLeft(this, find(this, user));
});
Then('{user} can act in {tenant}', async function (this: Scenario, user: Meant, tenant: Meant) {
  await enters(this, find(this, user), find(this, tenant));
});
Then('{user} cannot act in {tenant}', async function (this: Scenario, user: Meant, tenant: Meant) {
  await mustNotEnter(this, find(this, user), find(this, tenant));
});
Then(
  '{user} can no longer act in {tenant}',
  async function (this: Scenario, user: Meant, tenant: Meant) {
    await mustHaveLeft(this, find(this, user), find(this, tenant));
  },
);
When('{user} tries to sign in with another password', async function (this: Scenario, user: Meant) {
  const door = await membership(this);
  await this.try(administrator, async () => {
    await door.signIn(find(this, user).id, undefined, { wrongPassword: true });
  });
});

const holds = (wanted: boolean) =>
  async function (this: Scenario, user: Meant, role: Meant, tenant: Meant) {
    const [one, held, place] = [user, role, tenant].map((meant) => find(this, meant)) as [
      Thing,
      Thing,
      Thing,
    ];
    const ids = await (await membership(this)).rolesIn(one.id, place.id);
    if (ids.includes(held.id) === wanted) return;
    this.violated(
      `${one.name} ${wanted ? '' : 'not '}to hold ${held.name} (${held.id}) in ${place.name}`,
      ids.length === 0 ? 'it holds no role there' : `it holds ${ids.join(', ')}`,
    );
  };
Then('{user} holds {role} in {tenant}', holds(true));
Then('{user} does not hold {role} in {tenant}', holds(false));
