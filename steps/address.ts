/** Sentences of addresses: those from outside the tenant's networks, and those within them. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { OutsideAddress, Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { make } from './making.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** The address that an example attached last. */
const attached = new WeakMap<Scenario, OutsideAddress>();

Given(
  '{actor} has connected the {resource} to the outside',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const { outside } = await this.as(who);
    const way = await make(this, who, outside.wayAddress, async (name) => ({
      id: await outside.makeWay(name),
    }));
    await outside.connect(way.id, this.the(what).id);
  },
);
When(
  '{actor} attaches an address to the {resource}',
  async function (this: Scenario, who: PersonaName, what: TenantResource) {
    const { outside } = await this.as(who);
    const { id } = this.the(what);
    attached.set(
      this,
      await make(this, who, outside.addressAddress, (name) => outside.attachAddress(name, id)),
    );
  },
);
Then(
  'that address becomes one of the {resource}',
  async function (this: Scenario, what: TenantResource) {
    const address = attached.get(this)?.address;
    if (address === undefined) throw new Error('no address was attached before this step');
    const { id, name } = this.the(what);
    const room = await this.roomOf(what, this.the(what));
    const { deadline, goneWithin, clock } = this.connection;
    await until({
      what: `${name} (${id}) to have the address ${address}`,
      look: async () => (await room.show(id))?.attributes['addresses'] ?? 'no address',
      done: (seen) => seen.split(', ').includes(address),
      state: (seen) => seen,
      clock,
      within: room.ready === undefined ? goneWithin : deadline(room.ready.deadline),
    });
  },
);

/** The addresses of a thing as its maker sees it; there must be some. */
export async function addressesOf(
  world: Scenario,
  what: TenantResource,
  thing: Thing,
): Promise<readonly string[]> {
  const seen = await (await world.roomOf(what, thing)).show(thing.id);
  const addresses = seen?.attributes['addresses']?.split(', ');
  return (
    addresses ?? world.violated(`${thing.name} (${thing.id}) to have an address`, 'it shows none')
  );
}
Then(
  'the {resource} shares no address with the other {resource}',
  async function (this: Scenario, what: TenantResource, neighbour: TenantResource) {
    const [one, other] = [this.the(what), this.theOther(neighbour)];
    const taken = await addressesOf(this, neighbour, other);
    const shared = (await addressesOf(this, what, one)).filter((each) => taken.includes(each));
    if (shared.length > 0) {
      this.violated(
        `${one.name} (${one.id}) to share no address with ${other.name} (${other.id})`,
        `both have ${shared.join(', ')}`,
      );
    }
  },
);
