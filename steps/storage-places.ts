/** Sentences of where virtual storage is, as who administers the cloud sees it. */
import { Given, Then } from '@cucumber/cucumber';
import type { Places } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** Where the storage was, and who saw it there. */
interface Seen {
  readonly place: string;
  readonly places: Places;
}
const seen = new WeakMap<Scenario, Seen>();

function before(world: Scenario): Seen {
  const found = seen.get(world);
  if (found === undefined) throw new Error('no step before this one looked where the storage is');
  return found;
}

Given(
  '{actor} knows where the virtual storage is',
  async function (this: Scenario, who: PersonaName) {
    const { storagePlaces: places } = await this.as(who);
    const [place, all] = [await places.now(this.the('virtual storage').id), await places.all()];
    if (place === undefined)
      throw new NotApplicableHere('the target does not tell where storage is');
    if (all.length < 2) throw new NotApplicableHere('the target has one place for storage');
    seen.set(this, { place, places });
  },
);

Then('the virtual storage comes to another place', async function (this: Scenario) {
  const { place, places } = before(this);
  const { id, name } = this.the('virtual storage');
  await until({
    what: `${name} (${id}) to come to another place than ${place}`,
    look: () => places.now(id),
    done: (now) => now !== undefined && now !== place,
    state: (now) => now ?? 'nowhere',
    clock: this.connection.clock,
    within: this.connection.deadline('volume'),
  });
});
Then('the virtual storage is still at its place', async function (this: Scenario) {
  const { place, places } = before(this);
  const { id, name } = this.the('virtual storage');
  const now = await places.now(id);
  if (now !== place)
    this.violated(`${name} (${id}) to be at ${place}`, `it is at ${now ?? 'no place'}`);
});
