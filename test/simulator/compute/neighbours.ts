/** The services that compute works with, as small as they can be: one network, one image, some volumes. */
import { projectOf } from '../../../simulator/kernel/caller.ts';
import type { Clock } from '../../../simulator/kernel/clock.ts';
import { badRequest, Fault } from '../../../simulator/kernel/fault.ts';
import type {
  AcceleratorRequestsForCompute,
  AcceleratorsForCompute,
  BlockStorageForCompute,
  ImageForCompute,
  NetworkForCompute,
  ServerImage,
  ServerPort,
  ServerVolume,
} from '../../../simulator/compute/ports.ts';
import { projects } from './projects.ts';

const id = (kind: string, number: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const known = {
  network: id('b', 1),
  /** With another one, no server of this tenant need have the first. */
  otherNetwork: id('b', 2),
  image: id('c', 1),
  /** 10 GiB on disk, 512 MiB of memory. */
  largeImage: id('c', 2),
  queuedImage: id('c', 3),
  /** Free, of demo, bootable. */
  volume: id('d', 1),
  /** Free, of demo, not bootable. */
  dataVolume: id('d', 2),
  /** Free, of demo. */
  port: id('e', 100),
  foreignPort: id('e', 101),
} as const;

const group = { id: id('a', 1), name: 'default' };
const otherGroup = { id: id('a', 2), name: 'web' };
const groups = [group, otherGroup];

function network(): NetworkForCompute & { networks: string[] } {
  const ports = new Map<string, ServerPort>();
  let made = 0;
  const port = (portId: string, projectId: string, more: Partial<ServerPort>): ServerPort => {
    made += 1;
    const address = `10.1.0.${String(made)}`;
    const row: ServerPort = {
      id: portId,
      networkId: known.network,
      networkName: 'private',
      projectId,
      macAddress: `fa:16:3e:00:00:${String(made).padStart(2, '0')}`,
      addresses: [{ address, version: 4, kind: 'fixed', subnetId: id('f', 1) }],
      securityGroups: [group],
      deviceId: undefined,
      state: 'DOWN',
      ...more,
    };
    ports.set(portId, row);
    return row;
  };
  const must = (portId: string): ServerPort => {
    const found = ports.get(portId);
    if (found === undefined) throw new Error(`no port ${portId}`);
    return found;
  };
  const own = new Set<string>();
  port(known.port, projects.demo, {});
  port(known.foreignPort, projects.alt, {});
  const fake: NetworkForCompute & { networks: string[] } = {
    networks: [known.network],
    hasNetwork: (_caller, networkId) => networkId === known.network,
    networksOf: () => fake.networks,
    createPort: ({ serverId, projectId, fixedAddress, securityGroups }) => {
      if (fixedAddress?.startsWith('10.1.') === false) {
        throw badRequest(`Fixed IP ${fixedAddress} is not a valid ip address`);
      }
      const row = port(id('e', 200 + made), projectId, { deviceId: serverId, state: 'ACTIVE' });
      own.add(row.id);
      if (securityGroups !== undefined) fake.secure(row.id, securityGroups);
      return row;
    },
    holderOf: (networkId, address) => {
      const holder = [...ports.values()].find(
        (row) => row.networkId === networkId && row.addresses[0]?.address === address,
      );
      return holder === undefined ? undefined : (holder.deviceId ?? '');
    },
    port: (portId: string) => ports.get(portId),
    portsOf: (serverId: string) => [...ports.values()].filter((row) => row.deviceId === serverId),
    bind: (portId, { serverId }) => {
      const row: ServerPort = { ...must(portId), deviceId: serverId, state: 'ACTIVE' };
      ports.set(portId, row);
      return row;
    },
    unbind: (portId: string) => {
      if (own.has(portId)) ports.delete(portId);
      else ports.set(portId, { ...must(portId), deviceId: undefined, state: 'DOWN' });
    },
    deletePort: (portId: string) => {
      ports.delete(portId);
    },
    securityGroup: (_projectId: string, name: string) =>
      groups.find((one) => one.name === name || one.id === name),
    secure: (portId: string, ids: readonly string[]) => {
      const securityGroups = groups.filter((one) => ids.includes(one.id));
      ports.set(portId, { ...must(portId), securityGroups });
    },
  };
  return fake;
}

function storage(clock: Clock): BlockStorageForCompute {
  const volumes = new Map<string, ServerVolume>();
  const attachments = new Map<string, string>();
  const put = (volumeId: string, more: Partial<ServerVolume>) => {
    const before = volumes.get(volumeId) ?? {
      id: volumeId,
      projectId: projects.demo,
      size: 1,
      status: 'available',
      bootable: false,
      multiattach: false,
      imageMetadata: {},
    };
    const row = { ...before, ...more };
    volumes.set(volumeId, row);
    return row;
  };
  put(known.volume, { bootable: true });
  put(known.dataVolume, {});
  return {
    volume: (projectId, volumeId) => {
      const row = volumes.get(volumeId);
      return row?.projectId === projectId ? row : undefined;
    },
    createVolume: ({ projectId, size }) => {
      const volumeId = id('d', volumes.size + 1);
      clock.schedule(5000, () => put(volumeId, { status: 'available' }));
      return put(volumeId, { projectId, size, status: 'creating', bootable: true });
    },
    deleteVolume: (volumeId) => {
      volumes.delete(volumeId);
    },
    reserve: (volumeId) => {
      const row = volumes.get(volumeId);
      if (row?.status !== 'available') {
        throw new Fault(
          400,
          `Invalid volume: volume ${volumeId} status must be 'available'. Currently in '${String(row?.status)}'`,
        );
      }
      put(volumeId, { status: 'reserved' });
      const attachmentId = id('9', attachments.size + 1);
      attachments.set(attachmentId, volumeId);
      return attachmentId;
    },
    attach: (attachmentId) => {
      put(attachments.get(attachmentId) ?? '', { status: 'in-use' });
    },
    beginDetach: (attachmentId) => {
      const volumeId = attachments.get(attachmentId) ?? '';
      if (volumes.get(volumeId)?.status !== 'in-use') {
        throw badRequest("Invalid volume: Volume status must be 'in-use' to detach.");
      }
      put(volumeId, { status: 'detaching' });
    },
    detach: (attachmentId) => {
      put(attachments.get(attachmentId) ?? '', { status: 'available' });
      attachments.delete(attachmentId);
    },
  };
}

const image = (imageId: string, more: Partial<ServerImage> = {}): ServerImage => ({
  id: imageId,
  name: 'an image',
  status: 'active',
  size: 2 ** 20,
  minDisk: 0,
  minRam: 0,
  ...more,
});
const images: readonly ServerImage[] = [
  image(known.image),
  image(known.largeImage, { minDisk: 10, minRam: 512 }),
  image(known.queuedImage, { status: 'queued' }),
];

export const neighbours = (clock: Clock) => ({
  network: network(),
  storage: storage(clock),
  images: {
    image: (caller, imageId) =>
      projectOf(caller) === undefined ? undefined : images.find((one) => one.id === imageId),
  } satisfies ImageForCompute,
  accelerators: { virtualComputeGone: () => undefined } satisfies AcceleratorsForCompute,
  acceleratorRequests: {
    hasProfile: () => false,
    hasRoom: () => false,
    give: () => undefined,
    outcome: () => 'bound',
  } satisfies AcceleratorRequestsForCompute,
});
