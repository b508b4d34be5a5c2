/** Sentences of the bandwidth that VNF managers are offered for their networks. */
import { Given, When } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

async function offer(
  this: Scenario,
  who: PersonaName,
  whom: PersonaName,
  bandwidth: string,
): Promise<void> {
  const { bandwidthOffers: offers, owner } = await this.as(who);
  if (!(await offers.possible())) {
    throw new NotApplicableHere('the target offers no bandwidth for networks');
  }
  const { tenantId } = (await this.as(whom)).owner;
  if (tenantId === undefined) throw new Error(`the ${whom} is signed in to no tenant`);
  const { ledger, newName } = this.connection;
  const name = newName();
  const entry = ledger.asked({ resource: offers.address, name, scenario: this.id, ...owner });
  const id = await offers.make(name, tenantId);
  ledger.made(entry, id);
  await offers.limit(id, bandwidth);
}

Given('{actor} has offered {actor} a bandwidth of {string}', offer);
When(
  '{actor} tries to offer {actor} a bandwidth of {string}',
  async function (this: Scenario, who: PersonaName, whom: PersonaName, bandwidth: string) {
    await this.try(who, () => offer.call(this, who, whom, bandwidth));
  },
);
