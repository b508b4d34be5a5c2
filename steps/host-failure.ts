/** Sentences of a host that fails and is up again, and of what the VIM says of it; disposable hosts only. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { theHost } from './host-service.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

async function fail(this: Scenario): Promise<void> {
  const { monitoring } = this.connection;
  const host = theHost(this);
  // Whatever becomes of the example, the host comes back.
  this.undo.push(() => monitoring.recoverHost(host));
  await monitoring.failHost(host);
}
Given('the host has failed', fail);
When('the host fails', fail);
When('the host is up again', async function (this: Scenario) {
  await this.connection.monitoring.recoverHost(theHost(this));
});

/** Both that list hosts must say the same. */
const findsHost = (wanted: 'up' | 'down') =>
  async function (this: Scenario, who: PersonaName) {
    const { hosts } = (await this.as(who)).infrastructure;
    const name = theHost(this);
    await until({
      what: `the host ${name} and its program to be ${wanted}`,
      look: async () => {
        const program = (await hosts.programs()).find(({ host }) => host === name);
        const host = (await hosts.list()).find((each) => each.host === name);
        return [host, program].map((each) => {
          if (each === undefined) return 'not listed';
          return each.up ? 'up' : 'down';
        });
      },
      done: (seen) => seen.every((each) => each === wanted),
      state: ([host, program]) => `host ${String(host)}, program ${String(program)}`,
      clock: this.connection.clock,
      within: this.connection.deadline('server'),
    });
  };
Then('{actor} finds the host down', findsHost('down'));
Then('{actor} finds the host up', findsHost('up'));
