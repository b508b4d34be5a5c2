/**
 * Collections of measures: `/resource`, `/search` and `/archive_policy`, API v1 of the metric service. Each
 * is a resource of its own, named after what it is about: to the operator's resources not everybody may add.
 */
import { randomUUID } from 'node:crypto';
import { archivePolicies, type ArchivePolicy } from '../../contract/metrics/archive-policy.ts';
import {
  measuredResource,
  measuredResources,
  type MeasuredResource,
} from '../../contract/metrics/resource.ts';
import { aggregatedMeasures } from '../../contract/metrics/wire-types.ts';
import { NotPrepared } from '../../failures.ts';
import type { Collections } from '../monitoring-port.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const all = '/resource/generic';
const pathOf = (id: string, part = ''): string => `${all}/${encodeURIComponent(id)}${part}`;

/** What a collection has measures of. */
const measure = 'load';
const measuresPath = (id: string): string => pathOf(id, `/metric/${measure}/measures`);

/**
 * In seconds: the best period. Long enough that an evaluation once a minute sees it twice, and short
 * enough for a run.
 */
const bestPeriod = 300;

interface Policy {
  readonly name: string;
  readonly period: number;
}

export function collectionsOf(session: Session): Collections & Keeper {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('metrics', { method, path, ...(json === undefined ? {} : { json }) });

  /** What becomes of measures is for operators to say; of what they offer the nearest is taken. */
  const policy = () =>
    session.once('archive policy', async (): Promise<Policy> => {
      const reading = { doing: 'list archive policies', success: [200] };
      const offered = mustShow(await ask('GET', '/archive_policy'), archivePolicies, reading);
      const [best] = offered
        .flatMap(policiesIn)
        .toSorted((a, b) => distance(a.period) - distance(b.period));
      if (best !== undefined) return best;
      throw new NotPrepared('the target has no archive policy that puts measures together by mean');
    });
  const search = async (text: string): Promise<readonly MeasuredResource[]> => {
    const wish = { '=': { original_resource_id: text } };
    const reading = { doing: 'search collections of measures', success: [200] };
    return mustShow(await ask('POST', `/search${all}`, wish), measuredResources, reading);
  };
  const remove = async (id: string, success: readonly number[]) => {
    const doing = 'end a collection of measures';
    // To whoever wants JSON alone the service says that its empty answer is none (406), and ends nothing; to
    // whoever takes anything its refusals are pages.
    const headers = { Accept: 'application/json, */*;q=0.5' };
    const answer = await session.ask('metrics', { method: 'DELETE', path: pathOf(id), headers });
    mustSucceed(answer, { doing, success });
  };

  return {
    address: 'metrics/collection',
    measure,
    unknownId: () => randomUUID(),
    textOf: (name, about) => name + separator + about,
    async create(text) {
      const { name: archive, period } = await policy();
      const { tenantId, userId } = session.signedIn ?? {};
      const wish = {
        id: text,
        ...(tenantId === undefined ? {} : { project_id: tenantId }),
        ...(userId === undefined ? {} : { user_id: userId }),
        metrics: { [measure]: { archive_policy_name: archive } },
      };
      const reading = { doing: 'begin a collection of measures', success: [201] };
      const made = mustShow(await ask('POST', all, wish), measuredResource, reading);
      return { ...fromWire(made), period };
    },
    find: async (text) => (await search(text)).map(fromWire)[0],
    delete: (id) => remove(id, [204]),
    async measures({ id, period }) {
      const query = `aggregation=mean&granularity=${String(period)}&refresh=true`;
      const answer = await ask('GET', `${measuresPath(id)}?${query}`);
      const reading = { doing: 'show measures', success: [200] };
      return mustShow(answer, aggregatedMeasures, reading).map(([at, , value]) => ({
        at: Date.parse(at),
        value,
      }));
    },
    async report(id, measures) {
      const wish = measures.map(({ at, value }) => ({
        timestamp: new Date(at).toISOString(),
        value,
      }));
      const reading = { doing: 'hand in measures', success: [202] };
      mustSucceed(await ask('POST', measuresPath(id), wish), reading);
    },
    named: async (text) => (await search(text)).map(({ id }) => id),
    async exists(id) {
      const answer = await ask('GET', pathOf(id));
      if (answer.status === 404) return false;
      const reading = { doing: 'show a collection of measures', success: [200] };
      mustShow(answer, measuredResource, reading);
      return true;
    },
    remove: (id) => remove(id, [204, 404]),
  };
}

/** Between the name of a collection and the id of what it is about. */
const separator = ':';

const fromWire = ({ id, original_resource_id: text, metrics }: MeasuredResource) => ({
  id,
  about: text.split(separator)[1] ?? '',
  collects: Object.keys(metrics),
});

const distance = (period: number): number => Math.abs(Math.log(period / bestPeriod));

const policiesIn = ({ name, aggregation_methods: methods, definition }: ArchivePolicy): Policy[] =>
  methods.includes('mean')
    ? definition.map(({ granularity }) => ({ name, period: secondsIn(granularity) }))
    : [];

/** `0:05:00`, or `1 day, 0:00:00`. */
function secondsIn(duration: string): number {
  const [, days = '0', h = '0', m = '0', s = '0'] =
    /^(?:(\d+) days?, )?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(duration) ?? [];
  return ((Number(days) * 24 + Number(h)) * 60 + Number(m)) * 60 + Number(s);
}
