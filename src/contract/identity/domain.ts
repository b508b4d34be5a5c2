/** Domains: what holds the tenants and users of one VDC. Source: Identity API reference (v3), "Domains". */
import { z } from 'zod';
import {
  listLinks,
  noChange,
  immutableOption,
  options,
  selfLink,
  shortName,
  someChange,
  tags,
} from './wire-types.ts';

export const domain = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  options,
  links: selfLink,
});
export type Domain = z.infer<typeof domain>;

export const domainAnswer = z.looseObject({ domain });
export type DomainAnswer = z.infer<typeof domainAnswer>;

export const domainsAnswer = z.looseObject({ domains: z.array(domain), links: listLinks });
export type DomainsAnswer = z.infer<typeof domainsAnswer>;

const fields = z.looseObject({
  name: shortName.optional(),
  description: z.string().nullable().optional(),
  enabled: z.boolean().optional(),
  tags: tags.optional(),
  options: immutableOption.optional(),
  /** 32 hexadecimal digits; made by the service when absent. */
  explicit_domain_id: z.string().optional(),
});

/** The value of `domain` in `POST /v3/domains`. */
export const newDomain = fields.extend({ name: shortName });
export const createDomainRequest = z.looseObject({ domain: newDomain });

/** The value of `domain` in `PATCH /v3/domains/{id}`. */
export const domainChange = fields.refine(someChange, noChange);
