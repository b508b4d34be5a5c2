/** From an entry of clouds.yaml, or OS_* variables, to the way an OpenStack is reached. */
import { accessSync, constants } from 'node:fs';
import { ConfigurationError } from '../failures.ts';
import type { Access, EndpointInterface, TlsFiles } from './access.ts';
import { suggestion } from './nearest.ts';
import {
  asBoolean,
  isRawMap,
  merged,
  type RawCloud,
  type RawMap,
  textReader,
} from './raw-cloud.ts';
import { authKeys, credentialsOf } from './sign-in.ts';
import { absolute, type Surroundings } from './surroundings.ts';

/** Keys beside `auth` that are read here. */
const read = new Set<string>([
  ...authKeys,
  'auth',
  'auth_type',
  'auth_plugin',
  'region_name',
  'regions',
  'interface',
  'endpoint_type',
  'cacert',
  'cert',
  'key',
  'verify',
  'insecure',
  'profile',
  'cloud',
]);
/** Keys that clients know and that say nothing about a target: versions are negotiated here. */
const ignored =
  /_(?:api_version|default_microversion|service_type|service_name|min_version|max_version)$|^(?:name|cloud_name|networks|api_timeout|timeout|cache|client_config_file|floating_ip_source|secgroup_source|disable_vendor_agent|image_format|image_api_use_tasks|force_ipv4|message|status|vendor_hook|statsd|metrics|volume_api_version|default_domain|strict_proxies|api_version|requires_floating_ip|object_store_.*)$/;

const interfaces: Readonly<Record<string, EndpointInterface>> = {
  public: 'public',
  publicurl: 'public',
  internal: 'internal',
  internalurl: 'internal',
  admin: 'admin',
  adminurl: 'admin',
};

/** @throws ConfigurationError naming where the key stands that must be changed */
export function openCloud(cloud: RawCloud, around: Surroundings): Access {
  const warnings: string[] = [];
  const { region, values } = withRegion(cloud, warnings);
  const top = textReader(cloud, values, []);
  const auth = authTexts(cloud, values);
  const authType = top.text('auth_type', 'auth_plugin') ?? auth.typeWithin;
  const credentials = credentialsOf(auth, authType);

  const overrides: Record<string, string> = {};
  for (const key of top.keys) {
    const service = /^(.+)_endpoint_override$/.exec(key)?.[1];
    const address = service === undefined ? undefined : top.text(key);
    if (service !== undefined && address !== undefined) {
      if (!/^https?:\/\/[^\s@]+$/.test(address) || !URL.canParse(address)) {
        throw new ConfigurationError(`${top.at(key)} must be an http or https address`);
      }
      overrides[service] = address.replace(/\/+$/, '');
    } else if (
      service === undefined &&
      cloud.warnOfUnknown &&
      !read.has(key) &&
      !ignored.test(key)
    ) {
      warnings.push(`${top.at(key)} means nothing here and is ignored${suggestion(key, read)}`);
    }
  }
  const face = top.text('interface', 'endpoint_type') ?? 'public';
  const chosen = interfaces[face.toLowerCase()];
  if (chosen === undefined) {
    throw new ConfigurationError(
      `${top.at(top.keys.includes('interface') ? 'interface' : 'endpoint_type')} must be public, internal or admin`,
    );
  }
  return {
    credentials,
    tls: tlsFiles(cloud, top, around, warnings),
    ...(region === undefined ? {} : { region }),
    interface: chosen,
    overrides,
    warnings,
  };
}

/** `region_name`, or the first of `regions` with the values that it brings. */
function withRegion(
  cloud: RawCloud,
  warnings: string[],
): { region: string | undefined; values: RawMap } {
  const { values } = cloud;
  const named = textReader(cloud, values, []).text('region_name');
  const { regions } = values;
  if (Array.isArray(regions) && regions.length > 0) {
    const names = regions.map((entry: unknown) => (isRawMap(entry) ? entry['name'] : entry));
    const index = named === undefined ? 0 : names.indexOf(named);
    const [entry, name] = [regions[index] as unknown, names[index]];
    if (typeof name !== 'string' || name === '') {
      throw new ConfigurationError(
        `${cloud.at(['regions'])} must name regions${named === undefined ? '' : `, ${named} among them`}`,
      );
    }
    if (index === 0 && regions.length > 1 && named === undefined) {
      warnings.push(`${cloud.label} has several regions; ${name} is taken, being the first`);
    }
    const own = isRawMap(entry) ? entry['values'] : undefined;
    return { region: name, values: isRawMap(own) ? merged(values, own) : values };
  }
  const [first, ...others] = (named ?? '').split(',').map((name) => name.trim());
  if (others.length > 0) {
    warnings.push(`${cloud.label} has several regions; ${String(first)} is taken, being the first`);
  }
  return { region: first === '' ? undefined : first, values };
}

/** The keys of `auth`; what stands beside it counts where it is missing in it. */
function authTexts(cloud: RawCloud, values: RawMap) {
  const { auth = '' } = values;
  if (auth !== '' && !isRawMap(auth)) {
    throw new ConfigurationError(`${cloud.at(['auth'])} must hold keys and values`);
  }
  const within = textReader(cloud, auth === '' ? {} : auth, ['auth']);
  const beside = textReader(cloud, values, []);
  const known: readonly string[] = authKeys;
  for (const key of within.keys) {
    if (known.includes(key) || key === 'auth_type') continue;
    throw new ConfigurationError(
      `${within.at(key)} is no key of auth that this tool knows${suggestion(key, known)}`,
    );
  }
  const flat = auth === '' && authKeys.some((key) => beside.keys.includes(key));
  return {
    typeWithin: within.text('auth_type'),
    text: (...names: string[]) => within.text(...names) ?? beside.text(...names),
    at: (name: string) =>
      flat || name === 'auth_type' || (!within.keys.includes(name) && beside.keys.includes(name))
        ? beside.at(name)
        : within.at(name),
  };
}

function tlsFiles(
  cloud: RawCloud,
  top: ReturnType<typeof textReader>,
  around: Surroundings,
  warnings: string[],
): TlsFiles {
  const files: { cacert?: string; cert?: string; key?: string } = {};
  for (const name of ['cacert', 'cert', 'key'] as const) {
    const given = top.text(name);
    if (given !== undefined) {
      files[name] = readableFile(absolute(given, cloud.base, around), top.at(name));
    }
  }
  if (files.key !== undefined && files.cert === undefined) {
    throw new ConfigurationError(`${top.at('key')} needs a cert beside it`);
  }
  const insecure = top.text('insecure');
  const verify = top.text('verify');
  const checked =
    !(insecure !== undefined && asBoolean(insecure, top.at('insecure'))) &&
    (verify === undefined || asBoolean(verify, top.at('verify')));
  if (checked) return files;
  warnings.push(`${cloud.label}: the target's certificate is not checked (verify: false)`);
  return { ...files, verify: false };
}

/** @throws ConfigurationError when nobody can read it */
export function readableFile(path: string, at: string): string {
  try {
    accessSync(path, constants.R_OK);
    return path;
  } catch (error) {
    throw new ConfigurationError(`${at}: the file ${path} cannot be read`, { cause: error });
  }
}
