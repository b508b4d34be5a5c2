/** A call of IFA 019 as a route: method, path and query are those of the contract. */
import { z } from 'zod';
import {
  type ManagementCallName,
  type ManagementCallShape,
  managementCallShapes,
} from '../../src/contract/acceleration/management-calls.ts';
import type { Reply } from '../kernel/reply.ts';
import type { Method, Route } from '../kernel/service.ts';
import { type ManagementCall, readQuery } from './management-call.ts';
import { asProblem } from './problem.ts';

type Shapes = typeof managementCallShapes;
/** What stands in the query of a call; nothing in that of most. */
export type QueryOf<N extends ManagementCallName> =
  Shapes[N] extends Record<'query', infer Query extends z.ZodType>
    ? z.output<Query>
    : Record<string, never>;

/** @param handler what it, the pool, a filter or a selector refuses becomes problem details */
export function managementRoute<N extends ManagementCallName>(
  name: N,
  handler: (call: ManagementCall, query: QueryOf<N>) => Reply | Promise<Reply>,
): Route<undefined> {
  const {
    method,
    path,
    query = z.strictObject({}),
  }: ManagementCallShape = managementCallShapes[name];
  return {
    method: method.toUpperCase() as Method,
    path: `/nf-vi${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    operation: name,
    handler: async (call) => {
      try {
        return await handler(call, readQuery(query, call) as QueryOf<N>);
      } catch (thrown) {
        throw asProblem(thrown);
      }
    },
  };
}
