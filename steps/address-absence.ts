/** Sentences of an address server that is away, and comes back. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { AddressAnswer } from '../src/bindings/address-server.ts';
import { assignmentOf, clientsOf } from './address-client.ts';
import { mustBeAsOffered, mustDiffer } from './address-judgement.ts';
import { becomes, outcomeOf } from './address-outcome.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** What a client was offered and has not taken. */
const offers = new WeakMap<Scenario, AddressAnswer>();

Given('a client was offered an address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { server } = clients;
  offers.set(this, await clients.ask(() => server.discover(server.newClient())));
});
Given('the address server was stopped', async function (this: Scenario) {
  const { server } = clientsOf(this);
  const { enablerServices, deadline } = this.connection;
  const { service } = assignmentOf(this);
  await enablerServices.turn(service, 0, false);
  this.undo.push(() => enablerServices.turn(service, 0, true));
  await until({
    what: `${server.address} to be silent`,
    look: () => outcomeOf(this, () => server.discover(server.newClient())),
    done: (seen) => seen === 'silent',
    state: () => 'it answers',
    clock: enablerServices.clock,
    within: deadline('server'),
  });
});
When('the address server is started again', async function (this: Scenario) {
  await this.connection.enablerServices.turn(assignmentOf(this).service, 0, true);
});

Then('the client becomes able to keep its address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { mac, address } = clients.first.lease;
  await becomes(this, {
    what: `${mac} to keep ${address}`,
    look: () => clients.confirm(mac, address),
    done: (seen) => seen.address === address,
  });
});
Then('another client is given another address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { first } = clients;
  const other = await clients.obtain(clients.server.newClient(), first.lease.address);
  mustDiffer(this, [first.lease, other.lease]);
});
Then('the client becomes able to have an address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const offer = offers.get(this);
  if (offer === undefined) throw new Error('no client was offered an address before this step');
  // It takes what it was offered; what a server has forgotten it says, or is silent, and offers anew.
  const seen = await outcomeOf(this, () => clients.attempt(offer, offer.server));
  if (typeof seen === 'object') {
    mustBeAsOffered(this, { offer, lease: seen });
    return;
  }
  const again = await becomes(this, {
    what: `${offer.mac} to be offered an address`,
    look: () => clients.server.discover(offer.mac),
    done: () => true,
  });
  mustBeAsOffered(this, await clients.take(again));
});
