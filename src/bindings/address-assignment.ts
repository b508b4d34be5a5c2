/** What a target description says of the assignment of addresses, and the servers that it names. */
import { canonical6 } from '../contract/enabler-services/dhcp6-values.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import { addressOfInterface, broadcastLine } from '../transport/broadcast-socket.ts';
import type { AddressServer, NetworkFacts } from './address-server.ts';
import { carrierOf, type Place } from './carrier.ts';
import { dhcpPorts, openAddressServer, type ServerWay } from './enabler-services/dhcp.ts';
import { dhcp6Port, openAddressServer6, type ServerWay6 } from './enabler-services/dhcp6.ts';

interface Known<Facts> {
  /** What is said of the network for which the server gives addresses. */
  readonly network?:
    (Facts & { readonly 'name-servers'?: readonly string[] | undefined }) | undefined;
  /** How many addresses the run may take, if need be all that there are. */
  readonly pool?: number | undefined;
}

export type KnownAssignment = ServerWay &
  Known<Pick<NetworkFacts, 'mask' | 'routers' | 'mtu' | 'routes'>> & {
    /** The network of the VIM whose ports the server serves. */
    readonly 'virtual-network'?: string | undefined;
  };
export type KnownAssignment6 = ServerWay6 & Known<Pick<NetworkFacts, 'prefix' | 'domains'>>;

/** What is known of the assignment of addresses. */
export interface Assignment {
  /** As stimuli call it. */
  readonly service: 'dhcp' | 'dhcp-v6';
  /** The address of its leases in the ledger. */
  readonly lease: string;
  readonly server: AddressServer;
  readonly network: NetworkFacts;
  readonly pool: number | undefined;
  readonly virtualNetwork: string | undefined;
}

interface Options extends DatagramOptions, Place {
  readonly random: () => bigint;
}

const factsOf = <F>({ network }: Known<F>): NetworkFacts => {
  const { 'name-servers': nameServers, ...facts } = network ?? {};
  return { ...facts, nameServers };
};

export function assignmentOf(
  known: KnownAssignment | undefined,
  options: Options,
): Assignment | undefined {
  if (known === undefined) return undefined;
  const { probe } = options;
  const open =
    'relay' in known
      ? carrierOf(options, dhcpPorts.server, known.relay.listen).open
      : (probe?.broadcast ?? broadcastLine)(known.interface, dhcpPorts);
  // What the probe has itself is not known here.
  const here = 'relay' in known || probe !== undefined ? undefined : known.interface;
  const ownAddress = here === undefined ? undefined : addressOfInterface(here);
  return {
    service: 'dhcp',
    lease: 'enabler-services/lease',
    server: openAddressServer(known, { ...options, open, ownAddress }),
    network: factsOf(known),
    pool: known.pool,
    virtualNetwork: known['virtual-network'],
  };
}

/** As answers have them. */
const canonicalFacts = ({ nameServers, domains, ...facts }: NetworkFacts): NetworkFacts => ({
  ...facts,
  nameServers: nameServers?.map(canonical6),
  domains: domains?.map((domain) => domain.replace(/\.$/, '')),
});

export function assignment6Of(
  known: KnownAssignment6 | undefined,
  options: Options,
): Assignment | undefined {
  if (known === undefined) return undefined;
  const { open } = carrierOf(options, dhcp6Port, known.relay.listen);
  return {
    service: 'dhcp-v6',
    lease: 'enabler-services/lease-v6',
    server: openAddressServer6(known, { ...options, open, ownAddress: undefined }),
    network: canonicalFacts(factsOf(known)),
    pool: known.pool,
    virtualNetwork: undefined,
  };
}
