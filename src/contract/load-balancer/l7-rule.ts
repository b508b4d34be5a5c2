/** What a request must be like for a policy to apply. Source: Load-balancer API reference v2, "L7 rules". */
import { z } from 'zod';
import { commonAttributes, commonWishes, ownerWish, pageLinks } from './wire-types.ts';

export const ruleTypes = [
  'COOKIE',
  'FILE_TYPE',
  'HEADER',
  'HOST_NAME',
  'PATH',
  'SSL_CONN_HAS_CERT',
  'SSL_DN_FIELD',
  'SSL_VERIFY_RESULT',
] as const;
export const comparisons = ['CONTAINS', 'ENDS_WITH', 'EQUAL_TO', 'REGEX', 'STARTS_WITH'] as const;
export type Comparison = (typeof comparisons)[number];

const { name: _name, ...attributes } = commonAttributes;
export const l7Rule = z.looseObject({
  ...attributes,
  type: z.string(),
  compare_type: z.string(),
  key: z.string().nullable(),
  value: z.string(),
  invert: z.boolean(),
});
export type L7Rule = z.infer<typeof l7Rule>;

export const l7RuleAnswer = z.looseObject({ rule: l7Rule });
export const l7RulesAnswer = z.looseObject({
  rules: z.array(l7Rule),
  rules_links: pageLinks.optional(),
});

const { admin_state_up, tags } = commonWishes;
const kind = {
  type: z.enum(ruleTypes),
  compare_type: z.enum(comparisons),
  value: z.string().min(1).max(255),
};
const changes = {
  admin_state_up,
  tags,
  key: z.string().max(255).nullish(),
  invert: z.boolean().nullish(),
};
export const createL7Rule = z.strictObject({
  rule: z.strictObject({ ...changes, ...ownerWish, ...kind }),
});
export const updateL7Rule = z.strictObject({
  rule: z.strictObject({
    ...changes,
    type: kind.type.nullish(),
    compare_type: kind.compare_type.nullish(),
    value: kind.value.nullish(),
  }),
});
