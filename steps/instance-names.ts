/** Sentences of the names that virtual computes have in name servers. */
import { Given, Then } from '@cucumber/cucumber';
import type { NameAnswer } from '../src/bindings/enabler-services/dns.ts';
import type { Thing } from '../src/bindings/port.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { addressesOf } from './address.ts';
import { nameClientOf } from './name-client.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

/** Each name server's answer, in the order of the target description. */
async function answersFor(
  world: Scenario,
  { name }: Thing,
  type: 'A' | 'AAAA',
): Promise<readonly NameAnswer[]> {
  const { zone } = world.connection.enablerServices;
  const client = nameClientOf(world);
  await client.askAllFor(world, { name: `${name}.${zone}`, type });
  return client.answers;
}

const dataOf = ({ answers }: NameAnswer, type: string): string =>
  answers
    .filter((record) => record.type === type)
    .map(({ data = '' }) => data)
    .toSorted()
    .join(', ');

/** What the first name server says that does not know the addresses; undefined: all know them. */
async function mistakeOf(
  world: Scenario,
  thing: Thing,
  addresses: readonly string[],
): Promise<string | undefined> {
  for (const type of ['A', 'AAAA'] as const) {
    const due = addresses.filter((each) => each.includes(':') === (type === 'AAAA')).toSorted();
    if (due.length === 0) continue;
    for (const answer of await answersFor(world, thing, type)) {
      const seen = answer.rcode === 'NOERROR' ? dataOf(answer, type) || 'nothing' : answer.rcode;
      if (seen !== due.join(', ')) return `${type} from ${answer.server} is ${seen}`;
    }
  }
  return undefined;
}

async function leads(world: Scenario, what: TenantResource, thing: Thing): Promise<void> {
  const addresses = await addressesOf(world, what, thing);
  await until({
    what: `the name ${thing.name} to lead to ${addresses.join(', ')}`,
    look: () => mistakeOf(world, thing, addresses),
    done: (mistake) => mistake === undefined,
    state: (mistake) => mistake ?? 'right',
    clock: world.connection.clock,
    within: world.connection.deadline('server'),
  });
}
async function leadsToItsAddresses(this: Scenario, what: TenantResource) {
  await leads(this, what, this.the(what));
}
Given('the name of the {resource} leads to its addresses', leadsToItsAddresses);
Then('the name of the {resource} comes to lead to its addresses', leadsToItsAddresses);
Then(
  'the name of the other {resource} comes to lead to its addresses',
  async function (this: Scenario, what: TenantResource) {
    await leads(this, what, this.theOther(what));
  },
);
Then(
  'there comes to be no such name as that of the {resource}',
  async function (this: Scenario, what: TenantResource) {
    const thing = this.the(what);
    await until({
      what: `no name server to know ${thing.name}`,
      look: async () => {
        const answers = await answersFor(this, thing, 'A');
        return answers.find(({ rcode }) => rcode !== 'NXDOMAIN');
      },
      done: (knowing) => knowing === undefined,
      state: (knowing) =>
        knowing === undefined
          ? 'none knows it'
          : `${knowing.server} answers ${knowing.rcode} ${dataOf(knowing, 'A')}`.trim(),
      clock: this.connection.clock,
      within: this.connection.deadline('server'),
    });
  },
);
