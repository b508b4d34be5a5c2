/** Who asks the time servers in the present example, and what they have said. */
import { defineParameterType } from '@cucumber/cucumber';
import {
  type Provocation,
  provocations,
  type TimeAnswer,
  type TimeServer,
  type TimeWish,
} from '../src/bindings/enabler-services/ntp.ts';
import type { Refusal } from '../src/failures.ts';
import { AnsweredBefore } from './answered-before.ts';
import { nextTrouble } from './network-trouble.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

defineParameterType({
  name: 'provocation',
  regexp: new RegExp(provocations.join('|')),
  transformer: (words: string) => words as Provocation,
});

export class TimeClient {
  /** By server, in the order in which they were asked; the latest round alone. */
  answers: readonly (readonly TimeAnswer[])[] = [];
  /** What became of the requests that the client "tries to" make, by server. */
  refusals: readonly (Refusal | undefined)[] | undefined;
  /** Which servers sent something back when they should be silent. */
  provoked: readonly string[] = [];
  readonly #servers = new AnsweredBefore();

  /**
   * One answer.
   * @throws Violation when a server is silent that has answered before in this example
   */
  async ask(world: Scenario, server: TimeServer, wish: TimeWish = {}): Promise<TimeAnswer> {
    return this.#servers.ask(world, server.address, () => server.ask(wish));
  }

  /** Each server, one after the other. */
  async askAll(world: Scenario, wish: TimeWish = {}): Promise<void> {
    const trouble = nextTrouble(world);
    const answers: TimeAnswer[][] = [];
    for (const server of serversOf(world)) {
      answers.push([await this.ask(world, server, trouble ? { ...wish, trouble } : wish)]);
    }
    this.answers = answers;
  }

  get latest(): readonly TimeAnswer[] {
    return this.answers.flatMap((each) => each.slice(-1));
  }
}

const clients = new WeakMap<Scenario, TimeClient>();

export function clientOf(world: Scenario): TimeClient {
  const client = clients.get(world) ?? new TimeClient();
  clients.set(world, client);
  return client;
}

export const serversOf = (world: Scenario): readonly TimeServer[] =>
  world.connection.enablerServices.time;

/** The one that is stopped and started. */
export function firstOf(world: Scenario): TimeServer {
  const [first] = serversOf(world);
  if (first === undefined) throw new NotApplicableHere('the target file names no time server');
  return first;
}
