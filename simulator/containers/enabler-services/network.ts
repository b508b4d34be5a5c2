/** The network that the engine gives to containers. */
import { containerEngine } from '../engine.ts';

export interface EngineNetwork {
  /** Of the engine's machine: through it, too, comes what is sent to published ports. */
  readonly gateway: string;
  /** Of the servers. */
  readonly own: string;
  /** With its prefix: `172.17.0.0/16`. */
  readonly network: string;
  readonly mask: string;
  /** The addresses at its end, which the engine gives to nobody before all others. */
  readonly pool: { readonly first: string; readonly last: string; readonly size: number };
}

const poolSize = 8;

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
const addressOf = (number: number): string =>
  [24, 16, 8, 0].map((bits) => String(Math.floor(number / 2 ** bits) % 256)).join('.');

/** @param id a container that is in it */
export async function networkOf(id: string): Promise<EngineNetwork> {
  const { container } = await containerEngine();
  const { NetworkSettings } = await container.getById(id).inspect();
  const [settings] = Object.values(NetworkSettings.Networks);
  if (settings === undefined) throw new Error('the engine has given the container no network');
  const { Gateway: gateway, IPAddress: own, IPPrefixLen: prefix } = settings;
  const size = 2 ** (32 - prefix);
  const start = Math.floor(numberOf(gateway) / size) * size;
  const first = start + size - 2 * poolSize;
  return {
    gateway,
    own,
    network: `${addressOf(start)}/${String(prefix)}`,
    mask: addressOf(2 ** 32 - size),
    pool: { first: addressOf(first), last: addressOf(first + poolSize - 1), size: poolSize },
  };
}
