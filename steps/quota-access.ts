/** Whose quota a sentence means, and of what. Only the run's own tenants are limited. */
import { defineParameterType } from '@cucumber/cucumber';
import { type QuotaKind, quotaKinds, type TenantQuota } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { DeadlinePassed } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

defineParameterType({
  name: 'kind',
  regexp: new RegExp(quotaKinds.map((kind) => `virtualised ${kind}`).join('|')),
  transformer: (words: string) => words.replace('virtualised ', '') as QuotaKind,
});

type Own = Extract<PersonaName, 'VDC user' | 'outsider'>;

/** @throws NotApplicableHere for the tenant of an account that is given: what it may have stays as it is */
export async function tenantOf(world: Scenario, whose: PersonaName): Promise<string> {
  if (world.connection.credentials[whose as Own] !== undefined) {
    throw new NotApplicableHere(
      `the account of the ${whose} is given, and the quota of a tenant that this run has not made stays as it is`,
    );
  }
  const { tenantId } = (await world.as(whose)).owner;
  if (tenantId === undefined) throw new Error(`the ${whose} is signed in to no tenant`);
  return tenantId;
}

export const quotaFor = async (
  world: Scenario,
  who: PersonaName,
  kind: QuotaKind,
): Promise<TenantQuota> => (await world.as(who)).quotas[kind];

/**
 * Waits until the quota counts what there is: Cinder counts a virtual storage for a moment longer than it shows
 * it, and what is reckoned from that number would be wrong by one. One that never does is taken as it is: what the
 * example sees of it decides.
 */
export async function storageIsCounted(world: Scenario, whose: PersonaName): Promise<void> {
  const tenantId = await tenantOf(world, whose);
  const quota = await quotaFor(world, 'cloud zone administrator', 'storage');
  const there = await world.using(whose, 'virtual storage', 'list');
  await until({
    what: 'the quota to count the virtual storages that are there',
    look: async () => {
      const counted = (await quota.usage(tenantId))['virtual storages'] ?? 'unknown';
      return { counted, there: String((await there.list()).length) };
    },
    done: (seen) => seen.counted === seen.there,
    state: (seen) => `${seen.counted} counted where ${seen.there} are listed`,
    clock: world.connection.clock,
    within: world.connection.goneWithin,
  }).catch((error: unknown) => {
    if (!(error instanceof DeadlinePassed)) throw error;
  });
}
