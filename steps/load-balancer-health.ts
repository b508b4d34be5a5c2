/** Sentences of health checks. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Served } from '../src/bindings/load-balancer-traffic.ts';
import { none } from '../src/bindings/load-balancer-parts.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { send, serversOf, tally } from './load-balancer-client.ts';
import { all, balancingAs, haveChanged } from './load-balancer-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** Nobody listens there: a check that asks this port fails, and the member itself stays as it is. */
const deadPort = '1';

function patient(world: Scenario) {
  const [first] = all(world, 'member');
  if (first === undefined) throw new Error('the example has no member');
  return first;
}

async function fail(this: Scenario): Promise<void> {
  await haveChanged(this, patient(this), { 'checked at port': deadPort });
}
When('a member begins to fail its health check', fail);
When('that member passes its health check again', async function (this: Scenario) {
  await haveChanged(this, patient(this), { 'checked at port': none });
});
Given('a member has failed its health check', async function (this: Scenario) {
  await fail.call(this);
  await othersGetAll(this);
});

Then('that member gets no more requests, and the others get all', async function (this: Scenario) {
  await othersGetAll(this);
});
Then('that member gets requests again', async function (this: Scenario) {
  await requestsUntil(this, 'it to get requests', (seen, ill) =>
    seen.some(({ by }) => by?.says === ill),
  );
});
Then('{actor} finds that member ill', async function (this: Scenario, who: PersonaName) {
  const balancing = await balancingAs(this, who);
  const { id } = patient(this);
  await until({
    what: `the member ${id} to be shown as ill`,
    look: () => balancing.show(patient(this)),
    done: (seen) => seen?.health === 'ill',
    state: (seen) => seen?.health ?? 'gone',
    clock: this.connection.traffic.clock,
    within: this.connection.deadline('server'),
  });
});

const othersGetAll = (world: Scenario): Promise<void> =>
  requestsUntil(world, 'the other members to get all requests', (seen, ill) =>
    seen.every(({ by }) => by !== undefined && by.says !== ill),
  );

/** Sends requests, twice as many as there are members, until they are answered as they should be. */
async function requestsUntil(
  world: Scenario,
  what: string,
  done: (seen: readonly Served[], ill: string | undefined) => boolean,
): Promise<void> {
  const members = all(world, 'member');
  const servers = await serversOf(world, members);
  const [ill] = await serversOf(world, [patient(world)]);
  await until({
    what,
    look: () => send(world, 2 * members.length),
    done: (seen) => done(seen, ill?.says),
    state: (seen) =>
      tally(
        seen.flatMap(({ by }) => by ?? []),
        servers,
      ),
    clock: world.connection.traffic.clock,
    within: world.connection.deadline('server'),
  });
}
