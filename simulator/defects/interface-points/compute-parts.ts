/** What the defects of virtualised compute have in common. */
import { accepted, action } from '../compute/virtual-compute-parts.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import type { Json } from '../wrapping.ts';

export const served = 'resource-management';
export const atOrVi = (operation: string): readonly string[] => [`or-vi/${served}/${operation}`];
export const atViVnfm = (operation: string): readonly string[] => [
  `vi-vnfm/${served}/${operation}`,
];

export const defect = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `managed-compute-${name}`, does, kills, mayAlsoBreak: [], wrap });

/** Answers these actions in place of the service. */
export const insteadOfActions =
  (
    names: readonly string[],
    answer: (request: Request, next: Fetch) => Response | Promise<Response>,
  ) =>
  (next: Fetch): Fetch =>
  async (request) => {
    if (!matches(action, request)) return next(request);
    const asked = Object.keys((await request.clone().json()) as Json);
    return asked.some((name) => names.includes(name)) ? answer(request, next) : next(request);
  };

/** Answers these actions as accepted, and does nothing. */
export const lying = (...names: readonly string[]) => insteadOfActions(names, accepted);

/** Answers as accepted what of these actions the service refuses with this status. */
export const accepting = (status: number, ...names: readonly string[]) =>
  insteadOfActions(names, async (request, next) => {
    const answer = await next(request);
    return answer.status === status ? accepted() : answer;
  });

/** Does another action in place of this one. */
export const doing = (name: string, other: Json) =>
  insteadOfActions([name], (request, next) =>
    next(new Request(request, { body: JSON.stringify(other) })),
  );
