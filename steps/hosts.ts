/** Sentences of the hosts on which virtual computes run, as who administers the cloud sees them. */
import { Given, Then } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { NotApplicableHere } from './not-applicable.ts';
import { placesOf } from './places.ts';
import type { Scenario } from './scenario.ts';

const compute = 'virtual compute';

/** The hosts that take virtual computes. */
export const hostsOf = async (world: Scenario): Promise<readonly string[]> =>
  (await placesOf(world, 'cloud zone administrator', compute)).all();

Given('the target has at least {int} hosts', async function (this: Scenario, needed: number) {
  const hosts = await hostsOf(this);
  if (hosts.length >= needed) return;
  throw new NotApplicableHere(
    `it takes ${String(needed)} hosts, and the target has ${hosts.join(', ') || 'none'}`,
  );
});

const run = (together: boolean) =>
  async function (this: Scenario, who: PersonaName) {
    const places = await placesOf(this, who, compute);
    const hosts: string[] = [];
    const things = this.all(compute);
    for (const { id, name } of things) {
      const host = await places.now(id);
      hosts.push(host ?? this.violated(`${name} (${id}) to be on a host`, 'none is shown'));
    }
    const different = new Set(hosts).size;
    if (things.length > 1 && different === (together ? 1 : things.length)) return;
    const names = things.map(({ name }) => name).join(', ');
    this.violated(
      `${names} to run ${together ? 'on one host' : 'on hosts of their own'}`,
      hosts.join(', '),
    );
  };
Then('{actor} finds all of these virtual computes on one host', run(true));
Then('{actor} finds each of these virtual computes on a host of its own', run(false));
