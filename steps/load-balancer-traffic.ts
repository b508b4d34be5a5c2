/** Sentences of requests that pass a load balancer. */
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import {
  addMembers,
  addressOf,
  answerers,
  balancedClientOf,
  count,
  doorOf,
  send,
  serve,
  serversOf,
  tally,
} from './load-balancer-client.ts';
import { all, balancingAs, haveChanged, haveMade, the } from './load-balancer-stage.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

defineParameterType({
  name: 'algorithm',
  regexp: /round robin|least connections|source address/,
  transformer: (words: string) => words,
});
defineParameterType({
  name: 'session',
  regexp: /source address|cookie/,
  transformer: (words: string) => words,
});

const members = (world: Scenario) => all(world, 'member');
/** The one that is drained, fails or weighs more. */
function chosen(world: Scenario) {
  const [first] = members(world);
  if (first === undefined) throw new Error('the example has no member');
  return first;
}

Given(
  'a load balancer hands requests to {int} members by {algorithm}',
  async function (this: Scenario, many: number, algorithm: string) {
    await serve(this, many, { algorithm });
  },
);
Given(
  'a load balancer hands connections to {int} members by {algorithm}',
  async function (this: Scenario, many: number, algorithm: string) {
    await serve(this, many, { algorithm, protocol: 'TCP' });
  },
);
Given(
  'a load balancer keeps sessions with {int} members by {session}',
  async function (this: Scenario, many: number, session: string) {
    await serve(this, many, { session });
  },
);
Given(
  'one member has {int} times the weight of the others',
  async function (this: Scenario, times: number) {
    await haveChanged(this, chosen(this), { weight: String(times) });
    balancedClientOf(this).heaviness = times;
  },
);
Given('another pool has one more member', async function (this: Scenario) {
  await haveMade(this, 'VDC user', 'pool');
  await addMembers(this, 1);
});
Given('the client holds a connection to one member', async function (this: Scenario) {
  await hold(this);
});
Given('the client holds a connection to every member', async function (this: Scenario) {
  const { held } = balancedClientOf(this);
  const all = await serversOf(this, members(this));
  for (let tries = 0; tries < all.length * 3; tries += 1) {
    if (all.every(({ says }) => held.some(({ by }) => by.says === says))) return;
    await hold(this);
  }
  this.violated('connections to reach every member', `none of ${String(held.length)} did`);
});
Given('what the load balancer has counted is known', async function (this: Scenario) {
  balancedClientOf(this).counted = await counted(this);
});
Given('the client is served at {string}', async function (this: Scenario, path: string) {
  answerers(this, [await this.connection.traffic.ask(doorOf(this), path)]);
});

When('the client sends {int} requests', async function (this: Scenario, many: number) {
  balancedClientOf(this).served = await send(this, many);
});
When(
  'the client sends {int} requests of one session',
  async function (this: Scenario, many: number) {
    balancedClientOf(this).served = await send(this, many, true);
  },
);
When(
  'the client asks the load balancer for {string}',
  async function (this: Scenario, path: string) {
    balancedClientOf(this).served = [await this.connection.traffic.ask(doorOf(this), path)];
  },
);
When('the VDC user drains one member', async function (this: Scenario) {
  await haveChanged(this, chosen(this), { weight: '0' });
});

Then('every member has got its share of them', async function (this: Scenario) {
  const { served, heaviness } = balancedClientOf(this);
  const by = answerers(this, served);
  const weights = members(this).map((_, n) => (n === 0 ? heaviness : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const servers = await serversOf(this, members(this));
  for (const [n, server] of servers.entries()) {
    const share = (served.length * (weights[n] ?? 0)) / total;
    // Load balancers of several threads each count for themselves.
    if (Math.abs(count(by, server) - share) > 1) {
      this.violated(`${addressOf(server)} to get ${String(share)} requests`, tally(by, servers));
    }
  }
});
Then('one member has got all of them', async function (this: Scenario) {
  const by = answerers(this, balancedClientOf(this).served);
  if (by.some(({ says }) => says !== by[0]?.says)) {
    const servers = await serversOf(this, members(this));
    this.violated('one member to get all requests', tally(by, servers));
  }
});
Then('the member with the connection has got none of them', async function (this: Scenario) {
  const { served, held } = balancedClientOf(this);
  const by = answerers(this, served);
  const busy = held[0]?.by;
  if (busy !== undefined && count(by, busy) > 0) {
    const servers = await serversOf(this, members(this));
    this.violated(`the member ${busy.at.host}, which is busy, to get none`, tally(by, servers));
  }
});
Then(
  'every connection is answered by the member that it was begun with',
  async function (this: Scenario) {
    for (const { connection, by } of balancedClientOf(this).held) {
      const now = await connection.ask();
      if (now.by?.says !== by.says) {
        this.violated(
          `${by.at.host} to answer on the connection`,
          now.by?.at.host ?? 'nobody does',
        );
      }
    }
  },
);
Then('new requests reach the other members alone', async function (this: Scenario) {
  const [drained] = await serversOf(this, [chosen(this)]);
  const by = answerers(this, await send(this, 2 * members(this).length));
  if (drained !== undefined && count(by, drained) > 0) {
    const servers = await serversOf(this, members(this));
    this.violated(`${drained.at.host}, which is drained, to get none`, tally(by, servers));
  }
});
Then(
  'the load balancer counts {int} connections more, and their bytes',
  async function (this: Scenario, more: number) {
    const before = balancedClientOf(this).counted;
    const now = await until({
      what: `${String(more)} connections more to be counted`,
      look: () => counted(this),
      done: ({ connections }) => connections >= before.connections + more,
      state: ({ connections }) => `${String(connections - before.connections)} more`,
      clock: this.connection.traffic.clock,
      within: this.connection.deadline('server'),
    });
    const counts = now.connections - before.connections;
    if (counts > more) this.violated(`${String(more)} connections more`, String(counts));
    if (now.bytesIn <= before.bytesIn || now.bytesOut <= before.bytesOut) {
      this.violated('more bytes in and out', JSON.stringify({ before, now }));
    }
  },
);
Then('the load balancer refuses it itself', function (this: Scenario) {
  for (const { status, by } of balancedClientOf(this).served) {
    if (status !== 403 || by !== undefined) {
      this.violated(
        'the load balancer to refuse it',
        `status ${String(status)}, ${by === undefined ? 'of its own' : 'of a member'}`,
      );
    }
  }
});
Then('the member of the other pool has answered', async function (this: Scenario) {
  const [other] = await serversOf(this, [the(this, 'member')]);
  for (const one of answerers(this, balancedClientOf(this).served)) {
    if (one.says !== other?.says) {
      this.violated(`${other?.at.host ?? ''} to answer`, `${one.at.host} does`);
    }
  }
});

/** A connection on which a member has answered; it ends with the example. */
async function hold(world: Scenario): Promise<void> {
  const connection = world.connection.traffic.connect(doorOf(world));
  world.endings.push(() => {
    connection.close();
  });
  const [by] = answerers(world, [await connection.ask()]);
  if (by !== undefined) balancedClientOf(world).held.push({ connection, by });
}

async function counted(world: Scenario) {
  const balancing = await balancingAs(world, 'VDC user');
  const seen = await balancing.statistics(the(world, 'load balancer').id);
  return {
    connections: seen.total_connections,
    bytesIn: seen.bytes_in,
    bytesOut: seen.bytes_out,
  };
}
