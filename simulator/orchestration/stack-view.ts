/** Stacks as answers show them. */
import type { Stack as WireStack, StackSummary } from '../../src/contract/orchestration/stack.ts';
import type { Call } from '../kernel/call.ts';
import { isAdministrator } from './policy.ts';
import type { Stack } from './stack-table.ts';

/** `2026-01-01T00:00:00Z` */
export const timeText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
const perhaps = (at: number | undefined) => (at === undefined ? null : timeText(at));

export const stackUrl = (call: Call, { projectId, name, id }: Stack): string =>
  `${call.base}/v1/${projectId}/stacks/${name}/${id}`;

export const linksOf = (call: Call, stack: Stack) => [{ href: stackUrl(call, stack), rel: 'self' }];

const shared = (call: Call, stack: Stack) => ({
  id: stack.id,
  links: linksOf(call, stack),
  stack_name: stack.name,
  stack_status: `${stack.action}_${stack.status}`,
  stack_status_reason: stack.reason,
  creation_time: timeText(stack.createdAt),
  updated_time: perhaps(stack.updatedAt),
  deletion_time: perhaps(stack.deletedAt),
  stack_owner: stack.ownerName,
  parent: null,
  stack_user_project_id: stack.userProjectId,
});

/** Lists do not read templates, so they know no description. */
export const summaryView = (call: Call, stack: Stack): StackSummary => ({
  ...shared(call, stack),
  description: '',
  tags: stack.tags.length === 0 ? null : [...stack.tags],
  ...(isAdministrator(call.caller) ? { project: stack.projectId } : {}),
});

export const fullView = (
  call: Call,
  stack: Stack,
  told: Pick<WireStack, 'description' | 'parameters' | 'outputs'>,
): WireStack => ({
  ...shared(call, stack),
  ...told,
  template_description: told.description,
  notification_topics: [],
  capabilities: [],
  disable_rollback: stack.disableRollback,
  timeout_mins: stack.timeoutMins ?? null,
  tags: [...stack.tags],
});
