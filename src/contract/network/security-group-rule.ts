/** What a security group lets through. Source: Networking API reference, "Security group rules". */
import { z } from 'zod';
import { standardAttributes } from './wire-types.ts';

export const securityGroupRule = z.looseObject({
  ...standardAttributes,
  security_group_id: z.string(),
  direction: z.enum(['ingress', 'egress']),
  ethertype: z.string().nullable(),
  /** Null stands for all. */
  protocol: z.string().nullable(),
  port_range_min: z.int().nullable(),
  port_range_max: z.int().nullable(),
  remote_ip_prefix: z.string().nullable(),
  remote_group_id: z.string().nullable(),
});
export type SecurityGroupRule = z.infer<typeof securityGroupRule>;

export const securityGroupRuleAnswer = z.looseObject({ security_group_rule: securityGroupRule });
