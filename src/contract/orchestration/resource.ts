/**
 * What a stack has built, and what happened to it.
 * Source: Orchestration API reference, "Stack resources", "Stack events".
 */
import { z } from 'zod';
import { link } from './stack.ts';

const summary = z.looseObject({
  resource_name: z.string(),
  logical_resource_id: z.string(),
  /** The id of what was built; empty before that. */
  physical_resource_id: z.string(),
  resource_type: z.string(),
  resource_status: z.string(),
  resource_status_reason: z.string(),
  creation_time: z.string(),
  updated_time: z.string(),
  required_by: z.array(z.string()),
  links: z.array(link),
});

export const stackResourcesAnswer = z.looseObject({ resources: z.array(summary) });
export type StackResourcesAnswer = z.infer<typeof stackResourcesAnswer>;

export const stackResourceAnswer = z.looseObject({
  resource: summary.extend({
    description: z.string(),
    attributes: z.record(z.string(), z.unknown()),
  }),
});
export type StackResourceAnswer = z.infer<typeof stackResourceAnswer>;

const event = z.looseObject({
  id: z.string(),
  event_time: z.string(),
  logical_resource_id: z.string(),
  resource_name: z.string(),
  physical_resource_id: z.string().nullable(),
  resource_status: z.string(),
  resource_status_reason: z.string(),
  links: z.array(link),
});

export const stackEventsAnswer = z.looseObject({ events: z.array(event) });
export type StackEventsAnswer = z.infer<typeof stackEventsAnswer>;
