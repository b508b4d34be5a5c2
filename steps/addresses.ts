/** Sentences of address servers. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { AddressAnswer } from '../src/bindings/enabler-services/dhcp.ts';
import { Refusal } from '../src/failures.ts';
import { askForVersion6, assignmentOf, clientsOf } from './address-client.ts';
import { mustBeAsOffered, mustBeForATime, mustDiffer, mustTell } from './address-judgement.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

const newClient = (world: Scenario): string => clientsOf(world).server.newClient();

async function obtain(this: Scenario) {
  await clientsOf(this).obtain(newClient(this));
}
Given('clients ask for IPv6 addresses', function (this: Scenario) {
  askForVersion6(this);
});
Given('the address server answers the client', async function (this: Scenario) {
  const clients = clientsOf(this);
  await clients.ask(() => clients.server.discover(newClient(this)));
});
Given('a client was given an address', obtain);
When('a client asks for an address', obtain);
When('several clients ask for addresses at once', async function (this: Scenario) {
  const clients = clientsOf(this);
  const offers: AddressAnswer[] = [];
  for (let n = 0; n < 3; n += 1) {
    offers.push(await clients.ask(() => clients.server.discover(newClient(this))));
  }
  for (const offer of offers) {
    await clients.take(offer).catch(async (error: unknown) => {
      // What is offered need not be kept: a client that comes too late asks anew.
      if (!(error instanceof Refusal)) throw error;
      await clients.obtain(offer.mac);
    });
  }
});
When('the client renews its lease', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { lease } = clients.first;
  if (!clients.server.byRelay) {
    throw new NotApplicableHere(
      'a renewal is answered to the client’s address, which this machine does not have',
    );
  }
  clients.answer = await clients.ask(() => clients.server.renew(lease));
});
When('the client asks for its address again after a restart', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { mac, address } = clients.first.lease;
  clients.answer = await clients.ask(() => clients.confirm(mac, address));
});
When('the client gives its address back', async function (this: Scenario) {
  const clients = clientsOf(this);
  await clients.release(clients.first.lease);
});
When('the client says that its address is in use', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { pool, service } = assignmentOf(this);
  if (pool === undefined) {
    throw new NotApplicableHere(
      `it would keep an address from others for long: allow it by enabler-services.${service}.pool`,
    );
  }
  await clients.decline(clients.first.lease);
});
When(
  'another client asks about its network with an address that it has already',
  async function (this: Scenario) {
    const clients = clientsOf(this);
    const { ownAddress } = clients.server;
    if (ownAddress === undefined) {
      throw new NotApplicableHere('this machine has no address in the network of the clients');
    }
    clients.answer = await clients.inform(newClient(this), ownAddress);
  },
);

Then('it has the address that it was offered, for a time', function (this: Scenario) {
  for (const given of clientsOf(this).given) mustBeAsOffered(this, given);
});
Then('each has an address of its own', function (this: Scenario) {
  const { given } = clientsOf(this);
  mustDiffer(
    this,
    given.map(({ lease }) => lease),
  );
});
Then('it is told what is known of its network', function (this: Scenario) {
  const { given, answer } = clientsOf(this);
  const { network, server } = assignmentOf(this);
  // Either of those is there.
  const { lease } = given.at(-1) ?? {};
  if (answer !== undefined) mustTell(this, answer, server.ownAddress ?? '', network);
  else if (lease !== undefined) mustTell(this, lease, lease.address, network);
});
Then('it keeps its address for the whole time again', function (this: Scenario) {
  const { answer, first } = clientsOf(this);
  const { address, mac, leaseTime = 0 } = first.lease;
  if (answer === undefined) throw new Error('the client has asked for nothing before this step');
  if (answer.address !== address) {
    this.violated(`${mac} to keep ${address}`, `it is given ${answer.address}`);
  }
  mustBeForATime(this, answer);
  // Some count from when the lease was first given, to the second.
  if ((answer.leaseTime ?? 0) < leaseTime - 1) {
    this.violated(
      `${address} to be given for ${String(leaseTime)} s again`,
      `for ${String(answer.leaseTime)} s`,
    );
  }
});
Then('it is given no address', function (this: Scenario) {
  const { answer } = clientsOf(this);
  if (answer === undefined) throw new Error('no client has asked for anything before this step');
  const { address, leaseTime } = answer;
  if (address !== '0.0.0.0' && address !== '::')
    this.violated('no address for who has one', address);
  if (leaseTime !== undefined) {
    this.violated('no time for an address that was not given', `${String(leaseTime)} s`);
  }
});
