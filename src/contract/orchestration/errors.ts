/** How the orchestration service refuses. Source: Orchestration API reference; OpenStack Zed, recorded. */
import { z } from 'zod';

export const orchestrationError = z.looseObject({
  code: z.int(),
  title: z.string(),
  explanation: z.string(),
  error: z.looseObject({
    type: z.string(),
    message: z.string().optional(),
    traceback: z.string().nullable(),
  }),
});
export type OrchestrationError = z.infer<typeof orchestrationError>;
