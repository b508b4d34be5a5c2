/** Policy management, as ETSI GS NFV-SOL 012 V3.4.1 has it. */
import type { BodyRules } from '../kernel/body.ts';
import type { Authority } from '../kernel/caller.ts';
import { Deliveries } from '../kernel/deliveries.ts';
import { badRequest, Fault } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { Send } from '../kernel/telling.ts';
import type { World } from '../kernel/world.ts';
import { party } from './access.ts';
import { policyRoutes } from './policy.ts';
import { createPolicyTable } from './policy-table.ts';
import { writeProblem } from './problem.ts';
import { createSubscriptions } from './subscription.ts';
import { versionRoutes } from './version.ts';

export const policyPath = '/nfvpolicy';

export interface PolicyNeeds {
  readonly authority: Authority;
  readonly send: Send;
  /** Whether anything may be sent to a host. */
  readonly mayTell: (host: string) => boolean;
}

export interface PolicyService {
  readonly service: Service;
  /** The world becomes another: what was on its way before is not waited for. */
  forget(): void;
}

const bodies: BodyRules = {
  maxBytes: 64 * 1024,
  tooLarge: () => new Fault(413, 'The body is too large.'),
  otherType: () => badRequest('The body must be JSON.'),
  notJson: () => badRequest('The body is no JSON.'),
  missing: () => badRequest('There is no body.'),
};

export function createPolicy(
  world: World,
  { authority, send, mayTell }: PolicyNeeds,
): PolicyService {
  const deliveries = new Deliveries(world, { table: 'policy/notification', send, mayTell });
  const rows = createPolicyTable(world);
  const subscriptions = createSubscriptions({ world, deliveries, send, mayTell });
  return {
    service: createService<undefined>(world, {
      name: 'policy',
      basePath: policyPath,
      routes: [
        {
          method: 'GET',
          path: '/v1/api_versions',
          operation: 'Read API versions',
          handler: () =>
            json(200, { uriPrefix: `${policyPath}/v1`, apiVersions: [{ version: '1.0.0' }] }),
        },
        ...policyRoutes(world, rows, subscriptions),
        ...versionRoutes(rows, subscriptions),
        ...subscriptions.routes,
      ],
      authenticate: party(authority),
      tokenBeforeRoute: false,
      prepare: () => undefined,
      body: bodies,
      writeFault: writeProblem,
      unknownRoute: () => writeProblem(new Fault(404, 'Nothing is here.')),
      requestIdHeaders: ['x-request-id'],
    }),
    forget() {
      deliveries.forget();
    },
  };
}
