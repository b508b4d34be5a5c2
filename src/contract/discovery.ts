/**
 * Version documents: what a service says of itself before anyone signs in.
 *
 * The roots differ: compute, network, volume and image list `versions`, identity wraps them once more
 * in `values`, and the status is 200 or 300 (OpenStack Zed, recorded).
 * Source: each service's API reference, "API versions"; API SIG guideline "Version discovery".
 */
import { z } from 'zod';

export const versionEntry = z.looseObject({
  id: z.string(),
  /** `CURRENT`, `SUPPORTED`, `DEPRECATED`, `EXPERIMENTAL`; identity says `stable`. */
  status: z.string(),
  links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
  /** The newest microversion; absent or empty where a service has none. */
  version: z.string().optional(),
  /** What placement calls the newest microversion. */
  max_version: z.string().optional(),
  min_version: z.string().optional(),
  updated: z.string().optional(),
});
export type VersionEntry = z.infer<typeof versionEntry>;

/** `GET` of one version, for example `/v2.1/` or `/v3`. */
export const versionDocument = z.looseObject({ version: versionEntry });
export type VersionDocument = z.infer<typeof versionDocument>;

/** `GET` of an unversioned root. */
export const versionsDocument = z.looseObject({ versions: z.array(versionEntry).min(1) });
export type VersionsDocument = z.infer<typeof versionsDocument>;

/** `GET` of identity's unversioned root, which answers 300. */
export const identityVersionsDocument = z.looseObject({
  versions: z.looseObject({ values: z.array(versionEntry).min(1) }),
});
export type IdentityVersionsDocument = z.infer<typeof identityVersionsDocument>;

/** Any unversioned root, whichever service it belongs to: its entries. */
export const anyVersionsDocument = z
  .union([versionsDocument, identityVersionsDocument])
  .transform(({ versions }) => (Array.isArray(versions) ? versions : versions.values));
