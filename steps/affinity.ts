/** Sentences of groups whose virtual computes are kept together or apart. */
import { Given, Then, When } from '@cucumber/cucumber';
import type { AffinityGroup } from '../src/bindings/port.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { hostsOf } from './hosts.ts';
import { make } from './making.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';

const compute = 'virtual compute';
/** On each host one is asked for; a large cloud is spared that. */
const mostHosts = 5;

/** The group that an example made last. */
const groups = new WeakMap<Scenario, string>();

function groupOf(world: Scenario): string {
  const id = groups.get(world);
  if (id === undefined) throw new Error('no affinity group was made before this step');
  return id;
}

async function createGroup(this: Scenario, who: PersonaName, keeps: string): Promise<void> {
  const { affinityGroups } = await this.as(who);
  const { id } = await make(this, who, affinityGroups.address, async (name) => ({
    id: await affinityGroups.create(name, keeps),
  }));
  groups.set(this, id);
}
Given('{actor} has created an affinity group that keeps virtual computes {word}', createGroup);
When('{actor} creates an affinity group that keeps virtual computes {word}', createGroup);
When(
  '{actor} tries to create an affinity group that keeps virtual computes {word}',
  async function (this: Scenario, who: PersonaName, keeps: string) {
    await this.try(who, () => createGroup.call(this, who, keeps));
  },
);

const createInGroup = (world: Scenario, who: PersonaName) =>
  world.create(who, compute, { 'affinity group': groupOf(world) });

Given(
  '{actor} has created a/another virtual compute in the affinity group',
  async function (this: Scenario, who: PersonaName) {
    await createInGroup(this, who);
    await this.becomesReady(compute, this.the(compute));
  },
);
Given(
  '{actor} has created a virtual compute in the affinity group on each host',
  async function (this: Scenario, who: PersonaName) {
    const hosts = await hostsOf(this);
    if (hosts.length > mostHosts) {
      throw new NotApplicableHere(
        `the target has ${String(hosts.length)} hosts, and no more than ${String(mostHosts)} are filled`,
      );
    }
    for (const _host of hosts) {
      await createInGroup(this, who);
      await this.becomesReady(compute, this.the(compute));
    }
  },
);
When(
  '{actor} creates a/another virtual compute in the affinity group',
  async function (this: Scenario, who: PersonaName) {
    await createInGroup(this, who);
  },
);
When(
  '{actor} tries to create a virtual compute in the affinity group',
  async function (this: Scenario, who: PersonaName) {
    await this.try(who, () => createInGroup(this, who));
  },
);

async function shown(world: Scenario, who: PersonaName): Promise<AffinityGroup> {
  const id = groupOf(world);
  const group = await (await world.as(who)).affinityGroups.show(id);
  return group ?? world.violated(`the affinity group ${id} to be there`, 'there is none');
}
Then(
  '{actor} finds that the affinity group keeps virtual computes {word}',
  async function (this: Scenario, who: PersonaName, keeps: string) {
    const group = await shown(this, who);
    if (group.keeps !== keeps) {
      this.violated(`the affinity group to keep virtual computes ${keeps}`, group.keeps);
    }
  },
);
Then(
  '{actor} finds all of these virtual computes in the affinity group',
  async function (this: Scenario, who: PersonaName) {
    const { members } = await shown(this, who);
    for (const { id, name } of this.all(compute)) {
      if (members.includes(id)) continue;
      this.violated(
        `the affinity group to have the member ${name} (${id})`,
        members.length === 0 ? 'it has none' : `it has ${members.join(', ')}`,
      );
    }
  },
);
