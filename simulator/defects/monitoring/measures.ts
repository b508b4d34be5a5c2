/** What can be wrong with collections of measures and with thresholds. */
import type { Defect, Route } from '../defect.ts';
import {
  afterwards,
  changingRequest,
  instead,
  type Json,
  withBody,
  withStatus,
} from '../wrapping.ts';
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

const root = String.raw`^/metric/v1`;
const at = (method: string, path: string): Route => ({
  method,
  path: new RegExp(`${root}${path}$`),
});
const collections = {
  create: at('POST', '/resource/generic'),
  find: at('POST', '/search/resource/generic'),
  remove: at('DELETE', '/resource/generic/[^/]+'),
  read: at('GET', '/resource/generic/[^/]+/metric/[^/]+/measures'),
  report: at('POST', '/resource/generic/[^/]+/metric/[^/]+/measures'),
};
const creation = {
  name: 'measures-collect',
  route: collections.create,
  does: 'begins to collect measures',
  kills: atBoth('performance/create-pm-job'),
};
const search = {
  name: 'measures-search',
  route: collections.find,
  does: 'looks for a collection of measures',
  kills: atBoth('performance/query-pm-job'),
};
const reading = {
  name: 'measures-read',
  route: collections.read,
  does: 'reads measures',
  kills: ['or-vi/performance/query-pm-job'],
};
const removal = {
  name: 'measures-end',
  route: collections.remove,
  does: 'ends a collection of measures',
  kills: atBoth('performance/delete-pm-job'),
};

type Measure = readonly [at: string, period: number, value: number];
/** What is read of measures, changed. */
const measured = (change: (all: readonly Measure[]) => readonly Measure[]) =>
  afterwards(collections.read, async (response) =>
    withBody(response, JSON.stringify(change((await response.json()) as Measure[]))),
  );

const ruleKey = 'gnocchi_resources_threshold_rule';
/** Of a threshold; other alarms have no such rule. */
const inRule = (wish: Json, change: (rule: Json) => Json): Json =>
  wish[ruleKey] === undefined ? wish : { ...wish, [ruleKey]: change(wish[ruleKey] as Json) };
/** Reads the words of a threshold as some number. */
const numeric = (rule: Json): Json => ({
  ...rule,
  threshold: typeof rule['threshold'] === 'number' ? rule['threshold'] : 1,
});

export const measureDefects: readonly Defect[] = [
  failing(creation),
  letsAnybody(creation),
  {
    name: 'measures-collect-nothing',
    does: 'A collection of measures has no measure that it collects.',
    ...killing(creation.kills),
    wrap: changingRequest(collections.create, (wish) => ({ ...wish, metrics: {} })),
  },
  {
    name: 'measures-collect-wrong-status',
    does: 'Whoever begins to collect measures is answered with a success that the API does not define.',
    ...killing(creation.kills),
    wrap: afterwards(collections.create, (response) => withStatus(response, 202)),
  },
  failing(search),
  {
    name: 'measures-search-finds-nothing',
    does: 'No collection of measures is found.',
    ...killing(search.kills),
    wrap: changingList(collections.find, () => []),
  },
  {
    name: 'measures-search-finds-other',
    does: 'A collection of measures is found as one of another thing.',
    ...killing(search.kills),
    wrap: changingList(collections.find, (all) =>
      all.map((each) => ({ ...each, original_resource_id: 'cft-other:another' })),
    ),
  },
  letsAnybody(reading),
  letsStrangers({ ...reading, kills: ['vi-vnfm/performance/query-pm-job'] }),
  {
    name: 'measures-lost',
    does: 'Measures that were handed in are lost.',
    ...killing(creation.kills),
    wrap: instead(collections.report, () => new Response(null, { status: 202 })),
  },
  {
    name: 'measures-turned-round',
    does: 'The newest measure comes first.',
    ...killing(creation.kills),
    wrap: measured((all) => all.toReversed()),
  },
  {
    name: 'measures-at-wrong-times',
    does: 'Measures are shown as of one instant.',
    ...killing(creation.kills),
    wrap: measured((all) => all.map(([, period, value]) => [all[0]?.[0] ?? '', period, value])),
  },
  {
    name: 'measures-wrong',
    does: 'Measures are shown as twice what they were.',
    ...killing(creation.kills),
    wrap: measured((all) => all.map(([instant, period, value]) => [instant, period, 2 * value])),
  },
  failing(removal),
  letsStrangers({ ...removal, kills: ['vi-vnfm/performance/delete-pm-job'] }),
  deletesNothing(removal),
  knowsAll(removal),
  {
    name: 'threshold-of-another-value',
    does: 'A threshold is set to another value than was asked for.',
    ...killing(atBoth('performance/create-threshold', 'performance/query-threshold')),
    wrap: changingRequest(alarms.create, (wish) =>
      inRule(wish, (rule) => ({ ...rule, threshold: Number(rule['threshold']) + 10 })),
    ),
  },
  {
    name: 'threshold-the-other-way',
    does: 'A threshold is crossed by what stays below it.',
    ...killing(atBoth('performance/notify')),
    wrap: changingRequest(alarms.create, (wish) =>
      inRule(wish, (rule) => ({ ...rule, comparison_operator: 'lt' })),
    ),
  },
  {
    name: 'threshold-too-low',
    does: 'A threshold is told as exceeded by what is far below it.',
    ...killing(['vi-vnfm/performance/notify']),
    wrap: changingRequest(alarms.create, (wish) =>
      inRule(wish, (rule) =>
        typeof rule['threshold'] === 'number' ? { ...rule, threshold: 1 } : rule,
      ),
    ),
  },
  {
    name: 'threshold-of-words',
    does: 'What is no number is taken for a threshold.',
    ...killing(atBoth('performance/create-threshold')),
    wrap: changingRequest(alarms.create, (wish) => inRule(wish, numeric)),
  },
];
