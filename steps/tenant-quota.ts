/** Sentences of quotas as Or-Vi and Vi-Vnfm manage them. Only the run's own tenants are limited. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Attributes, QuotaKind, TenantQuota } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { quotaFor, tenantOf } from './quota-access.ts';
import type { Scenario } from './scenario.ts';

/** The limits that the quota of a tenant must have, by what has been accepted. */
const limits = new WeakMap<Scenario, Attributes>();

async function takenBack(quota: TenantQuota, tenantId: string): Promise<void> {
  try {
    await quota.terminate(tenantId);
  } catch (error) {
    // Some targets know no quota of a tenant about which nobody has said anything.
    if (!(error instanceof Refusal) || error.reason !== 'unknown') throw error;
  }
}

async function set(
  this: Scenario,
  who: PersonaName,
  kind: QuotaKind,
  whose: PersonaName,
  table: DataTable,
) {
  const tenantId = await tenantOf(this, whose);
  const quota = await quotaFor(this, who, kind);
  const wish = table.rowsHash();
  const administration = await quotaFor(this, 'cloud zone administrator', kind);
  this.undoOwn.push(() => takenBack(administration, tenantId));
  await quota.set(tenantId, wish);
  limits.set(this, { ...limits.get(this), ...quota.canonical(wish) });
}

async function terminate(this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
  const tenantId = await tenantOf(this, whose);
  await (await quotaFor(this, who, kind)).terminate(tenantId);
  limits.delete(this);
}

const query = async (world: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) =>
  (await quotaFor(world, who, kind)).query(await tenantOf(world, whose));

for (const words of ['has created', 'has updated']) {
  Given(`{actor} ${words} the quota of {kind} of {actor} with:`, set);
}
for (const words of ['creates', 'updates']) {
  When(`{actor} ${words} the quota of {kind} of {actor} with:`, set);
}
When(
  '{actor} tries to update the quota of {kind} of {actor} with:',
  async function (
    this: Scenario,
    who: PersonaName,
    kind: QuotaKind,
    whose: PersonaName,
    table: DataTable,
  ) {
    await this.try(who, () => set.call(this, who, kind, whose, table));
  },
);

Given('{actor} has terminated the quota of {kind} of {actor}', terminate);
When('{actor} terminates the quota of {kind} of {actor}', terminate);
When(
  '{actor} tries to terminate the quota of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    await this.try(who, () => terminate.call(this, who, kind, whose));
  },
);

Given(
  '{actor} can query the quota of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    await query(this, who, kind, whose);
  },
);
When(
  '{actor} tries to query the quota of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    await this.try(who, async () => {
      await query(this, who, kind, whose);
    });
  },
);

/** Each of the limits must be there and equal. */
function mustEqual(world: Scenario, seen: Attributes, wanted: Attributes): void {
  for (const [word, limit] of Object.entries(wanted)) {
    if (seen[word] !== limit) {
      world.violated(`the quota to allow ${word} ${limit}`, `it says ${seen[word] ?? 'nothing'}`);
    }
  }
}
Then(
  '{actor} finds that quota of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    const wanted = limits.get(this);
    if (wanted === undefined) throw new Error('the example has set no quota before this step');
    mustEqual(this, await query(this, who, kind, whose), wanted);
  },
);
Then(
  '{actor} finds the default quota of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    const administration = await quotaFor(this, 'cloud zone administrator', kind);
    const wanted = await administration.defaults(await tenantOf(this, whose));
    mustEqual(this, await query(this, who, kind, whose), wanted);
  },
);
