/** Issuing tokens and telling which are in force. */
import type { Caller, Scope } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import type { Directory } from './directory.ts';
import type { Credential, Place, Project, Role, Token, User } from './tables.ts';

/** How long a token lives, in milliseconds. */
export const lifetime = 3_600_000;

/** Tokens that are over are swept away whenever so many more have been issued. */
const sweepEvery = 4096;

/** Somebody whose token is in force, and all that the token rests on. */
export class Bearer implements Caller {
  readonly token: Token;
  readonly user: User;
  readonly userDomain: Project;
  /** What the token is scoped to: a tenant or a domain. */
  readonly target: Project | undefined;
  readonly held: readonly Role[];
  readonly credential: Credential | undefined;
  readonly scope: Scope;
  #names: ReadonlySet<string> | undefined;

  constructor(token: Token, ground: Ground) {
    this.token = token;
    this.user = ground.user;
    this.userDomain = ground.userDomain;
    this.target = ground.target;
    this.held = ground.held;
    this.credential = ground.credential;
    this.scope = scopeOf(token.place, ground.target);
  }

  /** The roles in its scope were taken away: identity alone goes on knowing its bearer. */
  get powerless(): boolean {
    return isPowerless(this.token, this);
  }

  get userId(): string {
    return this.user.id;
  }

  get userDomainId(): string {
    return this.user.domainId;
  }

  get roles(): ReadonlySet<string> {
    return (this.#names ??= new Set(this.held.map(({ name }) => name)));
  }
}

/** What a token rests on; when a part of it is gone, so is the token. */
interface Ground {
  readonly user: User;
  readonly userDomain: Project;
  readonly target: Project | undefined;
  readonly held: readonly Role[];
  readonly credential: Credential | undefined;
  readonly epochs: string;
}

export interface Grant {
  readonly userId: string;
  readonly methods: readonly string[];
  readonly place: Place | undefined;
  readonly credentialId?: string | undefined;
  /** A token that is made from another one ends with it, and names it for audits. */
  readonly from?: Token | undefined;
}

const isPowerless = ({ place }: Pick<Grant, 'place'>, { held }: Pick<Ground, 'held'>): boolean =>
  place !== undefined && held.length === 0;

export interface Tokens {
  /** @returns undefined when the user may not have such a token */
  issue(grant: Grant): Bearer | undefined;
  /** @returns why not: nobody has issued it, or it is over */
  judge(id: string): Bearer | 'unknown' | 'over';
  revoke(id: string): void;
}

const scopeOf = (place: Place | undefined, target: Project | undefined): Scope => {
  if (place === undefined) return { kind: 'unscoped' };
  if (place.kind === 'system') return place;
  if (place.kind === 'domain') return { kind: 'domain', domainId: place.id };
  return { kind: 'project', projectId: place.id, domainId: target?.domainId ?? place.id };
};

export function createTokens(world: World, directory: Directory): Tokens {
  const { clock, ids } = world;
  const { tokens, users, projects, credentials } = directory;

  const enabled = (id: string | null | undefined): Project | undefined => {
    const project = id === undefined || id === null ? undefined : projects.get(id);
    return project?.enabled === true ? project : undefined;
  };

  const heldBy = (userId: string, place: Place, credential: Credential | undefined) => {
    const held = directory.rolesAt(userId, place);
    return credential === undefined
      ? held
      : held.filter(({ id }) => credential.roleIds.includes(id));
  };

  /** @returns undefined when a part is missing or disabled */
  const groundOf = ({ userId, place, credentialId }: Grant): Ground | undefined => {
    const user = users.get(userId);
    const userDomain = enabled(user?.domainId);
    if (user?.enabled !== true || userDomain === undefined) return undefined;
    const credential = credentialId === undefined ? undefined : credentials.get(credentialId);
    if (credentialId !== undefined && credential === undefined) return undefined;
    const epochs = [user.epoch, userDomain.epoch];
    if (place === undefined) {
      const none = { target: undefined, held: [], credential };
      return { user, userDomain, ...none, epochs: epochs.join('.') };
    }
    let target: Project | undefined;
    if (place.kind !== 'system') {
      target = enabled(place.id);
      if (target === undefined || (place.kind === 'domain' && !target.isDomain)) return undefined;
      const domain = target.domainId === null ? target : enabled(target.domainId);
      if (domain === undefined) return undefined;
      epochs.push(target.epoch, domain.epoch);
    }
    const held = heldBy(userId, place, credential);
    return { user, userDomain, target, held, credential, epochs: epochs.join('.') };
  };

  const sweep = () => {
    for (const { id, expiresAt } of tokens.all()) {
      if (expiresAt <= clock.now()) tokens.delete(id);
    }
  };

  return {
    issue(grant) {
      const ground = groundOf(grant);
      if (ground === undefined || isPowerless(grant, ground)) return undefined;
      if (tokens.size % sweepEvery === sweepEvery - 1) sweep();
      const issuedAt = clock.now();
      const ends = [issuedAt + lifetime, grant.from?.expiresAt, ground.credential?.expiresAt];
      const origin = grant.from?.auditIds.at(-1);
      const token: Token = {
        id: `gAAAAA${ids.opaque(177)}`,
        userId: grant.userId,
        methods: grant.methods,
        place: grant.place,
        credentialId: grant.credentialId,
        auditIds: [ids.opaque(22), ...(origin === undefined ? [] : [origin])],
        issuedAt,
        expiresAt: Math.min(...ends.filter((end) => end !== undefined && end !== null)),
        epochs: ground.epochs,
        revoked: false,
      };
      tokens.insert(token);
      return new Bearer(token, ground);
    },
    judge(id) {
      const token = tokens.get(id);
      if (token === undefined) return 'unknown';
      if (token.revoked || token.expiresAt <= clock.now()) return 'over';
      const ground = groundOf(token);
      if (ground?.epochs !== token.epochs) return 'over';
      return new Bearer(token, ground);
    },
    revoke: (id) => void tokens.update(id, { revoked: true }),
  };
}
