/** Sentences of time servers with which keys are agreed upon. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { AgreedKeys, TimeAnswer, TimeServer } from '../src/bindings/enabler-services/ntp.ts';
import type { Agreement, KeyServer } from '../src/bindings/enabler-services/nts.ts';
import { Refusal } from '../src/failures.ts';
import { AnsweredBefore } from './answered-before.ts';
import type { Scenario } from './scenario.ts';
import { clientOf } from './time-client.ts';
import { refusalOf } from './time-refusals.ts';

/** What was agreed upon with one key server; a cookie is used once. */
interface Agreed {
  readonly server: TimeServer;
  readonly agreement: Agreement;
  readonly cookies: Uint8Array[];
}
interface Secured {
  all: readonly Agreed[];
  /** Key servers that have agreed when they should not. */
  wrongly: readonly string[];
  readonly servers: AnsweredBefore;
}

const clients = new WeakMap<Scenario, Secured>();
function securedOf(world: Scenario): Secured {
  const known = clients.get(world) ?? { all: [], wrongly: [], servers: new AnsweredBefore() };
  clients.set(world, known);
  return known;
}

const keyServers = (world: Scenario): readonly KeyServer[] => world.connection.enablerServices.keys;

function nextKeys(world: Scenario, { agreement, cookies, server }: Agreed): AgreedKeys {
  const { clientKey, serverKey } = agreement;
  const cookie = cookies.shift();
  return cookie === undefined
    ? world.violated(`a cookie from ${server.address} for each that is used`, 'there is none left')
    : { clientKey, serverKey, cookie };
}

async function ask(world: Scenario, agreed: Agreed): Promise<TimeAnswer> {
  const { servers } = securedOf(world);
  const keys = nextKeys(world, agreed);
  const { server } = agreed;
  const answer = await servers.ask(world, server.address, () => server.ask({ agreed: keys }));
  agreed.cookies.push(...answer.cookies);
  return answer;
}

Given('a client has agreed upon keys with every key server', async function (this: Scenario) {
  const all: Agreed[] = [];
  for (const each of keyServers(this)) {
    const agreement = await each.agree();
    const server = this.connection.enablerServices.timeServerAt(agreement.timeServer);
    all.push({ server, agreement, cookies: [...agreement.cookies] });
  }
  securedOf(this).all = all;
});
Given('every time server answers who has those keys', async function (this: Scenario) {
  for (const agreed of securedOf(this).all) await ask(this, agreed);
});
When(
  'the client asks for the time with those keys {int} times',
  async function (this: Scenario, times: number) {
    const rounds: TimeAnswer[][] = [];
    for (const agreed of securedOf(this).all) {
      // From now on with those alone that come with answers.
      agreed.cookies.splice(1);
      const answers: TimeAnswer[] = [];
      for (let n = 0; n < times; n += 1) answers.push(await ask(this, agreed));
      rounds.push(answers);
    }
    clientOf(this).answers = rounds;
  },
);
When(
  /^the client tries to ask for the time with (a key that is another|a cookie that was spoilt)$/,
  async function (this: Scenario, what: string) {
    const spoilt = (bytes: Uint8Array): Uint8Array =>
      bytes.map((byte, n) => (n === 0 ? byte ^ 1 : byte));
    const refusals: (Refusal | undefined)[] = [];
    for (const agreed of securedOf(this).all) {
      const keys = nextKeys(this, agreed);
      const wrong =
        what === 'a cookie that was spoilt'
          ? { ...keys, cookie: spoilt(keys.cookie) }
          : { ...keys, clientKey: spoilt(keys.clientKey) };
      refusals.push(await refusalOf(() => agreed.server.ask({ agreed: wrong })));
    }
    clientOf(this).refusals = refusals;
  },
);
When(
  'another client tries to agree upon an algorithm that does not exist',
  async function (this: Scenario) {
    // The highest number: for private use, and never assigned.
    const wrongly: string[] = [];
    for (const server of keyServers(this)) {
      try {
        await server.agree([0xffff]);
        wrongly.push(server.address);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    securedOf(this).wrongly = wrongly;
  },
);

Then('no cookie was given twice', function (this: Scenario) {
  for (const { agreement, server } of securedOf(this).all) {
    const given = [
      ...agreement.cookies,
      ...clientOf(this)
        .answers.flat()
        .filter((answer) => answer.server === server.address)
        .flatMap(({ cookies }) => cookies),
    ].map((cookie) => Buffer.from(cookie).toString('hex'));
    const twice = given.length - new Set(given).size;
    if (twice > 0) {
      this.violated(
        `another cookie each time from ${server.address}`,
        `${String(twice)} came again`,
      );
    }
  }
});
Then('every key server has refused', function (this: Scenario) {
  const { wrongly } = securedOf(this);
  if (wrongly.length > 0) {
    this.violated(
      'no agreement upon an algorithm that does not exist',
      `${wrongly.join(', ')} agreed`,
    );
  }
});
