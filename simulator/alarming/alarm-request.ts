/** What a client wishes of an alarm, judged. Source: Aodh 22, api/controllers/v2/alarms and alarm_rules. */
import {
  type AlarmRequest,
  alarmRequest,
  type AlarmState,
  type EventDemand,
} from '../../src/contract/alarming/alarm.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notServed } from '../kernel/fault.ts';
import type { AlarmRow, Watched } from './alarm-table.ts';
import { invalid, validInput } from './faults.ts';
import { alarmingPolicy } from './policy.ts';
import type { MeasuresForAlarming } from './ports.ts';

const types = [
  'event',
  'gnocchi_resources_threshold',
  'gnocchi_aggregation_by_resources_threshold',
  'composite',
  'gnocchi_aggregation_by_metrics_threshold',
  'loadbalancer_member_health',
  'prometheus',
] as const;

/** What of an alarm a client decides, its owner apart. */
export type WishedAlarm = Pick<
  AlarmRow,
  | 'name'
  | 'description'
  | 'enabled'
  | 'watched'
  | 'severity'
  | 'actions'
  | 'repeatActions'
  | 'state'
>;

/** @throws Fault 400, 401 or 501 */
export async function readAlarm(
  call: Call,
  measures: MeasuresForAlarming,
): Promise<{ readonly wish: WishedAlarm; readonly body: AlarmRequest }> {
  const body = validInput(alarmRequest, await call.json());
  if (body.time_constraints.length > 0) throw notServed('time constraints of an alarm');
  const watched = allowed(watchedBy(body), call, measures);
  const wish: WishedAlarm = {
    name: body.name,
    description: body.description ?? usual(watched),
    enabled: body.enabled,
    watched,
    severity: body.severity,
    actions: {
      alarm: actionsIn(body.alarm_actions, call),
      ok: actionsIn(body.ok_actions, call),
      'insufficient data': actionsIn(body.insufficient_data_actions, call),
    } satisfies Record<AlarmState, readonly string[]>,
    repeatActions: body.repeat_actions,
    state: body.state,
  };
  return { wish, body };
}

const usual = ({ type, rule }: Watched): string =>
  type === 'event' ? `Alarm when ${rule.event_type} event occurred.` : `${type} alarm rule`;

function watchedBy(body: AlarmRequest): Watched {
  const type = types.find((each) => each === body.type);
  if (type === undefined) {
    throw invalid('type', body.type, `Value should be one of: ${types.join(', ')}`);
  }
  const told = types.filter((each) => body[`${each}_rule`] != null);
  if (!told.includes(type)) throw badRequest(`${type}_rule must be set for ${type} type alarm`);
  const other = told.find((each) => each !== type);
  if (other !== undefined) {
    throw badRequest(`${type}_rule and ${other}_rule cannot be set at the same time`);
  }
  const { event_rule: event, gnocchi_resources_threshold_rule: ofResource } = body;
  const ofMany = body.gnocchi_aggregation_by_resources_threshold_rule;
  if (event !== undefined) return { type: 'event', rule: event };
  if (ofResource !== undefined) return { type: 'gnocchi_resources_threshold', rule: ofResource };
  if (ofMany !== undefined) {
    return { type: 'gnocchi_aggregation_by_resources_threshold', rule: ofMany };
  }
  throw notServed(`alarms of type ${type}`);
}

function mustBeOfItsType({ value, type }: EventDemand): void {
  const fits =
    type === 'integer'
      ? /^[+-]?\d+$/.test(value)
      : type === 'float'
        ? value.trim() !== '' && Number.isFinite(Number(value))
        : true;
  if (fits) return;
  throw badRequest(`Unable to convert the value ${value} to the expected data type ${type}.`);
}

/** What of it the caller may watch. @throws Fault 400 or 404 */
function allowed(watched: Watched, { caller }: Call, measures: MeasuresForAlarming): Watched {
  if (watched.type === 'event') {
    watched.rule.query.forEach(mustBeOfItsType);
    return watched;
  }
  const { aggregationMethods: methods } = measures;
  const { aggregation_method: method } = watched.rule;
  if (!methods.includes(method)) {
    throw badRequest(`aggregation_method should be in ${methods.join(', ')} not ${method}`);
  }
  if (watched.type === 'gnocchi_resources_threshold') {
    measures.checkResource(watched.rule, caller);
    return watched;
  }
  return { ...watched, rule: measures.confined(watched.rule, caller) };
}

const called = ['http', 'https'];
const known = ['trust+http', 'trust+https', 'zaqar', 'trust+zaqar'];
const forOperators = ['log', 'test'];

function actionsIn(told: readonly string[], call: Call): readonly string[] {
  for (const action of told) {
    const [scheme = ''] = action.split(':', 1);
    if (called.includes(scheme)) {
      if (!URL.canParse(action)) throw badRequest(`Unable to parse action ${action}`);
    } else if (known.includes(scheme)) {
      throw notServed(`actions of alarms by ${scheme}`);
    } else if (!forOperators.includes(scheme)) {
      throw badRequest(`Unsupported action ${action}`);
    } else if (!alarmingPolicy.allows('administer', call.caller)) {
      throw new Fault(401, `You are not authorized to create action: ${action}`);
    }
  }
  return [...new Set(told)];
}
