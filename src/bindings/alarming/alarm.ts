/**
 * Subscriptions and thresholds: `/alarms`, Alarming API v2. A subscription to faults is two alarms of one
 * name, since an alarm that waits for an event cannot say that the event is over.
 */
import { randomUUID } from 'node:crypto';
import { alarm, alarms, type Alarm as WireAlarm } from '../../contract/alarming/alarm.ts';
import { severityFromWire, severityOnWire } from '../alarm-severities.ts';
import type { Alarm, Alarms, Subscription, ThresholdWish } from '../monitoring-port.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const pathOf = (id: string): string => `/alarms/${encodeURIComponent(id)}`;

/** Names of traits that events of a virtual compute have. */
const [objectTrait, stateTrait, formerStateTrait] = ['instance_id', 'state', 'old_state'].map(
  (name) => `traits.${name}`,
) as [string, string, string];

type Trait = readonly [field: string, value: string];
const ruleFor = (type: string, traits: readonly Trait[]) => ({
  event_type: type,
  query: traits.map(([field, value]) => ({ field, op: 'eq', type: 'string', value })),
});

/** Which events a subscription waits for: an alarm for each. */
const awaited = {
  faults: (about: string) => [
    ruleFor('compute.instance.update', [
      [objectTrait, about],
      [stateTrait, 'error'],
    ]),
    ruleFor('compute.instance.update', [
      [objectTrait, about],
      [formerStateTrait, 'error'],
      [stateTrait, 'active'],
    ]),
  ],
  changes: (about: string) => [ruleFor('compute.instance.*', [[objectTrait, about]])],
};

/** The ids of the alarms of one subscription are one id. */
const separator = ',';
const partsOf = (id: string): readonly string[] => id.split(separator);

export function alarmsOf(session: Session): Alarms & Keeper {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('alarming', { method, path, ...(json === undefined ? {} : { json }) });

  const create = async (wish: object): Promise<string> => {
    const reading = { doing: 'create an alarm', success: [201] };
    return mustShow(await ask('POST', '/alarms', wish), alarm, reading).alarm_id;
  };
  const remove = async (id: string, success: readonly number[]) => {
    for (const part of partsOf(id)) {
      mustSucceed(await ask('DELETE', pathOf(part)), { doing: 'delete an alarm', success });
    }
  };
  const listed = async (everywhere: boolean): Promise<readonly WireAlarm[]> => {
    const filter = everywhere ? '?q.field=all_projects&q.op=eq&q.value=true' : '';
    const reading = { doing: 'list alarms', success: [200] };
    return mustShow(await ask('GET', `/alarms${filter}`), alarms, reading);
  };

  return {
    address: 'alarming/alarm',
    unknownId: () => randomUUID(),
    async subscribe(name, to, { about, severity, callback, tenantId }: Subscription) {
      const ids: string[] = [];
      for (const rule of awaited[to](about)) {
        const id = await create({
          name,
          type: 'event',
          severity: severityOnWire(severity),
          alarm_actions: [callback],
          // It stays in its state, and shall tell of the next event all the same.
          repeat_actions: true,
          event_rule: rule,
          ...(tenantId === undefined ? {} : { project_id: tenantId }),
        });
        ids.push(id);
      }
      return ids.join(separator);
    },
    watch: (name, { about, measure, above, severity, callback, period }: ThresholdWish) =>
      create({
        name,
        type: 'gnocchi_resources_threshold',
        severity: severityOnWire(severity),
        alarm_actions: [callback],
        ok_actions: [callback],
        gnocchi_resources_threshold_rule: {
          metric: measure,
          resource_id: about,
          resource_type: 'generic',
          aggregation_method: 'mean',
          comparison_operator: 'gt',
          threshold: Number.isNaN(Number(above)) ? above : Number(above),
          evaluation_periods: 1,
          granularity: period,
        },
      }),
    async list({ ofAllTenants = false } = {}) {
      return (await listed(ofAllTenants)).filter((each) => !isForTheEnd(each)).map(fromWire);
    },
    delete: (id) => remove(id, [204]),
    named: async (name) =>
      (await listed(true)).filter((each) => each.name === name).map((each) => each.alarm_id),
    async exists(id) {
      for (const part of partsOf(id)) {
        const answer = await ask('GET', pathOf(part));
        if (answer.status === 404) continue;
        mustShow(answer, alarm, { doing: 'show an alarm', success: [200] });
        return true;
      }
      return false;
    },
    remove: (id) => remove(id, [204, 404]),
  };
}

/** The second alarm of a subscription to faults. */
const isForTheEnd = ({ event_rule: rule }: WireAlarm): boolean =>
  rule?.query.some(({ field }) => field === formerStateTrait) ?? false;

function fromWire(wire: WireAlarm): Alarm {
  const { event_rule: awaits, gnocchi_resources_threshold_rule: watches } = wire;
  return {
    name: wire.name,
    about: watches?.resource_id ?? awaits?.query.find(({ field }) => field === objectTrait)?.value,
    severity: severityFromWire(wire.severity),
    raised: wire.state === 'alarm',
    ...(watches === undefined
      ? {}
      : {
          threshold: {
            about: watches.resource_id,
            measure: watches.metric,
            above: String(watches.threshold),
          },
        }),
  };
}
