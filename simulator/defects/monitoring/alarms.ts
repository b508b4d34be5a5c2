/** What can be wrong with alarms: how they are made, listed and removed, and what they wait for. */
import type { Defect } from '../defect.ts';
import { afterwards, changingAnswer, changingRequest, type Json, withStatus } from '../wrapping.ts';
import {
  alarms,
  atBoth,
  changingList,
  deletesNothing,
  failing,
  killing,
  knowsAll,
  letsAnybody,
  letsStrangers,
} from './monitoring-parts.ts';

const subscribe = atBoth('fault/subscribe', 'change/subscribe', 'performance/create-threshold');
const creation = {
  name: 'alarm-create',
  route: alarms.create,
  does: 'subscribes',
  kills: subscribe,
};
const listing = {
  name: 'alarm-list',
  route: alarms.list,
  does: 'lists alarms',
  kills: atBoth('fault/get-alarm-list', 'performance/query-threshold'),
};
const removal = {
  name: 'alarm-delete',
  route: alarms.remove,
  does: 'deletes an alarm',
  kills: atBoth('performance/delete-threshold'),
};
const hypervisors = { method: 'GET', path: /\/os-hypervisors\/detail$/ };

/** Of an event alarm; others have no such rule. */
const withoutDemands = (wish: Json): Json =>
  wish['event_rule'] === undefined
    ? wish
    : { ...wish, event_rule: { ...(wish['event_rule'] as Json), query: [] } };

export const alarmDefects: readonly Defect[] = [
  failing(creation),
  letsAnybody(creation),
  {
    name: 'alarm-create-wrong-status',
    does: 'Whoever subscribes is answered with a success that the API does not define.',
    ...killing(subscribe),
    wrap: afterwards(alarms.create, (response) => withStatus(response, 202)),
  },
  {
    name: 'alarm-waits-for-all',
    does: 'An alarm waits for whatever happens in its tenant.',
    ...killing(atBoth('fault/subscribe', 'change/subscribe')),
    wrap: changingRequest(alarms.create, withoutDemands),
  },
  {
    name: 'alarm-fires-once',
    does: 'An alarm is quiet for ever once it has been raised, and there is no other way to ask for it.',
    ...killing(atBoth('change/notify')),
    wrap: changingRequest(alarms.create, (wish) => ({ ...wish, repeat_actions: false })),
  },
  failing(listing),
  letsAnybody({ ...listing, kills: ['or-vi/fault/get-alarm-list'] }),
  {
    name: 'alarm-list-empty',
    does: 'The list of alarms has none.',
    ...killing(listing.kills),
    wrap: changingList(alarms.list, () => []),
  },
  {
    name: 'alarm-list-quiet',
    does: 'In the list no alarm is raised.',
    ...killing(atBoth('fault/get-alarm-list')),
    wrap: changingList(alarms.list, (all) => all.map((each) => ({ ...each, state: 'ok' }))),
  },
  {
    name: 'alarm-list-mild',
    does: 'In the list no alarm is bad.',
    ...killing(atBoth('fault/get-alarm-list')),
    wrap: changingList(alarms.list, (all) => all.map((each) => ({ ...each, severity: 'low' }))),
  },
  {
    name: 'alarm-list-mistyped',
    does: 'An alarm in the list does not tell in which state it is.',
    ...killing(listing.kills),
    wrap: changingList(alarms.list, (all) => all.map(({ state: _, ...each }) => each)),
  },
  letsStrangers({
    ...removal,
    kills: ['vi-vnfm/fault/get-alarm-list', 'vi-vnfm/performance/delete-threshold'],
  }),
  failing(removal),
  deletesNothing(removal),
  knowsAll(removal),
  {
    name: 'host-failure-hidden',
    does: 'A host that has failed is listed as up.',
    ...killing(['or-vi/fault/notify']),
    wrap: changingAnswer(hypervisors, (body) => ({
      ...body,
      hypervisors: (body['hypervisors'] as Json[]).map((each) => ({ ...each, state: 'up' })),
    })),
  },
];
