/** Who asks the address server in the present example, and what they were given. Each address goes into the ledger. */
import type { AddressAnswer, AddressServer, How } from '../src/bindings/address-server.ts';
import type { Assignment } from '../src/bindings/address-assignment.ts';
import { leaseId } from '../src/bindings/lease-keeper.ts';
import { Refusal, Unreachable } from '../src/failures.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import { AnsweredBefore } from './answered-before.ts';
import { nextTrouble } from './network-trouble.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

/** @throws NotApplicableHere when the target description names no address server */
export function assignmentOf(world: Scenario): Assignment {
  const { assignment, assignment6 } = world.connection.enablerServices;
  const asked = ofVersion6.has(world) ? assignment6 : assignment;
  if (asked === undefined) {
    throw new NotApplicableHere('the target file names no address server');
  }
  return asked;
}

/** Whose clients ask for addresses of version 6. */
const ofVersion6 = new WeakSet<Scenario>();
export const askForVersion6 = (world: Scenario): void => {
  ofVersion6.add(world);
};

/** What a client was offered and given. */
export interface Given {
  readonly offer: AddressAnswer;
  readonly lease: AddressAnswer;
}

export class AddressClients {
  /** In the order in which they were given addresses. */
  readonly given: Given[] = [];
  /** The latest answer of any kind. */
  answer: AddressAnswer | undefined;
  /** What kept a client from what it tried; undefined: nothing. */
  refusal: Refusal | undefined;
  readonly #world: Scenario;
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #servers = new AnsweredBefore();

  constructor(world: Scenario) {
    this.#world = world;
  }

  get server(): AddressServer {
    return assignmentOf(this.#world).server;
  }

  /** The client that was given an address first. */
  get first(): Given {
    const [first] = this.given;
    if (first === undefined) throw new Error('no client was given an address before this step');
    return first;
  }

  /**
   * @param due what silence then denies
   * @throws Violation when the server is silent that has answered before in this example
   */
  ask<T>(question: () => Promise<T>, due?: string): Promise<T> {
    return this.#servers.ask(this.#world, this.server.address, question, due);
  }

  /** An offer, and then what was offered; the network may trouble both. */
  async obtain(mac: string, wish?: string, server = this.server): Promise<Given> {
    const trouble = nextTrouble(this.#world);
    if (trouble === 'answer from elsewhere' && !server.byRelay) {
      throw new NotApplicableHere('on a network anybody may answer: nobody is elsewhere');
    }
    const due = `an offer for ${mac}, too (addresses given before: ${String(this.given.length)})`;
    const offer = await this.ask(() => server.discover(mac, wish, { trouble }), due);
    return this.take(offer, { trouble }, server);
  }

  async take(offer: AddressAnswer, how?: How, server = this.server): Promise<Given> {
    const lease = await this.#held(offer, () => this.ask(() => server.take(offer, how)));
    const given = { offer, lease };
    this.given.push(given);
    return given;
  }

  /** Asks for an address without an offer; what is given all the same is given back in the end. */
  confirm(mac: string, address: string): Promise<AddressAnswer> {
    const { server } = this.first.lease;
    return this.#held({ mac, address, server }, () => this.server.confirm(mac, address));
  }

  /** Takes an offer as if another server had made it; silence is an answer. */
  attempt(offer: AddressAnswer, server: string): Promise<AddressAnswer> {
    return this.#held(offer, () => this.server.take({ ...offer, server }));
  }

  /** @throws NotApplicableHere when the answer may have gone past us */
  inform(mac: string, address: string): Promise<AddressAnswer> {
    return this.server.inform(mac, address).catch((error: unknown) => {
      if (!(error instanceof Unreachable) || !this.server.byRelay) throw error;
      throw new NotApplicableHere(
        'nothing came: servers answer who has an address at that address, past the relay agent',
      );
    });
  }

  async release(lease: AddressAnswer): Promise<void> {
    await this.server.release(lease);
    this.#gone(lease);
  }

  /** From then on nobody has the address. */
  async decline(lease: AddressAnswer): Promise<void> {
    await this.server.decline(lease);
    this.#gone(lease);
  }

  async #held(
    held: Pick<AddressAnswer, 'mac' | 'address' | 'server'>,
    ask: () => Promise<AddressAnswer>,
  ): Promise<AddressAnswer> {
    const { ledger } = this.#world.connection;
    const id = leaseId(held);
    const resource = assignmentOf(this.#world).lease;
    const asked = { resource, name: held.mac, scenario: this.#world.id };
    const entry = this.#entries.get(id) ?? ledger.made(ledger.asked(asked), id);
    this.#entries.set(id, entry);
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Refusal) this.#gone(held);
      throw error;
    }
  }

  #gone(held: Pick<AddressAnswer, 'mac' | 'address' | 'server'>): void {
    const id = leaseId(held);
    const entry = this.#entries.get(id);
    if (entry !== undefined) this.#world.connection.ledger.gone(entry);
    this.#entries.delete(id);
  }
}

const clients = new WeakMap<Scenario, AddressClients>();

export function clientsOf(world: Scenario): AddressClients {
  const known = clients.get(world) ?? new AddressClients(world);
  clients.set(world, known);
  return known;
}
