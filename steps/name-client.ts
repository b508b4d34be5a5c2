/** Who asks the name servers in the present example, and what they have said. */
import { defineParameterType } from '@cucumber/cucumber';
import {
  type KnownRecords,
  type NameAnswer,
  type NameServer,
  type NameWish,
  questionFor,
} from '../src/bindings/enabler-services/dns.ts';
import { AnsweredBefore } from './answered-before.ts';
import { nextTrouble } from './network-trouble.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

interface Kind {
  readonly type: string;
  /** Which of that type are meant; those that any datagram holds, in the zone, unless told otherwise. */
  readonly is?: (known: KnownRecords, zone: string) => boolean;
}

const within = (name: string, zone: string): boolean =>
  `.${name.toLowerCase()}`.endsWith(`.${zone}`);
const short = (known: KnownRecords): boolean => known['too-long-for'] === undefined;
const v6 = ({ name }: KnownRecords): boolean => name.includes(':');

/** How features call what name servers know. */
const kinds: Readonly<Record<string, Kind>> = {
  'the IPv4 addresses of a name': { type: 'A' },
  'the IPv6 addresses of a name': { type: 'AAAA' },
  'an alias': { type: 'CNAME' },
  'the hosts of a service': { type: 'SRV' },
  'the name of an IPv4 address': { type: 'PTR', is: (known) => !v6(known) },
  'the name of an IPv6 address': { type: 'PTR', is: v6 },
  'what is too long for a small datagram': {
    type: 'A',
    is: (known) => known['too-long-for'] === 'small-datagrams',
  },
  'what is too long for a datagram': {
    type: 'TXT',
    is: (known) => known['too-long-for'] === 'datagrams',
  },
  'the addresses of a name elsewhere': {
    type: 'A',
    is: (known, zone) => short(known) && !within(known.name, zone),
  },
};

export type KnownKind = string;
defineParameterType({
  name: 'known',
  regexp: new RegExp(Object.keys(kinds).join('|')),
  transformer: (words: string): KnownKind => words,
});

/** @throws NotApplicableHere when the target description has none of that kind */
export function knownOf(world: Scenario, words: KnownKind): KnownRecords {
  const { records, zone } = world.connection.enablerServices;
  const kind = kinds[words];
  const usual = (known: KnownRecords): boolean => short(known) && within(known.name, zone);
  const is = kind?.is ?? usual;
  const found = records.find((known) => known.type === kind?.type && is(known, zone));
  if (found === undefined) {
    throw new NotApplicableHere(`the target file has no dns.records for ${words}`);
  }
  return found;
}

export class NameClient {
  /** What was asked for last. */
  asked: KnownRecords | undefined;
  /** The last answer of each server. */
  answers: readonly NameAnswer[] = [];
  readonly #servers = new AnsweredBefore();

  /** @throws Violation when a server is silent that has answered before in this example */
  async ask(
    world: Scenario,
    server: NameServer,
    question: { readonly name: string; readonly type: string },
    wish: NameWish = {},
  ): Promise<NameAnswer> {
    return this.#servers.ask(world, server.address, () => server.ask(question, wish));
  }

  /** Each server, one after the other, for what is known. */
  async askAll(world: Scenario, known: KnownRecords, wish: NameWish = {}): Promise<void> {
    this.asked = known;
    await this.askAllFor(world, questionFor(known), wish);
  }

  async askAllFor(
    world: Scenario,
    question: { readonly name: string; readonly type: string },
    wish: NameWish = {},
  ): Promise<void> {
    const trouble = nextTrouble(world);
    const answers: NameAnswer[] = [];
    for (const server of world.connection.enablerServices.names) {
      const how = trouble === undefined ? wish : { ...wish, trouble };
      answers.push(await this.ask(world, server, question, how));
    }
    this.answers = answers;
  }
}

const clients = new WeakMap<Scenario, NameClient>();

export function nameClientOf(world: Scenario): NameClient {
  const client = clients.get(world) ?? new NameClient();
  clients.set(world, client);
  return client;
}
