/** What a list of servers may be asked for by. Source: Compute API reference, "List servers". */
import { badRequest, forbidden, notServed } from '../kernel/fault.ts';
import type { ServerOrder } from './virtual-compute-table.ts';

const always = [
  ...['limit', 'marker', 'sort_key', 'sort_dir', 'all_tenants', 'changes-since', 'created_at'],
  ...['user_id', 'project_id', 'tenant_id', 'launch_index', 'image', 'image_ref', 'kernel_id'],
  ...[
    'ramdisk_id',
    'hostname',
    'key_name',
    'power_state',
    'vm_state',
    'task_state',
    'host',
    'node',
  ],
  ...['flavor', 'reservation_id', 'launched_at', 'terminated_at', 'availability_zone', 'name'],
  ...['display_name', 'description', 'display_description', 'locked_by', 'uuid', 'config_drive'],
  ...['root_device_name', 'access_ip_v4', 'access_ip_v6', 'auto_disk_config', 'progress', 'ip'],
  ...['soft_deleted', 'deleted', 'status', 'ip6'],
];
/** Tables of the service's database: known as parameters, and refused. */
const joined = [
  ...['block_device_mapping', 'services', 'metadata', 'system_metadata', 'info_cache'],
  ...['security_groups', 'pci_devices'],
];
const since: Readonly<Record<string, number>> = {
  tags: 26,
  'tags-any': 26,
  'not-tags': 26,
  'not-tags-any': 26,
  'changes-before': 66,
  locked: 73,
};

/** What whoever is no administrator may filter by; anything else is passed over. */
const forAll: Readonly<Record<string, number>> = {
  reservation_id: 1,
  name: 1,
  status: 1,
  image: 1,
  flavor: 1,
  ip: 1,
  'changes-since': 1,
  all_tenants: 1,
  ip6: 5,
  ...since,
  availability_zone: 83,
  config_drive: 83,
  key_name: 83,
  created_at: 83,
  launched_at: 83,
  terminated_at: 83,
  power_state: 83,
  task_state: 83,
  vm_state: 83,
  progress: 83,
  user_id: 83,
  hostname: 90,
};

const sortKeys: Readonly<Record<string, ServerOrder | 'inserted'>> = {
  created_at: 'inserted',
  display_name: 'name',
  updated_at: 'updated',
  launched_at: 'launched',
  host: 'host',
  node: 'host',
  vm_state: 'vmState',
  uuid: 'id',
};
/** Known, and without an order of its own here: rows stay in that of creation. */
const otherSortKeys = [
  ...['access_ip_v4', 'access_ip_v6', 'auto_disk_config', 'availability_zone', 'config_drive'],
  ...['display_description', 'hostname', 'image_ref', 'instance_type_id', 'kernel_id', 'key_name'],
  ...['launch_index', 'locked_by', 'power_state', 'progress', 'project_id', 'ramdisk_id', 'locked'],
  ...['root_device_name', 'task_state', 'terminated_at', 'user_id'],
];
const ignoredSortKeys = [
  ...['architecture', 'cell_name', 'cleaned', 'default_ephemeral_device', 'default_swap_device'],
  ...['deleted', 'deleted_at', 'disable_terminate', 'ephemeral_gb', 'ephemeral_key_uuid', 'id'],
  ...['key_data', 'launched_on', 'memory_mb', 'os_type', 'reservation_id', 'root_gb', 'vcpus'],
  ...['shutdown_terminate', 'user_data', 'vm_mode'],
];

/** How a parameter says yes, and no. */
export const yes = ['1', 't', 'true', 'on', 'y', 'yes'];
export const no = ['0', 'f', 'false', 'off', 'n', 'no'];

const queryFault = (name: string, value: string, what: string) =>
  badRequest(`Invalid input for query parameters ${name}. Value: ${value}. '${value}' ${what}`);

/** @throws Fault 400 about parameters that there are not (from 2.75), and values that cannot be */
export function judgeServerQuery(query: URLSearchParams, minor: number): void {
  const known = (key: string) =>
    always.includes(key) || joined.includes(key) || minor >= (since[key] ?? Infinity);
  const unknown = [...query.keys()].filter((key) => !known(key) && !key.startsWith('_'));
  if (minor >= 75 && unknown.length > 0) {
    const names = unknown
      .toSorted()
      .map((key) => `'${key}'`)
      .join(', ');
    const do_ = unknown.length === 1 ? 'does' : 'do';
    throw badRequest(`${names} ${do_} not match any of the regexes: '^_'`);
  }
  for (const key of ['changes-since', 'changes-before']) {
    const value = query.get(key);
    if (value !== null && known(key) && Number.isNaN(Date.parse(value))) {
      throw queryFault(key, value, "is not a 'date-time'");
    }
  }
  for (const key of ['name', 'ip', 'flavor', 'hostname', 'description', 'display_name']) {
    const value = query.get(key);
    if (value !== null && regexOf(value) === undefined)
      throw queryFault(key, value, "is not a 'regex'");
  }
}

/** @throws Fault 400 about a table or an inner attribute of the service, which filter nothing */
export function refuseInnerFilters(filters: URLSearchParams): void {
  const [inner] = [...filters.keys()].filter((key) => joined.includes(key) || key.startsWith('_'));
  if (inner !== undefined) throw badRequest(`Invalid filter field: ${inner}.`);
}

/**
 * Expressions of strangers are run on many names: what can take for ever (a quantified group, many
 * quantifiers, a reference back) is not.
 */
const mayTakeLong = (text: string): boolean =>
  text.length > 255 || /\)[+*{]|\\[1-9]|\(\?/.test(text) || (text.match(/[+*{]/g) ?? []).length > 3;

/** @returns undefined when it is no expression. @throws Fault 501 when it may take long */
export function regexOf(text: string): RegExp | undefined {
  if (mayTakeLong(text)) throw notServed('lists by an expression that may take long');
  try {
    return new RegExp(text, 'i');
  } catch {
    return undefined;
  }
}

/** The parameters that count for this caller. */
export const filtersFor = (
  query: URLSearchParams,
  minor: number,
  admin: boolean,
): URLSearchParams =>
  admin
    ? query
    : new URLSearchParams([...query].filter(([key]) => minor >= (forAll[key] ?? Infinity)));

/**
 * Newest first, unless the query says otherwise.
 * @throws Fault 400 about an unknown key, 403 about one for administrators
 */
export function serverOrder(query: URLSearchParams, admin: boolean) {
  const key = query.get('sort_key') ?? 'created_at';
  const [direction = 'desc'] = query.getAll('sort_dir');
  const known = [...Object.keys(sortKeys), ...otherSortKeys, ...ignoredSortKeys];
  if (!known.includes(key)) {
    throw queryFault('sort_key', key, `is not one of [${known.map((k) => `'${k}'`).join(', ')}]`);
  }
  if (direction !== 'asc' && direction !== 'desc') {
    throw badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'");
  }
  if (!admin && (key === 'host' || key === 'node')) {
    throw forbidden(`Only administrators can sort servers by ${key}`);
  }
  return {
    order: sortKeys[key] ?? 'inserted',
    direction: direction === 'asc' ? 'ascending' : 'descending',
  } as const;
}
