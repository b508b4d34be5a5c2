/** A flavour as an answer shows it, by microversion. */
import type { z } from 'zod';
import type { Flavor as WireFlavor, flavorSummary } from '../../src/contract/compute/flavour.ts';
import type { Flavor } from './flavour-table.ts';
import { linksOf } from './links.ts';
import type { ComputeCall } from './microversions.ts';

/** In a plain list. */
export function summaryView(call: ComputeCall, flavor: Flavor): z.infer<typeof flavorSummary> {
  const { id, name, description } = flavor;
  const links = linksOf(call, `flavors/${encodeURIComponent(id)}`);
  return call.state.minor < 55 ? { id, name, links } : { id, name, links, description };
}

/** In full. @param showExtraSpecs whether the caller may see extra specs */
export function fullView(call: ComputeCall, flavor: Flavor, showExtraSpecs: boolean): WireFlavor {
  const { minor } = call.state;
  return {
    id: flavor.id,
    name: flavor.name,
    ram: flavor.ram,
    disk: flavor.disk,
    swap: flavor.swap === 0 && minor < 75 ? '' : flavor.swap,
    'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeral,
    'OS-FLV-DISABLED:disabled': false,
    vcpus: flavor.vcpus,
    'os-flavor-access:is_public': flavor.isPublic,
    rxtx_factor: flavor.rxtxFactor,
    links: linksOf(call, `flavors/${encodeURIComponent(flavor.id)}`),
    ...(minor < 55 ? {} : { description: flavor.description }),
    ...(minor < 61 || !showExtraSpecs ? {} : { extra_specs: flavor.extraSpecs }),
  };
}
