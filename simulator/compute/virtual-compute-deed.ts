/** What can be done with a server: an action, and the books that a server keeps of actions. */
import { projectOf } from '../kernel/caller.ts';
import type { Reply } from '../kernel/reply.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { ComputeRule } from './policy.ts';
import { begun } from './virtual-compute-life.ts';
import type { Server } from './virtual-compute-table.ts';

export interface ServerActionRoom {
  readonly rule: ComputeRule;
  /** Judges the body, before the server is looked for. @throws Fault 400 */
  readonly read?: (body: unknown, minor: number) => unknown;
  readonly run: (call: ComputeCall, server: Server, wish: unknown) => Reply;
}
export type ServerActions = Readonly<Record<string, ServerActionRoom>>;

/** The server's books with one more action in them. */
export const withAction = (
  needs: Pick<ComputeNeeds, 'world'>,
  call: ComputeCall,
  server: Server,
  action: string,
) => [
  ...server.actions,
  begun(needs, action, {
    requestId: call.requestId,
    userId: call.caller.userId,
    projectId: projectOf(call.caller) ?? '',
  }),
];
