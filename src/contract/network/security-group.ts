/** Security groups. Source: Networking API reference, "Security groups". */
import { z } from 'zod';
import { securityGroupRule } from './security-group-rule.ts';
import { pageLinks, standardAttributes } from './wire-types.ts';

export const securityGroup = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  security_group_rules: z.array(securityGroupRule),
});
export type SecurityGroup = z.infer<typeof securityGroup>;

export const securityGroupAnswer = z.looseObject({ security_group: securityGroup });
export const securityGroupsAnswer = z.looseObject({
  security_groups: z.array(securityGroup),
  security_groups_links: pageLinks.optional(),
});
