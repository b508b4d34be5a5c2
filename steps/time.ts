/** Sentences of time servers. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { TimeAnswer } from '../src/bindings/enabler-services/ntp.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { clientOf, serversOf } from './time-client.ts';
import { mustBeRight, mustBeSynchronised, seconds, sharpest } from './time-judgement.ts';

/** Between two samples of one server: clients that ask more often are turned away by some. */
const pace = 2_000;

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
      if (n > 0) await this.connection.enablerServices.clock.sleep(pace);
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
