/** Interfaces of a server on networks. Source: Compute API reference, "Port interfaces". */
import { z } from 'zod';
import { addressText, tagText, uuidText } from './formats.ts';

export const serverInterface = z.looseObject({
  port_id: z.string(),
  net_id: z.string(),
  mac_addr: z.string(),
  port_state: z.string(),
  fixed_ips: z.array(z.looseObject({ subnet_id: z.string(), ip_address: z.string() })),
  /** From 2.70. */
  tag: z.string().nullable().optional(),
});

/** `GET …/os-interface/{port}` and the answer to `POST`. */
export const interfaceAnswer = z.looseObject({ interfaceAttachment: serverInterface });
export type InterfaceAnswer = z.infer<typeof interfaceAnswer>;

/** `GET …/os-interface`. */
export const interfacesAnswer = z.looseObject({ interfaceAttachments: z.array(serverInterface) });
export type InterfacesAnswer = z.infer<typeof interfacesAnswer>;

const wish = z.strictObject({
  port_id: uuidText.optional(),
  net_id: uuidText.optional(),
  fixed_ips: z
    .array(z.strictObject({ ip_address: addressText }))
    .min(1, { error: 'is too short' })
    .max(1, { error: 'is too long' })
    .optional(),
});
const attachInterface = z.strictObject({ interfaceAttachment: wish.optional() });
const attachInterface249 = z.strictObject({
  interfaceAttachment: wish.extend({ tag: tagText.optional() }).optional(),
});
export type AttachInterfaceRequest = z.input<typeof attachInterface249>;

/** `POST …/os-interface`: a network, a port, or neither where there is one network only. */
export const attachInterfaceRequest = (minor: number) =>
  minor < 49 ? attachInterface : attachInterface249;
