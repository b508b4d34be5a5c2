/** Sentences of load balancers that terminate TLS. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Served } from '../src/bindings/load-balancer-traffic.ts';
import type { Attributes } from '../src/bindings/port.ts';
import {
  addMembers,
  answerers,
  balancedClientOf,
  doorOf,
  unlessSilent,
} from './load-balancer-client.ts';
import { haveMade, make } from './load-balancer-stage.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** The last part of a reference that leads to nothing. */
const noSuchId = '00000000-0000-4000-8000-000000000000';

/** A listener with the certificate of the target file. */
function terminating(world: Scenario): Attributes & { readonly certificate: string } {
  const { certificate } = world.connection.traffic.place;
  if (certificate === undefined) {
    throw new NotApplicableHere(
      'the target file names no certificate (enabler-services.load-balancer.certificate)',
    );
  }
  return { protocol: 'terminated TLS', certificate: certificate.reference };
}

/** As soon as anything comes: what is active may still be about to listen. */
async function ask(world: Scenario): Promise<Served> {
  const { traffic } = world.connection;
  const seen = await until({
    what: 'the load balancer to answer over TLS',
    look: () => traffic.askOverTls(doorOf(world)).catch(unlessSilent),
    done: (answer) => answer !== undefined,
    state: () => 'silence',
    clock: traffic.clock,
    within: world.connection.deadline('server'),
  });
  return seen ?? world.violated('the load balancer to answer over TLS', 'silence');
}

Given(
  'a load balancer terminates TLS for {int} members',
  async function (this: Scenario, many: number) {
    await haveMade(this, 'VDC user', 'load balancer');
    await haveMade(this, 'VDC user', 'pool');
    await addMembers(this, many);
    await haveMade(this, 'VDC user', 'listener', terminating(this));
  },
);
When('the client sends {int} requests over TLS', async function (this: Scenario, many: number) {
  const served: Served[] = [];
  for (let n = 0; n < many; n += 1) served.push(await ask(this));
  balancedClientOf(this).served = served;
});
When(
  'the VDC user tries to create a listener with a certificate that does not exist',
  async function (this: Scenario) {
    const wish = terminating(this);
    const certificate = wish.certificate.replace(/[^/]+$/, noSuchId);
    await this.try('VDC user', async () => {
      await make(this, 'VDC user', 'listener', { ...wish, certificate });
    });
  },
);

Then('every request was answered by a member', function (this: Scenario) {
  answerers(this, balancedClientOf(this).served);
});
