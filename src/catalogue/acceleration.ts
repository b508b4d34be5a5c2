/** Table 6-3: 25 calls, by the names of their requests without the ending `Request`. */
import { requirementOf, type Call } from './acceleration/call.ts';
import { managementCalls } from './acceleration/management-calls.ts';
import { workloadCalls } from './acceleration/workload-calls.ts';
import type { Requirement } from './requirement.ts';

export type WorkloadCall = keyof typeof workloadCalls;
export type ManagementCall = keyof typeof managementCalls;

export const workloadCallNames = Object.keys(workloadCalls) as readonly WorkloadCall[];
export const managementCallNames = Object.keys(managementCalls) as readonly ManagementCall[];

const entries = (calls: Readonly<Record<string, Call>>) => Object.entries(calls);

export const accelerationCalls: readonly Requirement[] = [
  ...entries(workloadCalls).map(([id, call]) =>
    requirementOf(id, call, { party: 'VNF', point: 'vn-nf', needs: 'acceleration' }),
  ),
  ...entries(managementCalls).map(([id, call]) =>
    requirementOf(id, call, { party: 'VIM', point: 'nf-vi', needs: 'acceleration-management' }),
  ),
];
