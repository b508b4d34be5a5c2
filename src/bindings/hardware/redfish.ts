/** A VIM that knows and switches machines through Redfish. Source: DSP0266 1.18; DSP2046. */
import { randomUUID } from 'node:crypto';
import { manager as managerShape } from '../../contract/hardware/enclosure.ts';
import { account, accountService, sessionService } from '../../contract/hardware/access.ts';
import { eventService, subscription } from '../../contract/hardware/event.ts';
import { configuration, type System } from '../../contract/hardware/machine.ts';
import { resource } from '../../contract/hardware/resource.ts';
import { endedTaskStates, task } from '../../contract/hardware/task.ts';
import { DeadlinePassed, Refusal, Violation } from '../../failures.ts';
import type { Answer, Http } from '../../transport/http.ts';
import type { Clock } from '../../transport/clock.ts';
import {
  type Bearer,
  type HardwareManager,
  NotOffered,
  type Switching,
} from '../hardware-manager.ts';
import { createAsking, type RedfishAddress } from '../redfish-asking.ts';
import {
  readConfiguration,
  readEnclosure,
  readMachine,
  readWhole,
  startSources,
} from '../redfish-reading.ts';

export interface RedfishOptions {
  readonly address: RedfishAddress;
  readonly http: Http;
  readonly clock: Clock;
  /** In milliseconds: how long a machine may take to do as it is told. */
  readonly deadline: number;
}

/** What is asked for, the gentlest way first. */
const resetWords: Readonly<Record<Switching, readonly string[]>> = {
  on: ['On', 'ForceOn'],
  off: ['GracefulShutdown', 'ForceOff'],
  restart: ['GracefulRestart', 'ForceRestart', 'PowerCycle'],
};

/** In milliseconds, between two looks at a task. */
const taskPause = 1_000;

/** Services that a root may lead to. */
type Service = 'SessionService' | 'AccountService' | 'EventService';

const written = [200, 202, 204];
const anything = resource({});

export function redfishManager(options: RedfishOptions, bearer: Bearer): HardwareManager {
  const { address, http, clock } = options;
  const asking = createAsking(http, address, bearer);

  /** @throws NotOffered */
  async function part(
    key: 'Systems' | 'Chassis' | 'Managers' | Service,
    what: string,
  ): Promise<string> {
    const link = (await asking.root())[key];
    if (link === undefined) throw new NotOffered(`the service root leads to no ${what}`);
    return link['@odata.id'];
  }
  const accounts = async (): Promise<string> =>
    (await asking.read(await part('AccountService', 'accounts'), accountService, 'show accounts'))
      .value.Accounts['@odata.id'];
  const subscriptions = async (): Promise<string> =>
    (await asking.read(await part('EventService', 'events'), eventService, 'show events')).value
      .Subscriptions['@odata.id'];

  /** What was accepted is waited for. @throws Violation when it comes to a bad end */
  async function finished(answer: Answer): Promise<void> {
    const place = answer.headers['location'];
    if (answer.status !== 202 || place === undefined) return;
    const end = clock.now() + options.deadline;
    for (let seen = task.safeParse(answer.json()); ;) {
      if (seen.success && endedTaskStates.some((state) => state === seen.data?.TaskState)) {
        const { TaskState, TaskStatus } = seen.data;
        if (TaskState === 'Completed' && TaskStatus !== 'Critical') return;
        throw new Violation({ expected: 'the task to be completed', observed: TaskState });
      }
      if (clock.now() >= end) {
        throw new DeadlinePassed({
          expected: `the task to end within ${String(options.deadline / 1000)} s`,
          observed: `only ${seen.data?.TaskState ?? 'no state'}`,
        });
      }
      await clock.sleep(taskPause);
      seen = { success: true, data: (await asking.read(place, task, 'show the task')).value };
    }
  }

  async function reset(system: System, word: string): Promise<void> {
    const action = system.Actions?.['#ComputerSystem.Reset'];
    if (action === undefined) throw new NotOffered(`${system.Name} cannot be switched`);
    await finished(
      await asking.write('POST', action.target, {
        doing: 'switch a machine',
        success: written,
        json: { ResetType: word },
      }),
    );
  }

  const added = (answer: Answer, what: string): string => {
    const place = answer.headers['location'];
    if (place !== undefined) return new URL(place, address.url).pathname;
    throw new Violation({
      expected: `to be told in Location where the new ${what} is`,
      observed: 'status 201 without that header',
    });
  };

  /** Those of a list that fit, each looked at. */
  async function having<T extends object>(
    list: string,
    shape: Parameters<typeof asking.read>[1],
    fits: (value: T) => boolean,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const member of await asking.members(list, 'look for what is ours')) {
      const { value } = await asking.read(member, shape, 'look for what is ours');
      if (fits(value as T)) found.push(member);
    }
    return found;
  }

  return {
    async machines() {
      const list = await part('Systems', 'machines');
      const found = [];
      for (const each of await asking.members(list, 'list the machines')) {
        found.push((await readMachine(asking, each)).machine);
      }
      return found;
    },
    machine: async (place) => (await readMachine(asking, place)).machine,
    whole: (machine) => readWhole(asking, machine.address),
    async configuration({ address: place }) {
      const { system } = await readMachine(asking, place);
      return readConfiguration(asking, system.Bios);
    },
    enclosure: (place) => readEnclosure(asking, place),
    async managerKind(place) {
      const { value } = await asking.read(place, managerShape, 'show a manager');
      return value.ManagerType ?? undefined;
    },
    async unknownAddress(kind) {
      const keys = { machine: 'Systems', enclosure: 'Chassis', manager: 'Managers' } as const;
      return `${(await part(keys[kind], kind)).replace(/\/$/, '')}/${randomUUID()}`;
    },
    look: async (place) => void (await asking.read(place, anything, 'look at one thing')),
    async relabel(place, label, basis) {
      const answer = await asking.write('PATCH', place, {
        doing: 'change the label of a machine',
        success: written,
        json: { AssetTag: label },
        ...(basis === undefined ? {} : { headers: { 'If-Match': basis } }),
      });
      await finished(answer);
    },
    async configure(machine, change) {
      const { system } = await readMachine(asking, machine.address);
      const now = system.Bios?.['@odata.id'];
      if (now === undefined) throw new NotOffered(`${machine.name} tells no configuration`);
      const { value } = await asking.read(now, configuration, 'show the configuration');
      const next = value['@Redfish.Settings']?.SettingsObject?.['@odata.id'];
      if (next === undefined) throw new NotOffered(`${machine.name} cannot be configured`);
      const { tag } = await asking.read(next, configuration, 'show the configuration to come');
      const answer = await asking.write('PATCH', next, {
        doing: 'change the configuration of a machine',
        success: written,
        json: { Attributes: change },
        ...(tag === undefined ? {} : { headers: { 'If-Match': tag } }),
      });
      await finished(answer);
    },
    async switch(machine, how) {
      const { system } = await readMachine(asking, machine.address);
      const offered =
        system.Actions?.['#ComputerSystem.Reset']?.['ResetType@Redfish.AllowableValues'] ?? [];
      const word = resetWords[how].find((each) => offered.includes(each));
      if (word === undefined)
        throw new NotOffered(`${machine.name} offers no way to switch ${how}`);
      await reset(system, word);
    },
    async startFrom({ address: place, name }, source) {
      const { system, machine } = await readMachine(asking, place);
      if (system.Boot === undefined) throw new NotOffered(`${name} starts as it does`);
      const target = source === undefined ? 'None' : (startSources[source] ?? source);
      const answer = await asking.write('PATCH', place, {
        doing: 'say where a machine starts from',
        success: written,
        json: {
          Boot: {
            BootSourceOverrideTarget: target,
            BootSourceOverrideEnabled: source === undefined ? 'Disabled' : 'Once',
          },
        },
        ...(machine.tag === undefined ? {} : { headers: { 'If-Match': machine.tag } }),
      });
      await finished(answer);
    },
    async switchBy(machine, word) {
      await reset((await readMachine(asking, machine.address)).system, word);
    },
    async openSession() {
      const { username, password } = address;
      if (username === undefined)
        throw new NotOffered('the target file has no hardware.redfish.username');
      const service = await part('SessionService', 'sessions');
      const { value } = await asking.read(service, sessionService, 'show sessions');
      const answer = await asking.write('POST', value.Sessions['@odata.id'], {
        doing: 'open a session',
        success: [201],
        json: { UserName: username, Password: password ?? '' },
      });
      const token = answer.headers['x-auth-token'];
      if (token === undefined || token === '') {
        throw new Violation({
          expected: 'to be given a token with the new session',
          observed: 'status 201 without X-Auth-Token',
        });
      }
      return { id: added(answer, 'session'), token };
    },
    async createAccount(name, password, role) {
      const answer = await asking.write('POST', await accounts(), {
        doing: 'create an account',
        success: [201],
        json: {
          UserName: name,
          Password: password,
          RoleId: role === 'reader' ? 'ReadOnly' : 'Administrator',
        },
      });
      return added(answer, 'account');
    },
    async subscribe(destination, context, protocol = 'Redfish') {
      const answer = await asking.write('POST', await subscriptions(), {
        doing: 'subscribe to events',
        success: [201],
        json: { Destination: destination, Context: context, Protocol: protocol },
      });
      return added(answer, 'subscription');
    },
    async remove(id) {
      await asking.write('DELETE', id, { doing: 'remove it', success: [200, 202, 204] });
    },
    async exists(id) {
      try {
        await asking.read(id, anything, 'look whether it is there');
        return true;
      } catch (error) {
        if (error instanceof Refusal && error.reason === 'unknown') return false;
        throw error;
      }
    },
    accountsNamed: async (name) =>
      having<{ UserName: string }>(await accounts(), account, ({ UserName }) => UserName === name),
    subscriptionsFor: async (context) =>
      having<{ Context?: string }>(
        await subscriptions(),
        subscription,
        ({ Context }) => Context === context,
      ),
  };
}
