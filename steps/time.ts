/** Sentences of time servers. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { Provocation, TimeAnswer } from '../src/bindings/enabler-services/ntp.ts';
import { Refusal, Unreachable, Violation } from '../src/failures.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { clientOf, firstOf, serversOf } from './time-client.ts';
import { until } from './waiting.ts';

/** Between two samples of one server: clients that ask more often are turned away by some. */
const pace = 2_000;

const keyOf = (world: Scenario) => {
  const { timeKey } = world.connection.enablerServices;
  if (timeKey === undefined) throw new NotApplicableHere('the target file has no ntp-key');
  return timeKey;
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

async function ask(this: Scenario) {
  await clientOf(this).askAll(this);
}
Given('every time server answers the client', ask);
When('the client asks every time server for the time', ask);
When(
  'the client asks every time server for the time in version {int}',
  async function (this: Scenario, version: number) {
    await clientOf(this).askAll(this, { version: version === 3 ? 3 : 4 });
  },
);
When(
  'the client asks every time server for the time {int} times',
  async function (this: Scenario, times: number) {
    const client = clientOf(this);
    const rounds: TimeAnswer[][] = serversOf(this).map(() => []);
    for (let n = 0; n < times; n += 1) {
      if (n > 0) await this.connection.clock.sleep(pace);
      await client.askAll(this);
      client.latest.forEach((answer, at) => rounds[at]?.push(answer));
    }
    client.answers = rounds;
  },
);
When('several clients ask every time server at once', async function (this: Scenario) {
  const client = clientOf(this);
  client.answers = await Promise.all(
    serversOf(this).map((server) => Promise.all([1, 2, 3].map(() => client.ask(this, server)))),
  );
});

Given('there are several time servers', function (this: Scenario) {
  if (serversOf(this).length < 2) {
    throw new NotApplicableHere('the target file names one time server, and nothing to compare');
  }
});
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
    const refusals: (Refusal | undefined)[] = [];
    for (const server of serversOf(this)) {
      refusals.push(await refusalOf(() => server.ask({ key: wrong, anyProof: true })));
    }
    clientOf(this).refusals = refusals;
  },
);
When(
  'the client sends every time server {provocation}',
  async function (this: Scenario, what: Provocation) {
    const provoked: string[] = [];
    for (const server of serversOf(this)) {
      if (await server.provoke(what)) provoked.push(server.address);
    }
    clientOf(this).provoked = provoked;
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
    clock: this.connection.clock,
    within: this.connection.deadline('server'),
  });
});
When('the time server is started again', async function (this: Scenario) {
  await this.connection.enablerServices.turn('ntp', 0, true);
});

Then('every time server has answered', function (this: Scenario) {
  for (const { server, received, sent } of clientOf(this).answers.flat()) {
    if (sent < received) {
      this.violated(
        `${server} to send its answer after the request came`,
        `it says that it sent it ${seconds(received - sent)} before`,
      );
    }
  }
});
Then('every answer is that of a synchronised server', function (this: Scenario) {
  for (const answer of clientOf(this).answers.flat()) mustBeSynchronised(this, answer);
});
Then('the time of every server is right within the limit', function (this: Scenario) {
  for (const answers of clientOf(this).answers) mustBeRight(this, answers);
});
Then('every time server goes as fast as the client’s clock', function (this: Scenario) {
  const { clockOffset } = this.connection.enablerServices;
  for (const answers of clientOf(this).answers) {
    const [first] = answers;
    const last = answers.at(-1);
    if (first === undefined || last === undefined) continue;
    const drift = last.offset - first.offset;
    const doubt = (first.roundTrip + last.roundTrip) / 2;
    if (Math.abs(drift) > doubt + clockOffset / 2) {
      this.violated(
        `the clock of ${first.server} to go as fast as the client’s`,
        `it came ${seconds(drift)} further within ${seconds(last.sent - first.sent)}`,
      );
    }
  }
});
Then('the time servers agree within the limit', function (this: Scenario) {
  const best = clientOf(this).answers.map(sharpest);
  const { clockOffset } = this.connection.enablerServices;
  for (const one of best) {
    for (const other of best) {
      const apart = Math.abs(one.offset - other.offset);
      if (apart > clockOffset + (one.roundTrip + other.roundTrip) / 2) {
        this.violated(
          `${one.server} and ${other.server} to agree within ${seconds(clockOffset)}`,
          `they are ${seconds(apart)} apart`,
        );
      }
    }
  }
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
      clock: this.connection.clock,
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
async function refusalOf(ask: () => Promise<unknown>): Promise<Refusal | undefined> {
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

/** What keeps clients from taking a server's time (RFC 5905 §7.3, §11.2.1); undefined: nothing. */
function flawOf({ leap, stratum, kiss, rootDistance, set, sent }: TimeAnswer): string | undefined {
  if (kiss !== undefined) return `not synchronised: it says ${kiss}`;
  if (leap === 3) return 'not synchronised: its leap indicator is 3';
  if (stratum < 1 || stratum > 15) return `not synchronised: its stratum is ${String(stratum)}`;
  if (rootDistance > 1_500) return `${seconds(rootDistance)} away from a reference clock`;
  if (set > sent) return 'set at a time that is still to come';
  return undefined;
}
function mustBeSynchronised(world: Scenario, answer: TimeAnswer): void {
  const flaw = flawOf(answer);
  if (flaw !== undefined) {
    world.violated(
      `${answer.server} to be synchronised, with a stratum from 1 to 15`,
      `it is ${flaw}`,
    );
  }
}

/** Of several samples the one that was quickest is the best (RFC 5905 §10). */
const sharpest = (answers: readonly TimeAnswer[]): TimeAnswer => {
  const [best] = answers.toSorted((one, other) => one.roundTrip - other.roundTrip);
  if (best === undefined) throw new Error('no time server was asked before this step');
  return best;
};
function mustBeRight(world: Scenario, answers: readonly TimeAnswer[]): void {
  const { server, offset, roundTrip } = sharpest(answers);
  const { clockOffset } = world.connection.enablerServices;
  if (Math.abs(offset) > clockOffset + roundTrip / 2) {
    world.violated(
      `the time of ${server} to be right within ${seconds(clockOffset)}`,
      `it is ${seconds(Math.abs(offset))} ${offset > 0 ? 'ahead' : 'behind'}`,
    );
  }
}
