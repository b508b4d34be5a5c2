/** What all resources of the network service share. Source: Networking API reference. */
import { z } from 'zod';

/** Links to the pages before and after; there when a page size was asked for. */
export const pageLinks = z.array(z.looseObject({ rel: z.string(), href: z.string() }));

/** The attributes that every resource has. The tenant is told twice, under an old and a new name. */
export const standardAttributes = {
  id: z.string(),
  project_id: z.string(),
  tenant_id: z.string(),
  description: z.string().nullable(),
  revision_number: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
};

export const resourceStatus = z.enum(['ACTIVE', 'DOWN', 'BUILD', 'ERROR']);
