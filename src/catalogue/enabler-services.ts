/** The enabler services of the chapter's last section. */
import { dhcp } from './enabler-services/dhcp.ts';
import { dns } from './enabler-services/dns.ts';
import { lbaas } from './enabler-services/lbaas.ts';
import { ntp } from './enabler-services/ntp.ts';
import { requirementsOf } from './enabler-services/service.ts';
import type { Requirement } from './requirement.ts';

export const enablerServices: readonly Requirement[] = [ntp, dhcp, dns, lbaas].flatMap(
  requirementsOf,
);
