/** Sessions, accounts and roles. Source: DSP2046, SessionService, AccountService. */
import { z } from 'zod';
import { accountRequest, roleIds, sessionRequest } from '../../src/contract/hardware/access.ts';
import { Duplicate } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import {
  type Account,
  type Accounts,
  knows,
  proofOf,
  type Sessions,
  sessionTimeout,
} from './account-table.ts';
import { insufficientPrivilege, refused } from './faults.ts';
import { iso } from './instants.ts';
import { linkTo, membersOf, type RedfishCall, type Resource } from './resource.ts';
import { has, must, privileges } from './roles.ts';
import { typeOf, typeOfCollection } from './schemas.ts';

const sessionsPath = '/redfish/v1/SessionService/Sessions';
const accountsPath = '/redfish/v1/AccountService/Accounts';
const rolesPath = '/redfish/v1/AccountService/Roles';
const enabled = { State: 'Enabled', Health: 'OK' };

export function sessionResources(
  world: World,
  accounts: Accounts,
  sessions: Sessions,
): readonly Resource[] {
  return [
    {
      path: '/v1/SessionService',
      name: 'session service',
      view: () => ({
        type: typeOf('SessionService'),
        body: {
          Id: 'SessionService',
          Name: 'Session Service',
          Status: enabled,
          ServiceEnabled: true,
          SessionTimeout: sessionTimeout / 1000,
          Sessions: linkTo(sessionsPath),
        },
      }),
    },
    {
      path: '/v1/SessionService/Sessions',
      name: 'sessions',
      view: () => ({
        type: typeOfCollection('Session'),
        body: membersOf(
          'Sessions',
          sessionsPath,
          sessions.all().map(({ id }) => id),
        ),
      }),
      add: {
        schema: sessionRequest,
        open: true,
        apply: ({ UserName, Password }: z.infer<typeof sessionRequest>) => {
          const account = accounts.find('name', UserName);
          if (account?.enabled !== true || !knows(account, Password)) {
            throw refused(401, 'NoValidSession', 'Name or password is wrong.');
          }
          const now = world.clock.now();
          const [id, token] = [world.ids.hex32(), world.ids.hex32()];
          sessions.insert({ id, token, accountId: account.id, createdAt: now, usedAt: now });
          return { path: `${sessionsPath}/${id}`, headers: [['x-auth-token', token]] };
        },
      },
    },
    {
      path: '/v1/SessionService/Sessions/:id',
      name: 'session',
      view: ({ id = '' }) => {
        const session = sessions.get(id);
        const account = accounts.get(session?.accountId ?? '');
        if (session === undefined || account === undefined) return undefined;
        return {
          type: typeOf('Session'),
          body: {
            Id: id,
            Name: 'Session',
            UserName: account.userName,
            CreatedTime: iso(session.createdAt),
            ...(account.mustChange ? changePassword(account.id) : {}),
          },
        };
      },
      remove: ({ id = '' }, call) => {
        const own = sessions.get(id)?.accountId === call.caller.userId;
        must(call, own ? 'ConfigureSelf' : 'ConfigureManager');
        sessions.delete(id);
      },
    },
  ];
}

/** What goes with a session that is good for nothing else. */
const changePassword = (id: string) => ({
  '@Message.ExtendedInfo': [
    {
      '@odata.type': '#Message.v1_1_1.Message',
      MessageId: 'Base.1.18.PasswordChangeRequired',
      Message: 'The password of the account must be changed first.',
      MessageArgs: [`${accountsPath}/${id}`],
      MessageSeverity: 'Critical',
      Resolution: 'Change the password.',
    },
  ],
});

/** What of an account can be changed. */
const accountChange = accountRequest
  .omit({ UserName: true })
  .partial()
  .extend({ PasswordChangeRequired: z.boolean().optional() });

export function accountResources(accounts: Accounts, sessions: Sessions): readonly Resource[] {
  const guard = ({ id = '' }, call: RedfishCall): void => {
    if (id !== call.caller.userId) must(call, 'ConfigureUsers');
  };
  return [
    {
      path: '/v1/AccountService',
      name: 'account service',
      view: () => ({
        type: typeOf('AccountService'),
        body: {
          Id: 'AccountService',
          Name: 'Account Service',
          Status: enabled,
          ServiceEnabled: true,
          MinPasswordLength: 8,
          MaxPasswordLength: 128,
          Accounts: linkTo(accountsPath),
          Roles: linkTo(rolesPath),
        },
      }),
    },
    {
      path: '/v1/AccountService/Accounts',
      name: 'accounts',
      view: () => ({
        type: typeOfCollection('ManagerAccount'),
        body: membersOf(
          'Accounts',
          accountsPath,
          accounts.all().map(({ id }) => id),
        ),
      }),
      add: {
        schema: accountRequest,
        apply: (wish: z.infer<typeof accountRequest>, call) => {
          must(call, 'ConfigureUsers');
          const id = wish.UserName;
          if (!/^[\w.-]+$/.test(id)) {
            throw refused(400, 'PropertyValueFormatError', 'UserName has signs that no name has.');
          }
          try {
            accounts.insert({
              id,
              userName: id,
              roleId: wish.RoleId,
              enabled: wish.Enabled ?? true,
              mustChange: false,
              proof: proofOf(id, wish.Password),
              revision: 0,
            });
          } catch (error) {
            if (!(error instanceof Duplicate)) throw error;
            throw refused(409, 'ResourceAlreadyExists', `There is an account ${id}.`);
          }
          return { path: `${accountsPath}/${id}` };
        },
      },
    },
    {
      path: '/v1/AccountService/Accounts/:id',
      name: 'account',
      guard,
      view: ({ id = '' }) => {
        const account = accounts.get(id);
        return (
          account && {
            type: typeOf('ManagerAccount'),
            revision: account.revision,
            body: viewOf(account),
          }
        );
      },
      change: {
        schema: accountChange,
        apply: ({ id = '' }, wish: z.infer<typeof accountChange>, call) => {
          const account = accounts.get(id);
          if (account === undefined) return;
          const passwordAlone = Object.keys(wish).join() === 'Password';
          if (!has(call, 'ConfigureUsers') && !(id === call.caller.userId && passwordAlone)) {
            throw insufficientPrivilege();
          }
          accounts.update(id, {
            roleId: wish.RoleId ?? account.roleId,
            enabled: wish.Enabled ?? account.enabled,
            mustChange:
              wish.PasswordChangeRequired ?? (wish.Password === undefined && account.mustChange),
            proof: wish.Password === undefined ? account.proof : proofOf(id, wish.Password),
            revision: account.revision + 1,
          });
        },
      },
      remove: ({ id = '' }, call) => {
        must(call, 'ConfigureUsers');
        for (const session of sessions.all()) {
          if (session.accountId === id) sessions.delete(session.id);
        }
        accounts.delete(id);
      },
    },
    {
      path: '/v1/AccountService/Roles',
      name: 'roles',
      view: () => ({
        type: typeOfCollection('Role'),
        body: membersOf('Roles', rolesPath, roleIds),
      }),
    },
    {
      path: '/v1/AccountService/Roles/:id',
      name: 'role',
      view: ({ id = '' }) => {
        const role = roleIds.find((each) => each === id);
        if (role === undefined) return undefined;
        return {
          type: typeOf('Role'),
          body: {
            Id: role,
            Name: role,
            RoleId: role,
            IsPredefined: true,
            AssignedPrivileges: privileges[role],
          },
        };
      },
    },
  ];
}

const viewOf = (account: Account) => ({
  Id: account.id,
  Name: 'Account',
  UserName: account.userName,
  Password: null,
  RoleId: account.roleId,
  Enabled: account.enabled,
  Locked: false,
  PasswordChangeRequired: account.mustChange,
  AccountTypes: ['Redfish'],
  Links: { Role: linkTo(`${rolesPath}/${account.roleId}`) },
});
