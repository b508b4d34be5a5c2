/** VNF managers that administer their own tenant, which stock clouds leave to administrators. */
import { type Fetch, matches, type Route, type Variation } from '../defect.ts';
import { watchAdministrator } from '../wrapping.ts';

const signIn: Route = { method: 'POST', path: /\/auth\/tokens$/ };
const quota = /\/(?:os-quota-sets|quotas)\/([^/]+)$/;
/** Of virtual storage and of virtual computes; who has them is refused nothing else there. */
const action: Route = { method: 'POST', path: /\/(?:volumes|servers)\/[^/]+\/action$/ };

interface Token {
  readonly project?: { readonly id: string };
  readonly roles?: readonly { readonly name: string }[];
}

const flavours: readonly Route[] = [
  { method: 'POST', path: /\/flavors$/ },
  { method: 'DELETE', path: /\/flavors\/[^/]+$/ },
];

/** Whether the request makes or removes a flavour, sets or terminates the quota of this tenant, or moves what is there. */
function administers(request: Request, tenantId: string): boolean {
  if ([action, ...flavours].some((route) => matches(route, request))) return true;
  const [, whose] = quota.exec(new URL(request.url).pathname) ?? [];
  return whose === tenantId && ['PUT', 'DELETE'].includes(request.method);
}

const administering = (next: Fetch): Fetch => {
  const { fetch, promoted } = watchAdministrator(next);
  /** The tenants of who works in one, by token. */
  const tenants = new Map<string, string>();
  return async (request) => {
    const tenantId = tenants.get(request.headers.get('x-auth-token') ?? '');
    if (tenantId !== undefined && administers(request, tenantId)) {
      const again = promoted(request.clone());
      const answer = await fetch(request);
      return answer.status === 403 && again !== undefined ? next(again) : answer;
    }
    const answer = await fetch(request);
    if (!matches(signIn, request) || !answer.ok) return answer;
    const { token } = (await answer.clone().json()) as { token: Token };
    const works = token.roles?.some(({ name }) => name === 'member') === true;
    if (works && token.project !== undefined) {
      tenants.set(answer.headers.get('x-subject-token') ?? '', token.project.id);
    }
    return answer;
  };
};

export const administeringVnfManagers: Variation = {
  name: 'vnf-manager-administers',
  does: 'Who works in a tenant may set its quota, move its storage and computes, and keep flavours.',
  claims: ['vnf-manager-administers'],
  wrap: administering,
};
