/** Virtual computes (servers on the wire): `/servers`, Compute API 2.47 and later. */
import { randomUUID } from 'node:crypto';
import {
  type Server,
  serverAcceptedAnswer,
  serverAnswer,
  serversAnswer,
} from '../../contract/compute/virtual-compute.ts';
import {
  groupsOfServerAnswer,
  interfacesAnswer,
  volumesOfServerAnswer,
} from '../../contract/compute/virtual-compute-parts.ts';
import { Violation } from '../../failures.ts';
import { amount, canonicalAmounts, inUnit, type Quantity } from '../attributes.ts';
import { launchChoices } from '../launch-choices.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Attributes, Keeper, Owner, Room, State, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

/** From 2.47 on a server shows its flavour's capacity; at 2.37 it can be launched without a network. */
const versions = { wanted: '2.93', needed: '2.47' } as const;

const states: Readonly<Record<string, State>> = {
  ACTIVE: 'active',
  BUILD: 'building',
  DELETED: 'deleting',
  ERROR: 'error',
  HARD_REBOOT: 'changing',
  MIGRATING: 'changing',
  PAUSED: 'paused',
  REBOOT: 'changing',
  REBUILD: 'building',
  RESIZE: 'changing',
  SHUTOFF: 'stopped',
  SOFT_DELETED: 'deleting',
  SUSPENDED: 'suspended',
  VERIFY_RESIZE: 'unconfirmed',
};

/** What lists show; capacity is wished for by a flavour, or by itself where a target claims to take it. */
const capacity: Readonly<Record<string, Quantity>> = {
  vCPUs: { field: 'vcpus', unit: '' },
  memory: { field: 'ram', unit: 'MiB' },
  'local storage': { field: 'disk', unit: 'GiB' },
};
/**
 * What is seen otherwise: capacity stands for the flavour, and what it is attached to tells itself. A name
 * is wished for only where it must be refused.
 */
const unlisted = [
  'name',
  'affinity group',
  'flavour',
  'host',
  'security group',
  'virtual network',
  'virtual storage',
  'zone',
];

const canonical = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(
      canonicalAmounts(attributes, capacity, ['image', 'key pair', 'label', ...unlisted]),
    ).filter(([word]) => !unlisted.includes(word)),
  );

const stateOf = ({ status, 'OS-EXT-STS:task_state': task }: Server): State =>
  task === 'deleting' ? 'deleting' : (states[status] ?? 'other');

const fromWire = (server: Server): Thing => {
  const { flavor, image, 'OS-EXT-SRV-ATTR:host': host } = server;
  const addresses = Object.values(server.addresses).flatMap((all) => all.map(({ addr }) => addr));
  return {
    id: server.id,
    name: server.name,
    state: stateOf(server),
    attributes: {
      ...Object.fromEntries(
        Object.entries(capacity).flatMap(([word, { field, unit }]) => {
          const value = flavor[field];
          return typeof value === 'number' ? [[word, amount(value, unit)]] : [];
        }),
      ),
      ...(host == null ? {} : { host }),
      ...(image === '' ? {} : { image: image.id }),
      ...(addresses.length === 0 ? {} : { addresses: addresses.join(', ') }),
      ...(server.key_name == null ? {} : { 'key pair': server.key_name }),
      ...(server.metadata['label'] === undefined ? {} : { label: server.metadata['label'] }),
    },
    ...(server.fault === undefined ? {} : { fault: server.fault.message }),
  };
};

/** Storage that outlives what was booted from it. */
const bootingFrom = (volume: string) => ({
  block_device_mapping_v2: [
    {
      boot_index: 0,
      source_type: 'volume',
      destination_type: 'volume',
      uuid: volume,
      delete_on_termination: false,
    },
  ],
});

/** A capacity without a flavour, in the form in which servers show theirs. */
function statedCapacity(wish: Attributes): Readonly<Record<string, unknown>> | undefined {
  const stated = Object.entries(capacity).filter(([word]) => wish[word] !== undefined);
  if (stated.length === 0) return undefined;
  return Object.fromEntries(
    stated.map(([word, { field, unit }]) => [field, inUnit(wish[word] ?? '', unit)]),
  );
}

const pathOf = (id: string): string => `/servers/${encodeURIComponent(id)}`;

export const virtualComputeRoom = (session: Session): Room<'virtual compute'> & Keeper => {
  const choices = launchChoices(session);
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

  const toWire = async (name: string, wish: Attributes) => {
    const { 'virtual storage': storage, 'virtual network': network } = wish;
    const { 'key pair': keyPair, 'security group': group, label, host, zone } = wish;
    const flavor = statedCapacity(wish);
    return {
      name: wish['name'] ?? name,
      ...(flavor === undefined
        ? { flavorRef: wish['flavour'] ?? (await choices.flavour()).id }
        : { flavor }),
      ...(storage === undefined
        ? { imageRef: wish['image'] ?? (await choices.image()).id }
        : bootingFrom(storage)),
      networks: network === undefined ? 'none' : [{ uuid: network }],
      ...(keyPair === undefined ? {} : { key_name: keyPair }),
      ...(label === undefined ? {} : { metadata: { label } }),
      ...(group === undefined ? {} : { security_groups: [{ name: group }] }),
      ...(host === undefined ? {} : { host }),
      ...(zone === undefined ? {} : { availability_zone: zone }),
    };
  };

  const list = async (query: Readonly<Record<string, string>>, pageSize?: number) => {
    const reading = { doing: 'list virtual computes', success: [200] };
    const limit = pageSize === undefined ? {} : { limit: String(pageSize) };
    const parameters = new URLSearchParams({ ...query, ...limit }).toString();
    const pages = allPages(
      `/servers/detail${parameters === '' ? '' : `?${parameters}`}`,
      session.address('compute'),
      async (path) => {
        const page = mustShow(await ask('GET', path), serversAnswer, reading);
        return { entries: page.servers, links: page.servers_links };
      },
      pageSize,
    );
    return (await pages).map(fromWire);
  };

  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a virtual compute', success: [200] };
    return fromWire(mustShow(answer, serverAnswer, reading).server);
  };

  /** Whoever may not see them uses the ids that others have seen: what they try must be the real thing. */
  const interfaces = (id: string) =>
    session.orAsKnown(
      `interfaces of ${id}`,
      async () =>
        mustShow(await ask('GET', `${pathOf(id)}/os-interface`), interfacesAnswer, {
          doing: 'list the interfaces of a virtual compute',
          success: [200],
        }).interfaceAttachments,
    );

  /** A network goes with every interface on it. Without one, nothing could be sent that is about both. */
  const portsOn = async (id: string, network: Thing): Promise<readonly string[]> => {
    const ports = (await interfaces(id)).filter(({ net_id: on }) => on === network.id);
    if (ports.length > 0) return ports.map(({ port_id: port }) => port);
    throw new Violation({
      expected: `the virtual compute ${id} to have an interface on ${network.name} (${network.id})`,
      observed: 'it lists none there',
    });
  };

  const attachedTo = async (id: string): Promise<readonly string[]> => {
    const volumes = mustShow(
      await ask('GET', `${pathOf(id)}/os-volume_attachments`),
      volumesOfServerAnswer,
      { doing: 'list the storage of a virtual compute', success: [200] },
    ).volumeAttachments;
    const groups = mustShow(
      await ask('GET', `${pathOf(id)}/os-security-groups`),
      groupsOfServerAnswer,
      { doing: 'list the security groups of a virtual compute', success: [200] },
    ).security_groups;
    return [
      ...(await interfaces(id)).map((one) => one.net_id),
      ...volumes.map((one) => one.volumeId),
      ...groups.map((one) => one.id),
    ];
  };

  const act = async (id: string, action: 'suspend' | 'resume') => {
    const answer = await ask('POST', `${pathOf(id)}/action`, { [action]: null });
    const doing = `${action === 'suspend' ? 'suspend' : 'unsuspend'} a virtual compute`;
    mustSucceed(answer, { doing, success: [202] });
  };

  return {
    address: 'compute/virtual-compute',
    belongsTo: 'tenant',
    smallest: {},
    ready: { state: 'active', broken: ['error', 'deleting'], deadline: 'server' },
    canonical,
    unknownId: () => randomUUID(),
    show,
    attachedTo,
    async create(name, wish) {
      const server = await toWire(name, wish);
      const group = wish['affinity group'];
      const hints = group === undefined ? {} : { 'os:scheduler_hints': { group } };
      const answer = await ask('POST', '/servers', { server, ...hints });
      const reading = { doing: 'create a virtual compute', success: [202] };
      const { id } = mustShow(answer, serverAcceptedAnswer, reading).server;
      // The answer tells the id only; what becomes of it is looked at later.
      return { id, name, attributes: {}, state: 'building' };
    },
    list: (options) =>
      list(options?.ofAllTenants === true ? { all_tenants: '1' } : {}, options?.pageSize),
    async detach(id, from, kind) {
      const parts =
        kind === 'virtual network'
          ? (await portsOn(id, from)).map((port) => `os-interface/${encodeURIComponent(port)}`)
          : [`os-volume_attachments/${encodeURIComponent(from.id)}`];
      for (const part of parts) {
        const answer = await ask('DELETE', `${pathOf(id)}/${part}`);
        mustSucceed(answer, { doing: 'detach from a virtual compute', success: [202] });
      }
    },
    async delete(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a virtual compute', success: [204] });
    },
    suspend: (id) => act(id, 'suspend'),
    unsuspend: (id) => act(id, 'resume'),
    async named(name, { tenantId }: Owner) {
      // The filter is a regular expression; the name has none of its signs.
      const of: Record<string, string> =
        tenantId === undefined ? {} : { all_tenants: '1', project_id: tenantId };
      const found = await list({ name: `^${name}$`, ...of });
      return found.filter((one) => one.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a virtual compute', success: [204, 404] });
    },
  };
};
