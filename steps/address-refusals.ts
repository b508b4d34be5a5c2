/** Sentences of address servers that give an address to nobody else, and that are away themselves. */
import { Then, When } from '@cucumber/cucumber';
import { assignmentOf, clientsOf } from './address-client.ts';
import { mustBeAsOffered } from './address-judgement.ts';
import { becomes, inWords, type Outcome, outcomeOf, unlessRefused } from './address-outcome.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

/** What the client of the latest attempt got. */
const attempts = new WeakMap<Scenario, readonly Outcome[]>();
const triedOf = (world: Scenario): readonly Outcome[] => {
  const tried = attempts.get(world);
  if (tried === undefined) throw new Error('no client has tried anything before this step');
  return tried;
};

When('more clients try to have an address than there are', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { pool, service } = assignmentOf(this);
  if (pool === undefined) {
    throw new NotApplicableHere(
      `none may be left for others: allow it by enabler-services.${service}.pool`,
    );
  }
  let latest: Outcome = clients.first.lease;
  // One has an address already, and of the others one is too many.
  for (let n = 0; n < pool && typeof latest !== 'string'; n += 1) {
    latest = await outcomeOf(this, () => clients.server.discover(clients.server.newClient()));
    if (typeof latest !== 'string') await clients.take(latest);
  }
  attempts.set(this, [latest]);
});
When('another client tries to have that address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { address } = clients.first.lease;
  const [one, other] = [clients.server.newClient(), clients.server.newClient()];
  const offered = await clients.ask(() => clients.server.discover(one, address));
  const asked = await outcomeOf(this, () => clients.confirm(other, address));
  attempts.set(this, [offered, asked]);
});
When('another client tries to take the offer of another server', async function (this: Scenario) {
  const clients = clientsOf(this);
  const offer = await clients.ask(() => clients.server.discover(clients.server.newClient()));
  const other = clients.server.elsewhere.server;
  attempts.set(this, [await outcomeOf(this, () => clients.attempt(offer, other))]);
});
When('another client tries to keep an address of another network', async function (this: Scenario) {
  const clients = clientsOf(this);
  const mac = clients.server.newClient();
  const { address } = clients.server.elsewhere;
  const due = `${mac} to be told that it cannot have ${address}, which is of another network`;
  const tried = await clients.ask(() => clients.confirm(mac, address).catch(unlessRefused), due);
  attempts.set(this, [tried]);
});

Then('it is refused, and told so', function (this: Scenario) {
  for (const tried of triedOf(this)) {
    if (tried !== 'refused') this.violated('the client to be refused', `it got ${inWords(tried)}`);
  }
});
Then('it is refused an address', function (this: Scenario) {
  for (const tried of triedOf(this)) {
    if (typeof tried !== 'string') {
      this.violated('the client to get no address', `it got ${tried.address}`);
    }
  }
});
Then('the last is refused an address', function (this: Scenario) {
  const [last] = triedOf(this);
  if (typeof last === 'string' || last === undefined) return;
  const { pool = 0, service } = assignmentOf(this);
  this.violated(
    `no more than ${String(pool)} clients to have addresses (enabler-services.${service}.pool)`,
    `one more was offered ${last.address}`,
  );
});
Then('it is refused that address', function (this: Scenario) {
  const { address, mac } = clientsOf(this).first.lease;
  for (const tried of triedOf(this)) {
    if (typeof tried !== 'string' && tried.address === address) {
      this.violated(`${address} to be given to nobody but ${mac}`, `${tried.mac} got it, too`);
    }
  }
});

Then('the client still has its address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { mac, address } = clients.first.lease;
  const seen = await clients.ask(() => clients.confirm(mac, address).catch(unlessRefused));
  if (typeof seen === 'string' || seen.address !== address) {
    this.violated(`${mac} still to have ${address}`, inWords(seen));
  }
});
Then('another client becomes able to have that address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { address } = clients.first.lease;
  const mac = clients.server.newClient();
  const offer = await becomes(this, {
    what: `${address} to be offered to ${mac}`,
    look: () => clients.server.discover(mac, address),
    done: (seen) => seen.address === address,
  });
  mustBeAsOffered(this, await clients.take(offer));
});
Then('neither it nor another client is offered that address', async function (this: Scenario) {
  const clients = clientsOf(this);
  const { address, mac } = clients.first.lease;
  for (const client of [mac, clients.server.newClient()]) {
    const offer = await outcomeOf(this, () => clients.server.discover(client, address));
    if (typeof offer !== 'string' && offer.address === address) {
      this.violated(`${address}, which is said to be in use, to be offered to nobody`, client);
    }
  }
});
