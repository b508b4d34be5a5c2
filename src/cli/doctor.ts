/** `doctor`: what can be known to be wrong before any test, with the key to change. */
import { Command } from 'commander';
import type { OpenStackPrincipal } from '../bindings/openstack.ts';
import { fingerprintOf } from '../bindings/fingerprint.ts';
import { type Need, needs } from '../catalogue/needs.ts';
import { accountHolders, personaKey } from '../catalogue/personas.ts';
import { Refusal, SignInError, Unreachable, Violation } from '../failures.ts';
import type { TargetFlags } from '../target/choose-target.ts';
import { chosenTarget } from './chosen-target.ts';
import { openTarget, type OpenTarget } from './connect.ts';
import { diagnoseAcceleration } from './diagnose-acceleration.ts';
import { diagnoseMonitoring } from './diagnose-monitoring.ts';

/** What the doctor found out; the run's report names it. */
export interface Diagnosis {
  /** Service → version. */
  readonly fingerprint: Readonly<Record<string, string>>;
  /** Types that the service catalogue lists. */
  readonly services: readonly string[];
  /** `network/<alias>` */
  readonly extensions: readonly string[];
  /** Sentences about what is odd and does not keep a run from beginning. */
  readonly warnings: readonly string[];
}

/** Services without which no row of Table 6-2 that has a feature can be looked at. */
const needed = ['identity', 'compute'] as const;

/**
 * Asks the target what it is. Takes seconds, changes nothing.
 * @param tell gets a line for each thing that is in order
 * @throws SignInError when nobody can sign in, or a service that is needed is not listed or silent; it
 *   names the key to change
 * @throws ConfigurationError when nobody can listen where the target is to call back
 */
export async function diagnose(open: OpenTarget, tell: (line: string) => void): Promise<Diagnosis> {
  // What a target says may repeat what it was sent.
  const redact = (text: string) => open.redactor.text(text);
  try {
    const { fingerprint, services, extensions, warnings } = await lookAt(open, (line) => {
      tell(redact(line));
    });
    return {
      fingerprint: Object.fromEntries(
        Object.entries(fingerprint).map(([service, version]) => [service, redact(version)]),
      ),
      services: services.map(redact),
      extensions: extensions.map(redact),
      warnings: warnings.map(redact),
    };
  } catch (error) {
    throw error instanceof SignInError
      ? new SignInError(redact(error.message), { cause: error })
      : error;
  }
}

async function lookAt(open: OpenTarget, tell: (line: string) => void): Promise<Diagnosis> {
  const { target, vim } = open;
  const at = `${target.chosenBy}: `;
  const warnings = [...target.warnings];

  const administrator = await vim
    .signIn('cloud zone administrator', target.credentials)
    .catch((error: unknown) => {
      throw new SignInError(at + explainSignIn(error, 'vim.openstack', target.credentials.authUrl));
    });
  const roles = administrator.session.signedIn?.roles ?? [];
  tell(`signed in at ${target.credentials.authUrl} (roles: ${roles.join(', ') || 'none'})`);
  if (!roles.includes('admin')) {
    warnings.push(
      `the credentials do not have the role admin, but ${roles.join(', ') || 'none'}: what only a cloud zone administrator may do cannot be decided`,
    );
  }

  if (roles.includes('admin') && administrator.session.signedIn?.tenantId === undefined) {
    warnings.push(
      'the credentials are scoped to no tenant, which compute may refuse to administrators too; see project_name',
    );
  }

  const services = servicesOf(administrator);
  const regions = regionsOf(administrator);
  if (target.region === undefined && regions.length > 1) {
    warnings.push(
      `the service catalogue has the regions ${regions.join(', ')}, and none was chosen: of each service the first address is taken; see region_name`,
    );
  }
  for (const service of needed) mustBeListed(administrator, service, at);
  tell(`the service catalogue lists ${services.join(', ')}`);

  const { versions: fingerprint, silent } = await fingerprintOf(administrator.session);
  for (const [service, version] of Object.entries(fingerprint)) tell(`${service}: ${version}`);
  for (const [service, why] of Object.entries(silent)) {
    const sentence = `the catalogue lists ${service}, but it does not answer: ${why}`;
    if (needed.some((each) => each === service)) {
      const key = `${service.replaceAll(' ', '_')}_endpoint_override`;
      throw new SignInError(`${at}${sentence}; see region_name and interface, or give ${key}`);
    }
    warnings.push(sentence);
  }
  const { compute = '' } = fingerprint;
  if (!/ to /.test(compute)) {
    warnings.push(
      `what the catalogue lists as compute, ${administrator.session.address('compute')}, does not say its microversions (it says: ${compute}); is the address right? See compute_endpoint_override`,
    );
  }

  const members = await open.traffic.look();
  const policies = await open.policies.look(administrator.session);
  const looks = [
    ...(await open.enablerServices.look()),
    ...(members === undefined ? [] : [members]),
    ...(await open.hardware.look()),
    ...(policies === undefined ? [] : [policies]),
  ];
  for (const { says, serves } of looks) {
    if (serves) tell(says);
    else warnings.push(says);
  }

  const tenants = new Map<string, string | undefined>();
  await Promise.all(
    accountHolders.map(async (persona) => {
      const given = target.personas[persona];
      if (persona === 'cloud zone administrator' || given === undefined) return;
      const key = `personas.${personaKey(persona)}`;
      const { session } = await vim.signIn(persona, given).catch((error: unknown) => {
        throw new SignInError(at + explainSignIn(error, key, given.authUrl));
      });
      tell(`the ${persona} can sign in`);
      tenants.set(persona, session.signedIn?.tenantId);
      if (session.signedIn?.roles.includes('admin') === true) {
        warnings.push(
          `${key} has the role admin: what the ${persona} must not be able to do cannot be decided`,
        );
      }
    }),
  );
  const outside = tenants.get('outsider');
  if (outside !== undefined && outside === tenants.get('VDC user')) {
    warnings.push(
      'personas.outsider and personas.vdc-user are for one tenant: what an outsider must not see cannot be decided',
    );
  }
  warnings.push(...(await diagnoseAcceleration(open, administrator, tell)));
  warnings.push(...(await diagnoseMonitoring(open, administrator, services, tell)));
  const extensions = await extensionsOf(administrator, services, warnings);
  return {
    fingerprint,
    services,
    extensions,
    warnings,
  };
}

const servicesOf = (administrator: OpenStackPrincipal): readonly string[] => [
  ...new Set(administrator.session.signedIn?.catalogue.map((entry) => entry.type)),
];

const neededExtensions: readonly string[] = Object.values<Need>(needs).flatMap(({ metBy }) =>
  typeof metBy === 'object' && 'networkExtension' in metBy ? [metBy.networkExtension] : [],
);

/**
 * None where the network service refuses to say: what needs one is then not applicable. Where it does not
 * answer, nothing is known: what needs one is tried.
 */
async function extensionsOf(
  { infrastructure }: OpenStackPrincipal,
  services: readonly string[],
  warnings: string[],
): Promise<readonly string[]> {
  if (!services.includes('network')) return [];
  try {
    return (await infrastructure.networkTypes()).map(({ id }) => `network/${id}`);
  } catch (error) {
    if (error instanceof Refusal) return [];
    if (!(error instanceof Unreachable || error instanceof Violation)) throw error;
    warnings.push(
      `the network service does not tell its extensions: ${error.message.replaceAll('\n', ', ')}`,
    );
    return neededExtensions.map((alias) => `network/${alias}`);
  }
}

/** The regions of the endpoints that the service catalogue lists. */
export const regionsOf = (administrator: OpenStackPrincipal): readonly string[] => [
  ...new Set(
    (administrator.session.signedIn?.catalogue ?? [])
      .flatMap((entry) => entry.endpoints)
      .flatMap(({ region_id: id }) => id ?? []),
  ),
];

function mustBeListed(
  administrator: OpenStackPrincipal,
  service: (typeof needed)[number],
  at: string,
): void {
  try {
    administrator.session.address(service);
  } catch (error) {
    const { expected, observed } = error as Violation;
    const empty = administrator.session.signedIn?.catalogue.length === 0;
    const see = empty
      ? 'see project_name: a sign-in without scope gets no catalogue'
      : `see region_name and interface, or give ${service}_endpoint_override`;
    throw new SignInError(`${at}expected ${expected}, but ${observed}; ${see}`);
  }
}

/** Says which key to look at. */
function explainSignIn(error: unknown, key: string, authUrl: string): string {
  if (error instanceof Refusal) {
    return `${authUrl} refuses the credentials of ${key} (${error.said}); see username, password, project_name and the domains of both`;
  }
  if (error instanceof Unreachable) return `${key}: ${error.message}; see auth_url and cacert`;
  if (error instanceof Violation) {
    return `${key}: ${authUrl} does not answer like an identity service (v3): expected ${error.expected}, observed ${error.observed}; see auth_url`;
  }
  throw error;
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('checks addresses, TLS, credentials, catalogue and versions, in seconds')
    .option('--simulator', 'of the bundled simulator')
    .option('--cloud <name>', 'of a cloud of clouds.yaml; envvars: the OS_* variables')
    .option('--target <file>', 'of what a target file describes')
    .action(async (flags: TargetFlags) => {
      const open = openTarget(chosenTarget(flags), {}, { timeoutMs: patience });
      try {
        const { warnings } = await diagnose(open, (line) =>
          process.stdout.write(`ok       ${line}\n`),
        );
        for (const warning of warnings) process.stdout.write(`warning  ${warning}\n`);
      } finally {
        await open.close();
      }
    });

/** In milliseconds, for one answer: nobody waits longer for a doctor. */
export const patience = 8_000;
