/** Sentences of how much a tenant has, as its quota counts it. */
import { type DataTable, Given, Then } from '@cucumber/cucumber';
import type { Attributes, QuotaKind } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { quotaFor, storageIsCounted, tenantOf } from './quota-access.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** What was counted before the example's action, and how to count again. */
interface Counted {
  readonly before: Attributes;
  readonly again: () => Promise<Attributes>;
}
const counted = new WeakMap<Scenario, Counted>();

function known(world: Scenario): Counted {
  const found = counted.get(world);
  if (found === undefined) throw new Error('no step before this one looked at the use');
  return found;
}

Given(
  '{actor} knows the use of {kind} of {actor}',
  async function (this: Scenario, who: PersonaName, kind: QuotaKind, whose: PersonaName) {
    const quota = await quotaFor(this, who, kind);
    const tenantId = await tenantOf(this, whose);
    if (kind === 'storage') await storageIsCounted(this, whose);
    const again = () => quota.usage(tenantId);
    counted.set(this, { before: await again(), again });
  },
);
/** What is being made may be counted only once it has its place. */
Then('that use becomes larger by:', async function (this: Scenario, table: DataTable) {
  const { before, again } = known(this);
  const { clock, deadline } = this.connection;
  for (const [word, more] of Object.entries(table.rowsHash())) {
    const wanted = String(Number(before[word]) + Number(more));
    await until({
      what: `the use of ${word} to be ${wanted}`,
      look: again,
      done: (now) => now[word] === wanted,
      state: (now) => now[word] ?? 'not shown',
      clock,
      within: deadline('server'),
    });
  }
});
Then('that use is as it was', async function (this: Scenario) {
  const { before, again } = known(this);
  const now = await again();
  for (const [word, wanted] of Object.entries(before)) {
    if (now[word] !== wanted) {
      this.violated(`the use of ${word} to be ${wanted}`, `it is ${now[word] ?? 'not shown'}`);
    }
  }
});
