/** Alarms, and who is told about them. Source: ETSI GS NFV-IFA 019. */
import { managementCallShapes } from '../../src/contract/acceleration/management-calls.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Alarms } from './alarms.ts';
import { hostOf, type ManagementCall, read } from './management-call.ts';
import { managementRoute, type QueryOf } from './management-route.ts';
import type { AcceleratorPool } from './pool.ts';
import { refused } from './problem.ts';
import { readAlarmFilter, type Subscriptions } from './subscriptions.ts';

export interface AlarmRoutesNeeds {
  readonly pool: AcceleratorPool;
  readonly alarms: Alarms;
  readonly subscriptions: Subscriptions;
}

export function alarmRoutes(needs: AlarmRoutesNeeds): Route<undefined>[] {
  const { pool, alarms, subscriptions } = needs;

  const subscribe = async (call: ManagementCall) => {
    const hostId = hostOf(call, pool);
    const wish = read(managementCallShapes.Subscribe.body, await call.json());
    const { Filter: filter = '', callbackUri } = wish;
    mustBeCallable(callbackUri);
    const { id } = subscriptions.add({ hostId, filter, callbackUri });
    const location = `${call.base}/nf-vi/hosts/${encodeURIComponent(hostId)}/subscriptions/${id}`;
    return json(201, { SubscriptionId: id }, [['location', location]]);
  };

  const unsubscribe = (call: ManagementCall) => {
    const hostId = hostOf(call, pool);
    const id = call.param('SubscriptionId');
    if (subscriptions.get(id)?.hostId !== hostId) throw refused('NO_SUCH_SUBSCRIPTION', id);
    subscriptions.remove(id);
    return empty(204);
  };

  const getAlarms = (call: ManagementCall, { Filter = '' }: QueryOf<'GetAlarmInfo'>) => {
    const hostId = hostOf(call, pool);
    return json(200, { Alarm: alarms.ofHost(hostId).filter(readAlarmFilter(Filter)) });
  };

  return [
    managementRoute('Subscribe', subscribe),
    managementRoute('Unsubscribe', unsubscribe),
    managementRoute('GetAlarmInfo', getAlarms),
  ];
}

/** @throws Fault INVALID_PARAMETER: nothing else is ever asked than what a subscriber names */
function mustBeCallable(callbackUri: string): void {
  const { protocol, username, password } = new URL(callbackUri);
  if (!/^https?:$/.test(protocol)) {
    throw refused('INVALID_PARAMETER', `callbackUri must begin with http or https`);
  }
  if (username !== '' || password !== '') {
    throw refused('INVALID_PARAMETER', 'callbackUri must not hold credentials');
  }
}
