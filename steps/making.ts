/** Making what is no row of Table 6-2, through the ledger. */
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { Scenario } from './scenario.ts';

/** @param resource its address in the ledger */
export async function make<Made extends { readonly id: string }>(
  world: Scenario,
  who: PersonaName,
  resource: string,
  create: (name: string) => Promise<Made>,
): Promise<Made> {
  const { ledger, newName } = world.connection;
  const { owner } = await world.as(who);
  const entry = ledger.asked({ resource, name: newName(), scenario: world.id, ...owner });
  const made = await create(entry.name);
  ledger.made(entry, made.id);
  return made;
}
