/**
 * Hosts as compute tells administrators of them: `/os-hypervisors`, `/os-services` and
 * `/os-availability-zone`, Compute API 2.53 to 2.87, the last that tells capacity.
 */
import { availabilityZonesAnswer } from '../../contract/compute/availability-zone.ts';
import { hostServiceAnswer, hostServicesAnswer } from '../../contract/compute/host-service.ts';
import { hypervisorsWithCapacityAnswer } from '../../contract/compute/hypervisor.ts';
import { Violation } from '../../failures.ts';
import type { Hosts, Zone } from '../infrastructure-port.ts';
import { mustShow } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const versions = { wanted: '2.87', needed: '2.53' } as const;

const asking = (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
  session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

const binary = 'nova-compute';

async function programs(session: Session) {
  const answer = await asking(session)('GET', `/os-services?binary=${binary}`);
  const reading = { doing: 'list the programs of hosts', success: [200] };
  return mustShow(answer, hostServicesAnswer, reading).services;
}

async function set(session: Session, id: string, wish: object, doing: string): Promise<void> {
  const answer = await asking(session)('PUT', `/os-services/${encodeURIComponent(id)}`, wish);
  mustShow(answer, hostServiceAnswer, { doing, success: [200] });
}
const enable = (session: Session, id: string): Promise<void> =>
  set(session, id, { status: 'enabled' }, 'take a host back into service');
const declare = (session: Session, id: string, down: boolean): Promise<void> =>
  set(session, id, { forced_down: down }, `declare a host ${down ? 'down' : 'down no more'}`);

export function hostsOf(session: Session): Hosts {
  const ask = asking(session);

  const zones = async (path: string): Promise<readonly Zone[]> => {
    const reading = { doing: 'list the zones', success: [200] };
    const answer = mustShow(await ask('GET', path), availabilityZonesAnswer, reading);
    return answer.availabilityZoneInfo.map(({ zoneName: name, zoneState, hosts }) => ({
      name,
      available: zoneState.available,
      // What stands beside the hosts has programs of other kinds.
      hosts: Object.entries(hosts ?? {}).flatMap(([host, all]) => (binary in all ? [host] : [])),
    }));
  };

  const programOf = async (host: string): Promise<string> => {
    const found = (await programs(session)).find((each) => each.host === host);
    if (found !== undefined) return String(found.id);
    throw new Violation({
      expected: `the host ${host} to have a program that manages it`,
      observed: 'none is listed',
    });
  };

  /** Who may not see the programs of hosts still tries to change one. */
  const idOf = (host: string) => session.orAsKnown(`program of ${host}`, () => programOf(host));

  return {
    address: 'compute/host-out-of-service',
    async list() {
      const reading = { doing: 'list the hosts', success: [200] };
      const found = await allPages(
        '/os-hypervisors/detail',
        session.address('compute'),
        async (path) => {
          const page = mustShow(await ask('GET', path), hypervisorsWithCapacityAnswer, reading);
          return { entries: page.hypervisors, links: page.hypervisors_links };
        },
      );
      return found.map((each) => ({
        id: each.id,
        name: each.hypervisor_hostname,
        host: each.service.host,
        inService: each.status === 'enabled',
        up: each.state === 'up',
        total: { vCPUs: each.vcpus, memory: each.memory_mb, 'local storage': each.local_gb },
        taken: {
          vCPUs: each.vcpus_used,
          memory: each.memory_mb_used,
          'local storage': each.local_gb_used,
        },
      }));
    },
    programs: async () =>
      (await programs(session)).map(({ host, zone, status, state }) => ({
        host,
        zone,
        inService: status === 'enabled',
        up: state === 'up',
      })),
    zones: () => zones('/os-availability-zone'),
    zonesWithHosts: () => zones('/os-availability-zone/detail'),
    async takeOut(name, why) {
      const id = await idOf(name);
      const wish = { status: 'disabled', disabled_reason: why };
      await set(session, id, wish, 'take a host out of service');
      return id;
    },
    takeBack: async (name) => enable(session, await programOf(name)),
    downAddress: 'compute/host-declared-down',
    async declareDown(name) {
      const id = await idOf(name);
      await declare(session, id, true);
      return id;
    },
    declareUp: async (name) => declare(session, await programOf(name), false),
  };
}

/** What the run has taken out of service says so in its reason. */
export const outOfServiceKeeper = (session: Session): Keeper => ({
  named: async (name) =>
    (await programs(session))
      .filter(({ disabled_reason: reason }) => reason === name)
      .map(({ id }) => String(id)),
  exists: async (id) =>
    (await programs(session)).some(
      (each) =>
        String(each.id) === id &&
        each.status === 'disabled' &&
        each.disabled_reason?.startsWith('cft-') === true,
    ),
  remove: (id) => enable(session, id),
});

/** What the run has declared down; the ledger has it under the name of its host. */
export const declaredDownKeeper = (session: Session): Keeper => {
  const down = async () =>
    (await programs(session)).filter(({ forced_down: forcedDown }) => forcedDown === true);
  return {
    named: async (name) =>
      (await down()).filter(({ host }) => host === name).map(({ id }) => String(id)),
    exists: async (id) => (await down()).some((each) => String(each.id) === id),
    remove: (id) => declare(session, id, false),
  };
};
