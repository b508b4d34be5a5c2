/** Sentences of the hosts on which virtual computes run, as those see them who administer the cloud. */
import { Given, Then } from '@cucumber/cucumber';
import type { Thing } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

const compute = 'virtual compute';

/** On which host an example saw its virtual compute. */
const seen = new WeakMap<Scenario, string>();

Given('the target has at least {int} hosts', async function (this: Scenario, needed: number) {
  const hosts = await (await this.as('cloud zone administrator')).hosts();
  if (hosts.length >= needed) return;
  const has = hosts.length === 0 ? 'none' : hosts.join(', ');
  throw new NotApplicableHere(`it takes ${String(needed)} hosts, and the target has ${has}`);
});

async function hostOf(world: Scenario, who: PersonaName, { id, name }: Thing): Promise<string> {
  const room = (await world.as(who)).rooms[compute];
  const host = (await room?.show(id))?.attributes['host'];
  return host ?? world.violated(`${name} (${id}) to be on a host`, 'none is shown');
}

Given(
  '{actor} has seen on which host the virtual compute is',
  async function (this: Scenario, who: PersonaName) {
    seen.set(this, await hostOf(this, who, this.the(compute)));
  },
);

const isWhereItWas = (same: boolean) =>
  async function (this: Scenario, who: PersonaName) {
    const before = seen.get(this);
    if (before === undefined) throw new Error('no actor has seen its host before this step');
    const thing = this.the(compute);
    const host = await hostOf(this, who, thing);
    if ((host === before) === same) return;
    this.violated(
      `${thing.name} (${thing.id}) ${same ? 'to stay on' : 'to leave'} ${before}`,
      host,
    );
  };
Then('{actor} finds the virtual compute on another host', isWhereItWas(false));
Then('{actor} finds the virtual compute on the same host', isWhereItWas(true));

const run = (together: boolean) =>
  async function (this: Scenario, who: PersonaName) {
    const things = this.all(compute);
    const hosts: string[] = [];
    for (const thing of things) hosts.push(await hostOf(this, who, thing));
    const different = new Set(hosts).size;
    if (things.length > 1 && different === (together ? 1 : things.length)) return;
    this.violated(
      `${things.map(({ name }) => name).join(', ')} to run ${together ? 'on one host' : 'on hosts of their own'}`,
      hosts.join(', '),
    );
  };
Then('{actor} finds all of these virtual computes on one host', run(true));
Then('{actor} finds each of these virtual computes on a host of its own', run(false));
