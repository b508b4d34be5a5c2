/** Who signs in, how, and for what; checked, not tried. In the words of identity v3's sign-in. */

/** A name or an id; names of users and tenants need their domain. */
export type Reference =
  | { readonly id: string }
  | {
      readonly name: string;
      readonly domain?: { readonly id: string } | { readonly name: string };
    };

export type Proof =
  | { readonly method: 'password'; readonly user: Reference; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | {
      readonly method: 'application credential';
      readonly credential: Reference;
      readonly user?: Reference;
      readonly secret: string;
    };

export type Scope =
  { readonly tenant: Reference } | { readonly domain: Reference } | { readonly system: 'all' };

export interface Credentials {
  /** Of identity, http or https, with or without `/v3`, without a trailing slash. */
  readonly authUrl: string;
  readonly proof: Proof;
  /** Absent: as the credential has it (application credentials), or the user's default. */
  readonly scope?: Scope;
}

/** What of credentials no artefact may show. */
export function secretOf({ proof }: Credentials): string {
  switch (proof.method) {
    case 'password':
      return proof.password;
    case 'token':
      return proof.token;
    case 'application credential':
      return proof.secret;
  }
}
