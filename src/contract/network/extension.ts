/** What the network service can do beyond its core. Source: Network API reference v2, "Extensions". */
import { z } from 'zod';

export const extension = z.looseObject({ alias: z.string(), name: z.string() });
export const extensionAnswer = z.looseObject({ extension });
export const extensionsAnswer = z.looseObject({ extensions: z.array(extension) });
