/**
 * Who acts in the examples. The chapter names administrators and users without defining them; these
 * are the readings that the harness takes.
 */
import { kebab } from './tenant-resources.ts';

export const personas = {
  'cloud zone administrator':
    'Administers the whole cloud zone, that is all tenants and the infrastructure; the chapter also says CSP administrator.',
  'VDC administrator':
    'Administers one customer’s virtual data centre, that is one domain with its tenants and users; the prose also says tenant administrator.',
  'VDC user': 'Works in one tenant, with the role that lets users change its resources.',
  reader: 'May look at the resources of the tenant, and may change nothing.',
  outsider: 'A user of another tenant, with the same role there as the VDC user has here.',
  impostor: 'Has not signed in, and shows a token that the target never gave.',
  anonymous: 'Has not signed in.',
} as const satisfies Record<string, string>;

export type PersonaName = keyof typeof personas;

/** Those who sign in, so that an account can be given for them. */
export type AccountHolder = Exclude<PersonaName, 'impostor' | 'anonymous'>;

/** The mightiest first. */
export const accountHolders: readonly AccountHolder[] = [
  'cloud zone administrator',
  'VDC administrator',
  'VDC user',
  'reader',
  'outsider',
];

/** The key of a persona in a target file: `VDC user` → `vdc-user`. */
export const personaKey = <P extends PersonaName>(persona: P) =>
  kebab(persona).toLowerCase() as Lowercase<ReturnType<typeof kebab<P>>>;
