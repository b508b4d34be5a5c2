/** The shape of a call of Table 6-3, and the requirement that follows from it. */
import { conditional } from '../level-reasons.ts';
import type { Parameter, Requirement } from '../requirement.ts';

export interface Call {
  readonly statement: string;
  readonly parameters: readonly Parameter[];
  /** The infrastructure calls, instead of being called. */
  readonly calledByInfrastructure?: boolean;
  readonly reading?: string;
}

/** The three types of parameters that the table has. */
export const input = (name: string, description: string): Parameter => ({
  name,
  type: 'Input',
  description,
});
export const filter = (name: string, description: string): Parameter => ({
  name,
  type: 'Filter',
  description,
});
export const output = (name: string, description: string): Parameter => ({
  name,
  type: 'Output',
  description,
});

/** Who uses the calls, through which interface point. */
interface User {
  readonly party: 'VNF' | 'VIM';
  readonly point: 'vn-nf' | 'nf-vi';
  readonly needs: 'acceleration' | 'acceleration-management';
}

/** The requirement of one row; `id` is the name of its request without the ending `Request`. */
export const requirementOf = (id: string, call: Call, user: User): Requirement => ({
  id,
  table: '6-3',
  interfacePoints: [user.point],
  ...conditional(user.needs),
  statement: call.statement,
  clause: `Table 6-3, row ${id === 'Notify' ? id : `${id}Request`}`,
  direction:
    call.calledByInfrastructure === true
      ? { from: 'NFVI', to: user.party }
      : { from: user.party, to: 'NFVI' },
  parameters: call.parameters,
  ...(call.reading === undefined ? {} : { reading: call.reading }),
});
