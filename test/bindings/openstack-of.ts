/** The binding of OpenStack at work on a simulator. */
import type { Simulator } from '../../simulator/create-simulator.ts';
import { createOpenStack, type OpenStack } from '../../src/bindings/openstack.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

/** @param change what becomes of an answer on its way */
export const openStackOf = (
  simulator: Simulator,
  change: (answer: Response, request: Request) => Promise<Response> | Response = (answer) => answer,
): OpenStack =>
  createOpenStack({
    http: createHttp({
      log: createExchangeLog(),
      redactor: createRedactor(),
      clock: simulator.clock,
      fetch: async (request) => change(await simulator.fetch(request), request),
    }),
    endpoints: { interface: 'public', overrides: {} },
    choices: {},
    newPassword: () => 'a password of a test',
  });
