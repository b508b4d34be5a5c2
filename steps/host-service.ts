/** Sentences of hosts that are taken out of service; only such that the target calls disposable. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

const chosen = new WeakMap<Scenario, string>();

/** The host that the example may take down. */
export function theHost(world: Scenario): string {
  const host = chosen.get(world);
  if (host === undefined) throw new Error('the example has no host of which it may dispose');
  return host;
}

const hostsFor = async (world: Scenario, who: PersonaName) =>
  (await world.as(who)).infrastructure.hosts;

const programOf = async (world: Scenario, name: string) =>
  (await (await hostsFor(world, 'cloud zone administrator')).programs()).find(
    ({ host }) => host === name,
  );

Given('there is a disposable host, in service and up', async function (this: Scenario) {
  const [name] = this.connection.disposableHosts;
  if (name === undefined) {
    throw new NotApplicableHere('the target file names no host that examples may take down');
  }
  const program = await programOf(this, name);
  if (program === undefined || !program.inService || !program.up) {
    throw new NotApplicableHere(`the disposable host ${name} takes no virtual computes`);
  }
  chosen.set(this, name);
});

/** Written down before, so that it is taken back whatever happens. */
async function takeOut(this: Scenario, who: PersonaName): Promise<void> {
  const hosts = await hostsFor(this, who);
  const { ledger, newName } = this.connection;
  const name = newName();
  const entry = ledger.asked({ resource: hosts.address, name, scenario: this.id });
  const id = await hosts.takeOut(theHost(this), name).catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  ledger.made(entry, id);
}

async function takeBack(this: Scenario, who: PersonaName): Promise<void> {
  await (await hostsFor(this, who)).takeBack(theHost(this));
}

Given('{actor} has taken the host out of service', takeOut);
When('{actor} takes the host out of service', takeOut);
When(
  '{actor} tries to take the host out of service',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => takeOut.call(this, who));
  },
);
Given('{actor} has taken the host back into service', takeBack);

/** Written down before, as above. */
async function declareDown(this: Scenario, who: PersonaName): Promise<void> {
  const hosts = await hostsFor(this, who);
  const { ledger } = this.connection;
  const name = theHost(this);
  const entry = ledger.asked({ resource: hosts.downAddress, name, scenario: this.id });
  const id = await hosts.declareDown(name).catch((error: unknown) => {
    if (error instanceof Refusal) ledger.gone(entry);
    throw error;
  });
  ledger.made(entry, id);
}
Given('{actor} has declared the host down', declareDown);
When('{actor} tries to declare the host down', async function (this: Scenario, who: PersonaName) {
  await this.try(who, () => declareDown.call(this, who));
});
Given('{actor} has declared the host up again', async function (this: Scenario, who: PersonaName) {
  await (await hostsFor(this, who)).declareUp(theHost(this));
});

async function createOnHost(this: Scenario, who: PersonaName): Promise<void> {
  await this.create(who, 'virtual compute', { host: theHost(this) });
}
Given(
  '{actor} has created a virtual compute on the host',
  async function (this: Scenario, who: PersonaName) {
    await createOnHost.call(this, who);
    await this.becomesReady('virtual compute', this.the('virtual compute'));
  },
);
When('{actor} creates a virtual compute on the host', createOnHost);

const isInService = (wanted: boolean) =>
  async function (this: Scenario) {
    const name = theHost(this);
    const program = await programOf(this, name);
    if (program?.inService !== wanted) {
      this.violated(
        `the host ${name} to be ${wanted ? 'in' : 'out of'} service`,
        'its program says otherwise',
      );
    }
  };
Then('the host is in service', isInService(true));
Then('the host is out of service', isInService(false));
const isUp = (wanted: boolean) =>
  async function (this: Scenario) {
    const name = theHost(this);
    const program = await programOf(this, name);
    if (program?.up !== wanted) {
      this.violated(
        `the host ${name} to be ${wanted ? 'up' : 'down'}`,
        'its program says otherwise',
      );
    }
  };
Then('the host is up', isUp(true));
Then('the host is down', isUp(false));
Then('the other virtual compute is still active', async function (this: Scenario) {
  await this.becomes('virtual compute', this.theOther('virtual compute'), 'active');
});
