/**
 * What compute needs of the other services, in its own terms. They implement it, and meet compute in
 * `create-simulator.ts` only. Every method is synchronous: a world has one thread and one clock.
 */
import type { Caller } from '../kernel/caller.ts';

/** An address of a port, as a server shows it. */
export interface PortAddress {
  readonly address: string;
  readonly version: 4 | 6;
  readonly kind: 'fixed' | 'floating';
  readonly subnetId: string;
}

/** A port of a network, as far as compute reads it. */
export interface ServerPort {
  readonly id: string;
  readonly networkId: string;
  readonly networkName: string;
  readonly projectId: string;
  readonly macAddress: string;
  /** Floating addresses that lead to the port included. */
  readonly addresses: readonly PortAddress[];
  readonly securityGroups: readonly { readonly id: string; readonly name: string }[];
  /** The server that has it; undefined while it is free. */
  readonly deviceId: string | undefined;
  readonly state: 'ACTIVE' | 'DOWN' | 'BUILD';
}

/** Whose a port is to be. */
export interface ServerOfPort {
  readonly serverId: string;
  readonly host: string;
  /** What the server is called in its network. */
  readonly hostname: string;
}

export interface NewServerPort extends ServerOfPort {
  readonly networkId: string;
  readonly projectId: string;
  /** An address of the network that it shall have; the service chooses without it. */
  readonly fixedAddress?: string;
  /** Names or ids of security groups of the project; its default one without them. */
  readonly securityGroups?: readonly string[];
}

/**
 * The network service. Methods throw a kernel `Fault` with the status and message that *compute* passes
 * on to its client (400 for an unknown security group or a taken address, 403 over the quota of ports).
 */
export interface NetworkForCompute {
  /** Whether there is such a network, and the caller may use it. */
  hasNetwork(caller: Caller, networkId: string): boolean;
  /** The networks that a server of this project gets when its creator names none. */
  networksOf(projectId: string): readonly string[];
  /** Whose port has this address of the network: its device, empty while it has none; or undefined. */
  holderOf(networkId: string, address: string): string | undefined;
  createPort(wish: NewServerPort): ServerPort;
  port(portId: string): ServerPort | undefined;
  /** Ports of a server, in the order in which it got them. */
  portsOf(serverId: string): readonly ServerPort[];
  /** Gives a port that there is to a server, and its name unless the port has one. */
  bind(portId: string, server: ServerOfPort): ServerPort;
  /** Frees a port that its owner made; what compute made itself, it deletes. */
  unbind(portId: string): void;
  deletePort(portId: string): void;
  /**
   * The security group that a project calls so, by name or by id; undefined when there is none.
   * Throws a `Fault` (409) when several have the name.
   */
  securityGroup(
    projectId: string,
    nameOrId: string,
  ): { readonly id: string; readonly name: string } | undefined;
  /** Puts other security groups, by id, in the place of those that a port has. */
  secure(portId: string, securityGroupIds: readonly string[]): void;
}

/** A volume, as far as compute reads it. */
export interface ServerVolume {
  readonly id: string;
  readonly projectId: string;
  /** GiB. */
  readonly size: number;
  /** The service's own word: `available`, `in-use`, `error` … */
  readonly status: string;
  readonly bootable: boolean;
  readonly multiattach: boolean;
  /** What a volume made from an image remembers of it; empty without one. */
  readonly imageMetadata: Readonly<Record<string, string>>;
}

export interface NewServerVolume {
  readonly projectId: string;
  readonly userId: string;
  /** GiB; 0: as large as what it is made from. */
  readonly size: number;
  readonly imageId?: string;
  readonly snapshotId?: string;
  readonly sourceVolumeId?: string;
  readonly volumeType?: string;
}

/** The block storage service. Methods throw a `Fault` as compute passes it on. */
export interface BlockStorageForCompute {
  /** Undefined also when it belongs to another project. */
  volume(projectId: string, volumeId: string): ServerVolume | undefined;
  /** It becomes `available` on the clock. */
  createVolume(wish: NewServerVolume): ServerVolume;
  deleteVolume(volumeId: string): void;
  /** `available` → `reserved`; returns the id of the attachment. A second one is refused, 400. */
  reserve(volumeId: string, serverId: string): string;
  /** `reserved` or `attaching` → `in-use`. */
  attach(attachmentId: string, device: string, host: string): void;
  /** `in-use` → `detaching`, until `detach`; refused, 400, in any other state. */
  beginDetach(attachmentId: string): void;
  /** The attachment ends; `available` when it was the last one. */
  detach(attachmentId: string): void;
}

/** An image, as far as compute reads it. */
export interface ServerImage {
  readonly id: string;
  readonly name: string | null;
  /** `active` when a server can boot from it. */
  readonly status: string;
  /** Bytes; undefined before data was uploaded. */
  readonly size: number | undefined;
  /** GiB. */
  readonly minDisk: number;
  /** MiB. */
  readonly minRam: number;
}

export interface ImageForCompute {
  /** Undefined also when the caller may not see it. */
  image(caller: Caller, imageId: string): ServerImage | undefined;
}

export interface AcceleratorsForCompute {
  /** A server has ended: the accelerators that were given to it are free again. */
  virtualComputeGone(serverId: string): void;
}

/** A server that gets accelerators. */
export interface AcceleratedServer {
  readonly serverId: string;
  readonly projectId: string;
  readonly host: string;
}

/** The accelerator service: what the device profile of a flavour means. */
export interface AcceleratorRequestsForCompute {
  hasProfile(profile: string): boolean;
  /** Whether a host has all that the profile wants, free. */
  hasRoom(profile: string, host: string): boolean;
  /** Throws a `Fault` when the host has not enough any more, or the profile is gone. */
  give(profile: string, server: AcceleratedServer): void;
  /** Accelerators may have to be programmed first. */
  outcome(serverId: string): 'pending' | 'bound' | 'failed';
}
