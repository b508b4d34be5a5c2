/** Who is under test: a checked description, not a connection. Plain data, so that workers get it. */
import type { AccountHolder } from '../catalogue/personas.ts';
import type { Claim } from '../evidence.ts';
import type { Access } from './access.ts';
import { type Credentials, secretOf } from './credentials.ts';
import type { TargetFile } from './target-file-schema.ts';

/** Durations in milliseconds. */
export interface TargetParameters {
  readonly image?: string;
  readonly flavour?: string;
  readonly externalNetwork?: string;
  readonly volumeType?: string;
  /** The absolute path of a file. */
  readonly acceleratorImage?: string;
  readonly policyContent?: string;
  readonly silence: number;
  readonly clockOffset: number;
  readonly deadlines: { readonly server: number; readonly volume: number; readonly stack: number };
}

export interface Target extends Access {
  readonly name: string;
  /** `simulator`: the bundled one, in the process of the harness. */
  readonly kind: 'simulator' | 'openstack';
  /** The flags that choose it again, for example `--cloud acme`. */
  readonly chosenBy: string;
  /** Accounts given in the file; the others are made by the run. */
  readonly personas: Readonly<Partial<Record<AccountHolder, Credentials>>>;
  /** By clause id or needs-name; only what departs from the profile. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** Keys of the file that hold something, dotted: `enabler-services.load-balancer.members`. */
  readonly keys: readonly string[];
  readonly parameters: TargetParameters;
  readonly callbacks: { readonly listen: string; readonly url?: string };
  readonly disposable: { readonly hosts: readonly string[]; readonly systems: readonly string[] };
  readonly stimuli: NonNullable<TargetFile['stimuli']>;
  /** As in the file; paths of PEM files are absolute. */
  readonly acceleration?: NonNullable<TargetFile['acceleration']>;
  readonly hardware?: NonNullable<TargetFile['hardware']>;
  readonly policy?: NonNullable<TargetFile['policy']>;
  readonly enablerServices?: NonNullable<TargetFile['enabler-services']>;
}

export const defaultParameters: TargetParameters = {
  silence: 2_000,
  clockOffset: 1_000,
  deadlines: { server: 300_000, volume: 120_000, stack: 600_000 },
};

/** What every target has that no file describes. */
export const undescribed = {
  personas: {},
  claims: {},
  keys: [],
  parameters: defaultParameters,
  callbacks: { listen: '127.0.0.1:0' },
  disposable: { hosts: [], systems: [] },
  stimuli: {},
} as const satisfies Partial<Target>;

/**
 * What of a description no artefact may show: passwords, tokens and secrets. The bundled simulator
 * has none: its one password is printed in the documentation, and is a word of every report.
 */
export function secretsOf(target: Target): readonly string[] {
  if (target.kind === 'simulator') return [];
  const given: string[] = [target.credentials, ...Object.values(target.personas)].map(secretOf);
  const { redfish } = target.hardware ?? {};
  const { policy, acceleration, enablerServices } = target;
  const management = acceleration?.['nf-vi'];
  const others = [redfish?.password, policy?.token, enablerServices?.['ntp-key']?.secret];
  if (management !== undefined && 'url' in management) others.push(management.token);
  for (const entry of acceleration?.['vn-nf'] ?? []) if ('url' in entry) others.push(entry.token);
  return [...given, ...others.filter((secret) => secret !== undefined)];
}
