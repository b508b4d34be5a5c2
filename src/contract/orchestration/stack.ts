/**
 * Stacks: what a template describes, built and kept together.
 * Source: Orchestration API reference, "Stacks", "Stack outputs", "Templates".
 */
import { z } from 'zod';

export const link = z.looseObject({ rel: z.string(), href: z.string() });
const links = z.array(link);

/** A stack in a list. Its status is an action and how far that has got: `CREATE_IN_PROGRESS`. */
export const stackSummary = z.looseObject({
  id: z.string(),
  links,
  stack_name: z.string(),
  description: z.string(),
  stack_status: z.string().regex(/^[A-Z]+_(IN_PROGRESS|COMPLETE|FAILED)$/),
  stack_status_reason: z.string(),
  creation_time: z.string(),
  updated_time: z.string().nullable(),
  deletion_time: z.string().nullable(),
  stack_owner: z.string().nullable(),
  parent: z.string().nullable(),
  stack_user_project_id: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  /** Its tenant, where an administrator lists those of all. */
  project: z.string().optional(),
});
export type StackSummary = z.infer<typeof stackSummary>;

/** An output that cannot be told yet has the value null, and perhaps a reason. */
export const output = z.looseObject({
  output_key: z.string(),
  description: z.string(),
  output_value: z.unknown(),
  output_error: z.string().optional(),
});
export type Output = z.infer<typeof output>;

export const stack = stackSummary.omit({ project: true }).extend({
  template_description: z.string(),
  parameters: z.record(z.string(), z.string()),
  capabilities: z.array(z.string()),
  notification_topics: z.array(z.string()),
  disable_rollback: z.boolean(),
  timeout_mins: z.int().nullable(),
  /** Left out when it is asked for without them. */
  outputs: z.array(output).optional(),
});
export type Stack = z.infer<typeof stack>;

export const stackAnswer = z.looseObject({ stack });
export type StackAnswer = z.infer<typeof stackAnswer>;

/** `GET /stacks`. The link is there when the page is full. */
export const stacksAnswer = z.looseObject({
  stacks: z.array(stackSummary),
  links: links.optional(),
  count: z.int().optional(),
});
export type StacksAnswer = z.infer<typeof stacksAnswer>;

/** `POST /stacks`. */
export const stackCreatedAnswer = z.looseObject({
  stack: z.looseObject({ id: z.string(), links }),
});
export type StackCreatedAnswer = z.infer<typeof stackCreatedAnswer>;

/** The body of `POST /stacks`, as this project sends it. */
export interface CreateStackRequest {
  readonly stack_name: string;
  /** A template as an object, or as text in JSON or YAML. */
  readonly template: Readonly<Record<string, unknown>> | string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly disable_rollback?: boolean;
  readonly timeout_mins?: number;
}

export const outputsAnswer = z.looseObject({
  outputs: z.array(output.omit({ output_value: true, output_error: true })),
});
export type OutputsAnswer = z.infer<typeof outputsAnswer>;
export const outputAnswer = z.looseObject({ output });
export type OutputAnswer = z.infer<typeof outputAnswer>;
