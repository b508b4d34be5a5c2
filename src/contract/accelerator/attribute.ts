/** Attributes of deployables. Source: Accelerator API reference v2, "Attributes"; Cyborg 16.0.1, recorded. */
import { z } from 'zod';
import { changedAt, links } from './wire-types.ts';

export const attribute = z.looseObject({
  uuid: z.string(),
  deployable_id: z.int(),
  key: z.string(),
  value: z.string(),
  created_at: z.string(),
  updated_at: changedAt,
  links,
});
/** Answered without a key around it. */
export type AttributeAnswer = z.infer<typeof attribute>;

export const attributesAnswer = z.looseObject({ attributes: z.array(attribute) });
export type AttributesAnswer = z.infer<typeof attributesAnswer>;

export const createAttributeRequest = z.looseObject({
  deployable_id: z.int(),
  key: z.string().min(1),
  value: z.string(),
});
