/** Sentences of time servers that turn clients away, rightly or not, and that are away themselves. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Provocation } from '../src/bindings/enabler-services/ntp.ts';
import { Refusal, Unreachable, Violation } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { clientOf, firstOf, serversOf } from './time-client.ts';
import { flawOf, mustBeRight } from './time-judgement.ts';
import { until } from './waiting.ts';

const keyOf = (world: Scenario) => {
  const { timeKey } = world.connection.enablerServices;
  if (timeKey === undefined) throw new NotApplicableHere('the target file has no ntp-key');
  return timeKey;
};

async function askWithKey(this: Scenario) {
  await clientOf(this).askAll(this, { key: keyOf(this) });
}
Given('every time server answers who has the shared key', askWithKey);
When('the client asks every time server for the time with the shared key', askWithKey);
When(
  /^the client tries to ask every time server with (another secret|an unknown key)$/,
  async function (this: Scenario, what: string) {
    const key = keyOf(this);
    // One bit is enough, and keeps the length.
    const secret = key.secret.map((byte, n) => (n === 0 ? byte ^ 1 : byte));
    const wrong =
      what === 'an unknown key'
        ? { ...key, id: key.id === 65_535 ? 1 : 65_535 }
        : { ...key, secret };
    clientOf(this).refusals = await Promise.all(
      serversOf(this).map((server) => refusalOf(() => server.ask({ key: wrong, anyProof: true }))),
    );
  },
);
When(
  'the client sends every time server {provocation}',
  async function (this: Scenario, what: Provocation) {
    const servers = serversOf(this);
    const answered = await Promise.all(servers.map((server) => server.provoke(what)));
    clientOf(this).provoked = servers
      .filter((_, at) => answered[at] === true)
      .map(({ address }) => address);
  },
);

Given('a time server was stopped', async function (this: Scenario) {
  const server = firstOf(this);
  await this.connection.enablerServices.turn('ntp', 0, false);
  this.undo.push(() => this.connection.enablerServices.turn('ntp', 0, true));
  await until({
    what: `${server.address} to be silent`,
    look: async () => (await refusalOf(() => server.ask())) !== undefined,
    done: (silent) => silent,
    state: () => 'it answers',
    clock: this.connection.enablerServices.clock,
    within: this.connection.deadline('server'),
  });
});
When('the time server is started again', async function (this: Scenario) {
  await this.connection.enablerServices.turn('ntp', 0, true);
});

Then('no time server has answered', function (this: Scenario) {
  const { provoked } = clientOf(this);
  if (provoked.length > 0) this.violated('silence', `an answer from ${provoked.join(', ')}`);
});
Then('every time server has refused', function (this: Scenario) {
  const { refusals } = clientOf(this);
  if (refusals === undefined) throw new Error('the client has tried nothing before this step');
  const at = refusals.indexOf(undefined);
  if (at >= 0) {
    this.violated(
      'no time from a server that does not know the key of the request',
      `${serversOf(this)[at]?.address ?? ''} answered as if it did`,
    );
  }
});
Then(
  'the time server becomes synchronised, and its time is right',
  async function (this: Scenario) {
    const server = firstOf(this);
    const answer = await until({
      what: `${server.address} to answer as a synchronised server`,
      look: () => server.ask().catch(unlessSilent),
      done: (seen) => typeof seen === 'object' && flawOf(seen) === undefined,
      state: (seen) => (typeof seen === 'string' ? seen : (flawOf(seen) ?? 'synchronised')),
      clock: this.connection.enablerServices.clock,
      within: this.connection.deadline('server'),
    });
    if (typeof answer === 'object') mustBeRight(this, [answer]);
  },
);

const unlessSilent = (error: unknown): string => {
  if (error instanceof Unreachable) return 'silent';
  throw error;
};

/** Nothing that counts as an answer; silence is how most servers refuse. */
export async function refusalOf(ask: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    if (error instanceof Unreachable || error instanceof Violation) {
      return new Refusal('unauthenticated', 0, 'no authentic answer');
    }
    throw error;
  }
}
