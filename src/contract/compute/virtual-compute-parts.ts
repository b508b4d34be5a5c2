/**
 * What hangs on a virtual compute: interfaces, storage and security groups.
 * Source: Compute API reference, "Port interfaces", "Servers with volume attachments", "Servers".
 */
import { z } from 'zod';

/** `GET /servers/{id}/os-interface`. */
export const interfacesAnswer = z.looseObject({
  interfaceAttachments: z.array(z.looseObject({ port_id: z.string(), net_id: z.string() })),
});

/** `GET /servers/{id}/os-volume_attachments`. */
export const volumesOfServerAnswer = z.looseObject({
  volumeAttachments: z.array(z.looseObject({ volumeId: z.string() })),
});

/** `GET /servers/{id}/os-security-groups`; a group is there once for each port. */
export const groupsOfServerAnswer = z.looseObject({
  security_groups: z.array(z.looseObject({ id: z.string(), name: z.string() })),
});
