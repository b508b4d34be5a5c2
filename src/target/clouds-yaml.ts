/**
 * clouds.yaml with secure.yaml and clouds-public.yaml, found and merged in the order in which
 * openstacksdk does it: the first file found counts; secure.yaml goes over it, a profile under it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../failures.ts';
import { suggestion } from './nearest.ts';
import { isRawMap, merged, type Raw, type RawCloud, type RawMap } from './raw-cloud.ts';
import { absolute, type Surroundings, variable } from './surroundings.ts';
import { type Path, readYaml, type YamlSource } from './yaml-source.ts';

interface Found {
  readonly source?: YamlSource;
  readonly searched: readonly string[];
}

/**
 * An entry of clouds.yaml, merged.
 * @throws ConfigurationError for a file that is malformed, a cloud or profile that is not there
 */
export function rawCloud(name: string, around: Surroundings): RawCloud {
  const clouds = find('clouds', 'OS_CLIENT_CONFIG_FILE', around);
  const secure = find('secure', 'OS_CLIENT_SECURE_FILE', around).source;
  const known = clouds.source === undefined ? {} : section(clouds.source, 'clouds');
  if (!Object.hasOwn(known, name)) throw unknownCloud(name, Object.keys(known), clouds);

  const own = entry(known, name, clouds.source, 'clouds');
  const secrets = secure === undefined ? {} : section(secure, 'clouds');
  const mine = Object.hasOwn(secrets, name)
    ? merged(own, entry(secrets, name, secure, 'clouds'))
    : own;
  const { profile, vendor, path } = profileOf(mine, name, clouds.source, around);

  /** The file that wins, if the key stands in it, else the next one. */
  const places: readonly (readonly [YamlSource | undefined, Path])[] = [
    [secure, ['clouds', name]],
    [clouds.source, ['clouds', name]],
    [clouds.source, ['clouds', name, 'profile']],
    [vendor, path],
  ];
  return {
    label: `cloud ${name}`,
    values: merged(profile, mine),
    at(within) {
      const key = within.join('.');
      for (const [source, before] of places) {
        if (source?.has([...before, ...within]) === true) {
          return `${source.at([...before, ...within])}: ${key}`;
        }
      }
      return `${clouds.source?.at(['clouds', name, ...within]) ?? ''}: ${key}`;
    },
    base: around.cwd,
    warnOfUnknown: true,
  };
}

/** Looks in the usual places, in openstacksdk's order. */
function find(stem: string, override: string, around: Surroundings): Found {
  const named = variable(around, override);
  if (named !== undefined) {
    const path = absolute(named, around.cwd, around);
    // Named and missing is a mistake; looking elsewhere would test another cloud than was meant.
    if (!existsSync(path)) throw new ConfigurationError(`${override}: no such file: ${path}`);
    return { source: readYaml(path, { values: 'text' }), searched: [path] };
  }
  const configured = variable(around, 'XDG_CONFIG_HOME');
  const folders = [
    around.cwd,
    ...(configured === undefined ? [] : [join(configured, 'openstack')]),
    join(around.home, '.config', 'openstack'),
    join(around.etc, 'openstack'),
  ];
  const searched = folders.flatMap((folder) =>
    ['yaml', 'yml', 'json'].map((ending) => join(folder, `${stem}.${ending}`)),
  );
  const path = searched.find((candidate) => existsSync(candidate));
  return path === undefined
    ? { searched }
    : { source: readYaml(path, { values: 'text' }), searched };
}

/** The map under the one key that such a file has. */
function section(source: YamlSource, key: string): RawMap {
  const { value } = source;
  const found = isRawMap(value) ? (value[key] ?? '') : value;
  if (found === '' || found === null) return {};
  if (!isRawMap(found)) {
    throw new ConfigurationError(`${source.at([key])}: ${key} must hold an entry for each cloud`);
  }
  return found;
}

function entry(map: RawMap, name: string, source: YamlSource | undefined, key: string): RawMap {
  const found: Raw = map[name] ?? '';
  if (found === '') return {};
  if (isRawMap(found)) return found;
  throw new ConfigurationError(
    `${source?.at([key, name]) ?? ''}: ${key}.${name} must hold keys and values`,
  );
}

/** `profile`: values of a vendor, in place or by their name in clouds-public.yaml. */
function profileOf(
  cloud: RawMap,
  name: string,
  source: YamlSource | undefined,
  around: Surroundings,
): { profile: RawMap; vendor?: YamlSource; path: Path } {
  const key = cloud['profile'] === undefined ? 'cloud' : 'profile';
  const wanted = cloud[key] ?? '';
  if (wanted === '') return { profile: {}, path: [] };
  if (isRawMap(wanted)) return { profile: wanted, path: [] };
  const at = `${source?.at(['clouds', name, key]) ?? ''}: ${key}`;
  if (typeof wanted !== 'string') throw new ConfigurationError(`${at} must be a name`);
  const { source: vendor, searched } = find('clouds-public', 'OS_CLIENT_VENDOR_FILE', around);
  const profiles = vendor === undefined ? {} : section(vendor, 'public-clouds');
  if (vendor !== undefined && Object.hasOwn(profiles, wanted)) {
    const profile = entry(profiles, wanted, vendor, 'public-clouds');
    return { profile, vendor, path: ['public-clouds', wanted] };
  }
  throw new ConfigurationError(
    `${at}: no profile ${wanted} in clouds-public.yaml (searched ${searched.join(', ')}); ` +
      `put its auth_url and its other values into the entry itself`,
  );
}

function unknownCloud(name: string, known: readonly string[], found: Found): ConfigurationError {
  const files = found.source === undefined ? found.searched.join(', ') : found.source.path;
  return new ConfigurationError(
    found.source === undefined
      ? `no cloud ${name}: no clouds.yaml was found; searched ${files}`
      : `no cloud ${name} in ${files}${suggestion(name, known)}; ` +
          (known.length === 0 ? 'it has no clouds' : `it has ${known.join(', ')}`),
  );
}
