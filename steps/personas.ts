/** Who acts. Each persona is signed in once a worker; those that the run makes, it removes. */
import type { SignInWish } from '../src/bindings/identity/token.ts';
import type { OpenStackPrincipal } from '../src/bindings/openstack.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { Refusal } from '../src/failures.ts';
import type { Connection } from './connection.ts';
import { NotApplicableHere } from './not-applicable.ts';

export interface Personas {
  /**
   * @throws NotApplicableHere when the target lacks the role that this persona needs
   */
  as(persona: PersonaName): Promise<OpenStackPrincipal>;
  /** The cloud zone administrator for clean-up, whom an interruption does not stop. */
  cleaner(): Promise<OpenStackPrincipal>;
  /**
   * Undefined when it counts whether this persona is refused; else the reason why it does not.
   * @param refused how it went
   */
  doesNotCount(persona: PersonaName, refused: boolean): Promise<string | undefined>;
}

/** The role with which users work in a tenant, best name first (older clouds wrote `_member_` or `Member`). */
export const workingRole = ['member', '_member_', 'Member'] as const;

/** The role that makes a persona. */
const roleNames = {
  'VDC user': workingRole,
  outsider: workingRole,
  reader: ['reader'],
} as const;

type Member = keyof typeof roleNames;

export function createPersonas(connection: Connection): Personas {
  const { vim, ledger, credentials } = connection;
  const once = <K, T>(make: (key: K) => Promise<T>) => {
    const made = new Map<K, Promise<T>>();
    return (key: K): Promise<T> => {
      const known = made.get(key);
      if (known !== undefined) return known;
      const fresh = make(key);
      made.set(key, fresh);
      // A failure is not remembered, so that each example reports it with its own transcript.
      fresh.catch(() => made.delete(key));
      return fresh;
    };
  };

  const administrator = once(() =>
    vim.signIn('cloud zone administrator', credentials['cloud zone administrator']),
  );
  const cleaner = once(() =>
    connection.cleaner.signIn('clean-up', credentials['cloud zone administrator']),
  );
  const administration = async () => (await administrator(undefined)).administration;

  /** Makes one thing, through the ledger. */
  const make = async (resource: string, create: (name: string) => Promise<string>) => {
    const name = connection.newName();
    const entry = ledger.asked({ resource, name });
    const id = await create(name).catch((error: unknown) => {
      // Who may not make it may not look for it either: clean-up could only report a leak of nothing.
      if (error instanceof Refusal && error.reason === 'forbidden') ledger.gone(entry);
      throw error;
    });
    ledger.made(entry, id);
    return { id, name };
  };

  /** The VDC: a domain of its own, or undefined where the administrator may not make one. */
  const vdc = once(async (): Promise<string | undefined> => {
    const admin = await administration();
    try {
      return (await make('identity/domain', (name) => admin.createDomain(name))).id;
    } catch (error) {
      if (error instanceof Refusal && error.reason === 'forbidden') return undefined;
      throw error;
    }
  });

  const tenant = once(async (_owner: 'VDC' | 'outsider') => {
    const admin = await administration();
    const domain = await vdc(undefined);
    return (await make('identity/tenant', (name) => admin.createTenant(name, domain))).id;
  });

  const role = once(async (names: readonly string[]) => {
    const admin = await administration();
    for (const name of names) {
      const id = await admin.findRole(name);
      if (id !== undefined) return { id, name };
    }
    return undefined;
  });

  const user = async () => {
    const admin = await administration();
    const domain = await vdc(undefined);
    const password = connection.newPassword();
    const { id } = await make('identity/user', (name) => admin.createUser(name, password, domain));
    return { id, password };
  };

  const wishOf = (made: { id: string; password: string }, tenantId: string): SignInWish => ({
    authUrl: credentials['cloud zone administrator'].authUrl,
    proof: { method: 'password', user: { id: made.id }, password: made.password },
    scope: { tenant: { id: tenantId } },
  });

  const member = async (persona: Member) => {
    const needed = await role(roleNames[persona]);
    if (needed === undefined) {
      throw new NotApplicableHere(`the target has no role ${roleNames[persona][0]}`);
    }
    const tenantId = await tenant(persona === 'outsider' ? 'outsider' : 'VDC');
    const made = await user();
    await (await administration()).grantOnTenant(needed.id, made.id, tenantId);
    return vim.signIn(persona, wishOf(made, tenantId));
  };

  const managerRole = ['manager'] as const;
  const hasManager = async () => (await role(managerRole)) !== undefined;

  /**
   * Manager of its own domain and tenant. Where the target has no such role (before OpenStack
   * 2024.2), the role admin on its own domain, and member on its tenant.
   */
  const vdcAdministrator = async () => {
    const domain = await vdc(undefined);
    if (domain === undefined) {
      throw new NotApplicableHere(
        'the administrator may not make a domain for a VDC administrator',
      );
    }
    const admin = await administration();
    const manager = await role(managerRole);
    const onDomain = manager ?? (await role(['admin']));
    const onTenant = manager ?? (await role(roleNames['VDC user']));
    if (onDomain === undefined || onTenant === undefined) {
      throw new NotApplicableHere('the target has neither the role manager nor admin and member');
    }
    const tenantId = await tenant('VDC');
    const made = await user();
    await admin.grantOnDomain(onDomain.id, made.id, domain);
    await admin.grantOnTenant(onTenant.id, made.id, tenantId);
    return vim.signInForDomain('VDC administrator', wishOf(made, tenantId));
  };

  const signedIn = once(async (persona: PersonaName): Promise<OpenStackPrincipal> => {
    if (persona === 'cloud zone administrator') return administrator(undefined);
    if (persona === 'anonymous') {
      return vim.anonymous('anonymous caller', await administrator(undefined));
    }
    if (persona === 'impostor') return vim.impostor(persona, await administrator(undefined));
    const given = credentials[persona];
    if (persona === 'VDC administrator') {
      return given === undefined ? vdcAdministrator() : vim.signInForDomain(persona, given);
    }
    return given === undefined ? member(persona) : vim.signIn(persona, given);
  });

  return {
    as: signedIn,
    cleaner: () => cleaner(undefined),
    async doesNotCount(persona, refused) {
      if (persona !== 'VDC administrator') return undefined;
      if (credentials[persona] !== undefined) {
        const { rolesAtIdentity } = await signedIn(persona);
        if (refused || !rolesAtIdentity.includes('admin')) return undefined;
        return 'the account given for the VDC administrator has the role admin, which on some targets may do everything';
      }
      if (await hasManager()) return undefined;
      return 'the target has no role manager, so its VDC administrator is a stand-in whose refusals prove nothing';
    },
  };
}
