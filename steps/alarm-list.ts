/** Sentences of the list of alarms that a consumer gets. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Alarm } from '../src/bindings/monitoring-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { monitoringStageOf, subscription } from './monitoring-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** The orchestrator's list is that of all tenants. */
const alarmsFor = async (world: Scenario, who: PersonaName): Promise<readonly Alarm[]> =>
  (await world.as(who)).monitoring.alarms.list({
    ofAllTenants: who === 'cloud zone administrator',
  });

const find = async (world: Scenario, who: PersonaName) => {
  const { name } = subscription(world);
  return (await alarmsFor(world, who)).find((each) => each.name === name);
};

async function finds(this: Scenario, who: PersonaName, raised: 'raised' | 'quiet') {
  const { about, severity, name } = subscription(this);
  const seen = await until({
    what: `the alarm ${name} to be listed as ${raised}`,
    look: () => find(this, who),
    done: (alarm) => alarm?.raised === (raised === 'raised'),
    state: (alarm) => (alarm === undefined ? 'not listed' : alarm.raised ? 'raised' : 'quiet'),
    clock: this.connection.clock,
    within: this.connection.goneWithin,
  });
  if (seen?.about !== about || seen.severity !== severity) {
    this.violated(
      `the alarm ${name} to be ${severity} and about ${about}`,
      `it is ${seen?.severity ?? 'nothing'} and about ${seen?.about ?? 'nothing'}`,
    );
  }
}
Given('{actor} finds the alarm, which is quiet', async function (this: Scenario, who: PersonaName) {
  await finds.call(this, who, 'quiet');
});
Then('{actor} finds the alarm, which is raised', async function (this: Scenario, who: PersonaName) {
  await finds.call(this, who, 'raised');
});
Then('{actor} does not find the alarm', async function (this: Scenario, who: PersonaName) {
  const seen = await find(this, who);
  if (seen !== undefined) this.violated(`the alarm ${seen.name} not to be listed`, 'it is');
});
Given('{actor} can list alarms', async function (this: Scenario, who: PersonaName) {
  await alarmsFor(this, who);
});
When('{actor} tries to list alarms', async function (this: Scenario, who: PersonaName) {
  await this.try(who, async () => void (await alarmsFor(this, who)));
});
Then('no alarm was added', async function (this: Scenario) {
  const { asked } = monitoringStageOf(this);
  const all = await alarmsFor(this, 'cloud zone administrator');
  if (all.some(({ name }) => name === asked)) {
    this.violated(`no alarm of the name ${asked}`, 'one is listed');
  }
});
