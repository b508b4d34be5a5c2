/** Sentences of name servers. */
import { Given, Then, When } from '@cucumber/cucumber';
import { type NameAnswer, sameName } from '../src/bindings/enabler-services/dns.ts';
import { Unreachable } from '../src/failures.ts';
import { type KnownKind, knownOf, nameClientOf } from './name-client.ts';
import { mustBe, mustBeAbsent } from './name-judgement.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

const address = 'the IPv4 addresses of a name';
const large = { version: 0, udpSize: 1232 } as const;

async function ask(this: Scenario, what: KnownKind) {
  await nameClientOf(this).askAll(this, knownOf(this, what));
}
Given('every name server answers the client', async function (this: Scenario) {
  await ask.call(this, address);
});
When('the client asks every name server for {known}', ask);
When(
  'the client asks every name server over TCP for {known}',
  async function (this: Scenario, what: KnownKind) {
    await nameClientOf(this).askAll(this, knownOf(this, what), { overTcp: true });
  },
);
When(
  'the client asks every name server in a small datagram for {known}',
  async function (this: Scenario, what: KnownKind) {
    await nameClientOf(this).askAll(this, knownOf(this, what), { cut: true });
  },
);
When(
  'the client asks every name server in a large datagram for {known}',
  async function (this: Scenario, what: KnownKind) {
    await nameClientOf(this).askAll(this, knownOf(this, what), { edns: large, cut: true });
  },
);
When('the client asks every name server to find out {known}', ask);
When(
  'the client asks every name server in mixed case for {known}',
  async function (this: Scenario, what: KnownKind) {
    const known = knownOf(this, what);
    const name = [...known.name]
      .map((letter, n) => (n % 2 === 0 ? letter.toUpperCase() : letter))
      .join('');
    await nameClientOf(this).askAll(this, { ...known, name });
  },
);
When(
  'the client asks every name server for the addresses that an alias leads to',
  async function (this: Scenario) {
    const alias = knownOf(this, 'an alias');
    const { records } = this.connection.enablerServices;
    const target = records.find(
      ({ name, type }) => type === 'A' && sameName(name, alias.data?.[0] ?? ''),
    );
    if (target === undefined) {
      throw new NotApplicableHere(
        'the target file has no dns.records of type A for what an alias leads to',
      );
    }
    await nameClientOf(this).askAll(this, { ...target, name: alias.name });
  },
);
When(
  'the client asks every name server for a name that does not exist',
  async function (this: Scenario) {
    const { zone } = this.connection.enablerServices;
    await nameClientOf(this).askAllFor(this, { name: `no-such-name.${zone}`, type: 'A' });
  },
);
When(
  'the client asks every name server for data that a name does not have',
  async function (this: Scenario) {
    // Nobody has a certificate of that kind for a host any more.
    await nameClientOf(this).askAllFor(this, { name: knownOf(this, address).name, type: 'NAPTR' });
  },
);
When(
  'the client asks every name server in a version of the extension that does not exist',
  async function (this: Scenario) {
    const edns = { ...large, version: 1 };
    await nameClientOf(this).askAll(this, knownOf(this, address), { edns });
  },
);
Given('a name server was stopped', async function (this: Scenario) {
  const { enablerServices } = this.connection;
  await enablerServices.turn('dns', 0, false);
  this.undo.push(() => enablerServices.turn('dns', 0, true));
  await until({
    what: `${enablerServices.names[0]?.address ?? ''} to be silent`,
    look: () => first(this),
    done: (seen) => seen === silent,
    state: () => 'it answers',
    clock: this.connection.enablerServices.clock,
    within: this.connection.deadline('server'),
  });
});
When('the name server is started again', async function (this: Scenario) {
  await this.connection.enablerServices.turn('dns', 0, true);
});

Then('every name server gives exactly what is known', function (this: Scenario) {
  const { asked, answers } = nameClientOf(this);
  if (asked === undefined) throw new Error('the client has asked for nothing before this step');
  for (const answer of answers) mustBe(this, asked, answer);
});
Then('every name server says that there is no such name', function (this: Scenario) {
  for (const answer of nameClientOf(this).answers) mustBeAbsent(this, answer, 'NXDOMAIN');
});
Then('every name server says that there are no such data', function (this: Scenario) {
  for (const answer of nameClientOf(this).answers) mustBeAbsent(this, answer, 'NOERROR');
});
Then('every name server says that its answer is cut', function (this: Scenario) {
  for (const { server, truncated, size } of nameClientOf(this).answers) {
    if (!truncated) this.violated(`${server} to say that its answer is cut`, 'it does not say so');
    if (size > 512) this.violated(`no more than 512 bytes from ${server}`, `${String(size)} bytes`);
  }
});
Then('no answer was cut', function (this: Scenario) {
  for (const { server, truncated, edns } of nameClientOf(this).answers) {
    if (truncated) this.violated(`a whole answer from ${server}`, 'it says that it is cut');
    if (edns === undefined) {
      this.violated(`${server} to say that it knows larger datagrams`, 'it does not say so');
    }
  }
});
Then('every name server says that it does not know that version', function (this: Scenario) {
  for (const { server, rcode } of nameClientOf(this).answers) {
    if (rcode !== 'BADVERS') this.violated(`BADVERS from ${server}`, rcode);
  }
});
Then('every name server says that it asks others', function (this: Scenario) {
  for (const { server, recursionAvailable } of nameClientOf(this).answers) {
    if (!recursionAvailable) {
      this.violated(`${server} to say that recursion is available`, 'it does not say so');
    }
  }
});
Then('the name server becomes able to give what is known', async function (this: Scenario) {
  const known = knownOf(this, address);
  const answer = await until({
    what: `${this.connection.enablerServices.names[0]?.address ?? ''} to answer`,
    look: () => first(this),
    done: (seen) => seen !== silent && seen.rcode !== 'SERVFAIL',
    state: (seen) => (seen === silent ? 'silent' : seen.rcode),
    clock: this.connection.enablerServices.clock,
    within: this.connection.deadline('server'),
  });
  if (answer !== silent) mustBe(this, known, answer);
});

const silent = Symbol('silent');
/** What the first server says now. */
async function first(world: Scenario): Promise<NameAnswer | typeof silent> {
  const [server] = world.connection.enablerServices.names;
  if (server === undefined) throw new NotApplicableHere('the target file names no name server');
  const { name, type } = knownOf(world, address);
  return server.ask({ name, type }).catch((error: unknown) => {
    if (error instanceof Unreachable) return silent;
    throw error;
  });
}
