/** Sentences of the addresses that the VIM gives to ports of its networks, and an address server to who is there. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { NetworkPort } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { assignmentOf, clientsOf } from './address-client.ts';
import { mustBeAsOffered, mustTell } from './address-judgement.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

const ports = new WeakMap<Scenario, NetworkPort>();
function portOf(world: Scenario): NetworkPort {
  const port = ports.get(world);
  if (port === undefined) throw new Error('no port was made before this step');
  return port;
}

/** The one that the target description names; else one of the example's own, where a relay agent leads. */
async function networkOf(world: Scenario, who: PersonaName): Promise<string> {
  const { virtualNetwork, server } = assignmentOf(world);
  if (virtualNetwork !== undefined) return (await world.as(who)).ports.network(virtualNetwork);
  if (!server.byRelay) {
    throw new NotApplicableHere(
      'of which virtual network the interface is, enabler-services.dhcp.virtual-network must say',
    );
  }
  await world.create(who, 'virtual network', { addresses: '10.42.0.0/24' });
  return world.the('virtual network').id;
}

Given(
  '{actor} has made a port of a virtual network',
  async function (this: Scenario, who: PersonaName) {
    const network = await networkOf(this, who);
    const { ledger, newName } = this.connection;
    const { owner, ports: room } = await this.as(who);
    const asked = { resource: room.address, name: newName(), scenario: this.id, ...owner };
    const entry = ledger.asked(asked);
    const port = await room.make(entry.name, network);
    ledger.made(entry, port.id);
    ports.set(this, port);
  },
);
When('the client at the port asks for an address', async function (this: Scenario) {
  const { mac, gateway } = portOf(this);
  const clients = clientsOf(this);
  const { server } = clients;
  // In its own network an interface needs no relay agent.
  const there = gateway === undefined ? server : server.behind(gateway);
  await clients.obtain(mac, undefined, there);
});
Then('it has the address of the port', function (this: Scenario) {
  const { address, mac } = portOf(this);
  const { first } = clientsOf(this);
  if (first.lease.address !== address) {
    this.violated(`${mac} to be given ${address}, the address of its port`, first.lease.address);
  }
  mustBeAsOffered(this, first);
});
Then('it is told what the VIM knows of its network', function (this: Scenario) {
  const { address, mask, gateway, nameServers, mtu, routes } = portOf(this);
  mustTell(this, clientsOf(this).first.lease, address, {
    mask,
    mtu,
    routes,
    // Who has none of these may be told of the server itself.
    routers: gateway === undefined ? undefined : [gateway],
    nameServers: nameServers.length === 0 ? undefined : nameServers,
  });
});
