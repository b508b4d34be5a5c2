/** Reading a target file: parsed, checked against its shape, resolved to a description. */
import { type AccountHolder, accountHolders, personaKey } from '../catalogue/personas.ts';
import { dirname } from 'node:path';
import { ConfigurationError } from '../failures.ts';
import type { Access } from './access.ts';
import { rawCloud } from './clouds-yaml.ts';
import type { Credentials } from './credentials.ts';
import { milliseconds } from './durations.ts';
import { environmentCloud, environmentRaw } from './environment.ts';
import { explainIssues } from './explain-issues.ts';
import { suggestion } from './nearest.ts';
import { openCloud, readableFile } from './open-cloud.ts';
import type { OpenStackEntry } from './openstack-schema.ts';
import type { Raw } from './raw-cloud.ts';
import { absolute, type Surroundings } from './surroundings.ts';
import { defaultParameters, type Target, type TargetParameters, undescribed } from './target.ts';
import { type TargetFile, targetFile, targetFileKeys } from './target-file-schema.ts';
import { type Path, readYaml, type YamlSource } from './yaml-source.ts';

/** Ids that a claim may name: the clauses of the catalogue and the needs. */
export interface Claimable {
  readonly ids: ReadonlySet<string>;
}

/**
 * @param path relative to the current folder
 * @throws ConfigurationError with a line for each thing that is wrong: `file:line:column: key …`
 */
export function readTargetFile(path: string, claimable: Claimable, around: Surroundings): Target {
  const source = readYaml(absolute(path, around.cwd, around), { values: 'typed' });
  const parsed = targetFile.safeParse(source.value);
  if (!parsed.success) {
    throw new ConfigurationError(explainIssues(parsed.error, source, targetFileKeys()));
  }
  const file = resolveFiles(parsed.data, [], source, around) as TargetFile;
  checkClaims(file, claimable, source);

  const entryAt: Path = ['vim', 'openstack'];
  const access = accessOf(file.vim.openstack, entryAt, source, around);
  const personas = personasOf(file, access, source, around);
  return {
    ...undescribed,
    ...access,
    name: file.target,
    kind: 'openstack',
    chosenBy: `--target ${path}`,
    credentials: personas['cloud zone administrator'] ?? access.credentials,
    personas,
    claims: file.claims ?? {},
    keys: keysOf(file),
    parameters: parametersOf(file),
    callbacks: callbacksOf(file),
    disposable: {
      hosts: file.disposable?.hosts ?? [],
      systems: file.disposable?.systems ?? [],
    },
    stimuli: file.stimuli ?? {},
    ...(file.acceleration === undefined ? {} : { acceleration: file.acceleration }),
    ...(file.hardware === undefined ? {} : { hardware: file.hardware }),
    ...(file.policy === undefined ? {} : { policy: file.policy }),
    ...(file['enabler-services'] === undefined
      ? {}
      : { enablerServices: file['enabler-services'] }),
  };
}

/** Where a value stands and its name; the value itself may be secret. */
const placeIn = (source: YamlSource, path: Path): string => `${source.at(path)}: ${path.join('.')}`;

function accessOf(
  entry: OpenStackEntry,
  path: Path,
  source: YamlSource,
  around: Surroundings,
  authUrl?: string,
): Access {
  const at = (within: Path) => placeIn(source, [...path, ...within]);
  if (!('cloud' in entry)) {
    const values: Record<string, Raw> = authUrl === undefined ? {} : { auth_url: authUrl };
    for (const [key, value] of Object.entries(entry)) {
      if (value !== undefined) values[key] = String(value);
    }
    const base = dirname(source.path);
    return openCloud({ label: path.join('.'), values, at, base, warnOfUnknown: false }, around);
  }
  let raw;
  try {
    raw = entry.cloud === environmentCloud ? environmentRaw(around) : rawCloud(entry.cloud, around);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${at(['cloud'])}: ${error.message}`, { cause: error });
  }
  const over: Record<string, Raw> = {};
  if (entry.region_name !== undefined) over['region_name'] = entry.region_name;
  if (entry.interface !== undefined) over['interface'] = entry.interface;
  return openCloud({ ...raw, values: { ...raw.values, ...over } }, around);
}

function personasOf(
  file: TargetFile,
  vim: Access,
  source: YamlSource,
  around: Surroundings,
): Target['personas'] {
  const personas: Partial<Record<AccountHolder, Credentials>> = {};
  for (const name of accountHolders) {
    const key = personaKey(name);
    const entry = file.personas?.[key];
    if (entry === undefined) continue;
    const { authUrl } = vim.credentials;
    personas[name] = accessOf(entry, ['personas', key], source, around, authUrl).credentials;
  }
  return personas;
}

function checkClaims(file: TargetFile, { ids }: Claimable, source: YamlSource): void {
  const wrong = Object.keys(file.claims ?? {}).filter((id) => !ids.has(id));
  if (wrong.length === 0) return;
  throw new ConfigurationError(
    wrong
      .map(
        (id) =>
          `${source.at(['claims', id])}: claims.${id} is neither a clause nor a need${suggestion(id, ids)}; ` +
          '`nfvi-conformance requirements` lists them',
      )
      .join('\n'),
  );
}

/** Paths of files made absolute and checked, wherever they stand. */
function resolveFiles(
  value: unknown,
  path: Path,
  source: YamlSource,
  around: Surroundings,
): unknown {
  if (Array.isArray(value)) {
    return value.map((each, i) => resolveFiles(each, [...path, i], source, around));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const here = [...path, key];
      return typeof inner === 'string' &&
        /^(?:cacert|cert|key|accelerator-image|policy-content)$/.test(key)
        ? [key, readableFile(absolute(inner, dirname(source.path), around), placeIn(source, here))]
        : [key, resolveFiles(inner, here, source, around)];
    }),
  );
}

/** Dotted keys of maps and of what they hold; an empty list or map that says nothing holds nothing. */
function keysOf(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const name = before === '' ? key : `${before}.${key}`;
    if (inner === undefined) return [];
    const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isMap ? [name, ...keysOf(inner, name)] : [name];
  });
}

function parametersOf({ parameters = {} }: TargetFile): TargetParameters {
  const { deadlines = {}, image, flavour } = parameters;
  const names = {
    image,
    flavour,
    externalNetwork: parameters['external-network'],
    volumeType: parameters['volume-type'],
    acceleratorImage: parameters['accelerator-image'],
    policyContent: parameters['policy-content'],
  };
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  const inMilliseconds = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : milliseconds(text);
  const { silence, clockOffset, deadlines: usual } = defaultParameters;
  return {
    ...(Object.fromEntries(given) as Partial<TargetParameters>),
    silence: inMilliseconds(parameters.silence, silence),
    clockOffset: inMilliseconds(parameters['clock-offset'], clockOffset),
    deadlines: {
      server: inMilliseconds(deadlines.server, usual.server),
      volume: inMilliseconds(deadlines.volume, usual.volume),
      stack: inMilliseconds(deadlines.stack, usual.stack),
    },
  };
}

const callbacksOf = ({ callbacks }: TargetFile): Target['callbacks'] => ({
  listen: callbacks?.listen ?? undescribed.callbacks.listen,
  ...(callbacks?.url === undefined ? {} : { url: callbacks.url }),
});
