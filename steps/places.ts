/** Sentences of where a thing is, as who administers the cloud sees it. */
import { Given, Then } from '@cucumber/cucumber';
import type { Places } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** Where the thing was, and who saw it there. */
interface Seen {
  readonly place: string;
  readonly places: Places;
}
const seen = new WeakMap<Scenario, Seen>();

function before(world: Scenario): Seen {
  const found = seen.get(world);
  if (found === undefined) throw new Error('no step before this one looked where the thing is');
  return found;
}

/** @throws NotApplicableHere when this kind of target tells no places of such things */
export async function placesOf(
  world: Scenario,
  who: PersonaName,
  what: TenantResource,
): Promise<Places> {
  const places = (await world.as(who)).places[what];
  if (places !== undefined) return places;
  throw new NotApplicableHere(`this kind of target does not tell where a ${what} is`);
}

Given(
  '{actor} knows where the {resource} is',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const places = await placesOf(this, who, what);
    const [place, all] = [await places.now(this.the(what).id), await places.all()];
    if (place === undefined) {
      throw new NotApplicableHere(`the target does not tell where a ${what} is`);
    }
    if (all.length < 2) throw new NotApplicableHere(`the target has one place for a ${what}`);
    seen.set(this, { place, places });
  },
);

Then(
  'the {resource} comes to another place',
  async function (this: Scenario, what: TenantResource) {
    const { place, places } = before(this);
    const { id, name } = this.the(what);
    const { ready } = await this.roomOf(what, this.the(what));
    const { clock, deadline, goneWithin } = this.connection;
    await until({
      what: `${name} (${id}) to come to another place than ${place}`,
      look: () => places.now(id),
      done: (now) => now !== undefined && now !== place,
      state: (now) => now ?? 'nowhere',
      clock,
      within: ready === undefined ? goneWithin : deadline(ready.deadline),
    });
  },
);
Then('the {resource} is still at its place', async function (this: Scenario, what: TenantResource) {
  const { place, places } = before(this);
  const { id, name } = this.the(what);
  const now = await places.now(id);
  if (now !== place) {
    this.violated(`${name} (${id}) to be at ${place}`, `it is at ${now ?? 'no place'}`);
  }
});
