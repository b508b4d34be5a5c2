/** Policies about quality of service. Source: Networking API reference, "QoS policies". */
import { z } from 'zod';
import { pageLinks, standardAttributes } from './wire-types.ts';

export const qosPolicy = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  shared: z.boolean(),
  rules: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string(),
      /** Of a rule that limits bandwidth. */
      max_kbps: z.int().optional(),
    }),
  ),
});
export type QosPolicy = z.infer<typeof qosPolicy>;

export const qosPolicyAnswer = z.looseObject({ policy: qosPolicy });
export const qosPoliciesAnswer = z.looseObject({
  policies: z.array(qosPolicy),
  policies_links: pageLinks.optional(),
});

/** The answer to `POST /qos/policies/{id}/bandwidth_limit_rules`. */
export const bandwidthLimitAnswer = z.looseObject({
  bandwidth_limit_rule: z.looseObject({ id: z.string(), max_kbps: z.int() }),
});
