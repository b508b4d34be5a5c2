/** Sentences of thresholds: what sets them, what is found of them, and who is told when they are crossed. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Told } from '../src/bindings/monitoring-port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { theCollection } from './collections.ts';
import {
  becomesTold,
  endWatch,
  monitoringStageOf,
  staysSilent,
  type Watch,
  watchFor,
} from './monitoring-stage.ts';
import type { Scenario } from './scenario.ts';

/** @param above a number; features also send what is none */
async function set(this: Scenario, by: PersonaName, above: string): Promise<void> {
  const { id: about, period } = theCollection(this).made;
  const { alarms, collections } = (await this.as(by)).monitoring;
  const { measure } = collections;
  const wish = { topic: 'thresholds', about, severity: 'major', above } as const;
  await watchFor(this, { by, ...wish }, (name, callback) =>
    alarms.watch(name, { ...wish, measure, period, callback }),
  );
}
Given('{actor} has set a threshold of {word}', set);
When('{actor} sets a threshold of {word}', set);
When(
  '{actor} tries to set a threshold of {word}',
  async function (this: Scenario, who: PersonaName, above: string) {
    await this.try(who, () => set.call(this, who, above));
  },
);

/**
 * @param above absent: the only one
 * @param by who has set it; absent: whoever has
 */
function threshold(world: Scenario, above?: string, by?: PersonaName): Watch {
  const found = monitoringStageOf(world).watches.findLast(
    (each) =>
      each.above !== undefined &&
      (above === undefined || each.above === above) &&
      (by === undefined || each.by === by),
  );
  if (found === undefined) throw new Error('the example has set no such threshold');
  return found;
}

const find = async (world: Scenario, who: PersonaName, above?: string) => {
  const { name } = threshold(world, above);
  return (await (await world.as(who)).monitoring.alarms.list()).find((each) => each.name === name);
};
Given('{actor} finds the threshold', async function (this: Scenario, who: PersonaName) {
  const { about, above, name } = threshold(this);
  const { measure } = (await this.as(who)).monitoring.collections;
  const seen = (await find(this, who))?.threshold;
  const wanted = [about, measure, above].join(', ');
  const found =
    seen === undefined ? 'it is not' : [seen.about, seen.measure, seen.above].join(', ');
  if (found !== wanted) this.violated(`the threshold ${name} to be found as ${wanted}`, found);
});
Then(
  '{actor} does not find the threshold of {word}',
  async function (this: Scenario, who: PersonaName, above: string) {
    const seen = await find(this, who, above);
    if (seen !== undefined) this.violated(`the threshold ${seen.name} not to be found`, 'it is');
  },
);

async function remove(this: Scenario, who: PersonaName, above: string): Promise<void> {
  await endWatch(this, who, threshold(this, above));
}
Given('{actor} has removed the threshold of {word}', remove);
When('{actor} removes the threshold of {word}', remove);
When('{actor} tries to remove the threshold', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => endWatch(this, who, threshold(this)));
});
When(
  '{actor} tries to remove a threshold that does not exist',
  async function (this: Scenario, who: PersonaName) {
    const { alarms } = (await this.as(who)).monitoring;
    await this.try(who, () => alarms.delete(alarms.unknownId()));
  },
);

const isTold = (what: Told['what']) =>
  async function (this: Scenario, who: PersonaName, above: string) {
    const watch = threshold(this, above);
    if (watch.by !== who) throw new Error(`the threshold of ${above} is not theirs`);
    await becomesTold(this, watch, what);
  };
Given('{actor} has been told that {word} is exceeded', isTold('rise'));
Then('{actor} is told that {word} is exceeded', isTold('rise'));
Then('{actor} is told that {word} is no longer exceeded', isTold('fall'));
Then(
  '{actor} is told that {word} is kept',
  async function (this: Scenario, who: PersonaName, above: string) {
    await isTold('within').call(this, who, above);
    if (
      threshold(this, above)
        .consumer.told()
        .some(({ what }) => what === 'rise')
    ) {
      this.violated(`the threshold of ${above} to be kept`, 'it was told as exceeded');
    }
  },
);
Then(
  '{actor} hears nothing of the threshold of {word}',
  async function (this: Scenario, who: PersonaName, above: string) {
    await staysSilent(this, [threshold(this, above, who)]);
  },
);
