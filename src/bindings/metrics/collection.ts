/** Measures of resources: `/metric`, `/resource` and `/archive_policy`, API v1 of the metric service. */
import { randomUUID } from 'node:crypto';
import {
  archivePoliciesAnswer,
  type ArchivePolicy,
} from '../../contract/metrics/archive-policy.ts';
import {
  measuresAnswer,
  metric,
  metricsAnswer,
  type Metric,
} from '../../contract/metrics/metric.ts';
import { measuredResource } from '../../contract/metrics/resource.ts';
import { NotPrepared } from '../../failures.ts';
import type { Collections } from '../monitoring-port.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const pathOf = (id: string): string => `/metric/${encodeURIComponent(id)}`;
const measured = '/resource/generic';
const measuredPath = (id: string, part = ''): string =>
  `${measured}/${encodeURIComponent(id)}${part}`;

const asking = (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
  session.ask('metrics', { method, path, ...(json === undefined ? {} : { json }) });

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
  const ask = asking(session);

  /** What becomes of measures is for operators to say; of what they offer the nearest is taken. */
  const policy = () =>
    session.once('archive policy', async (): Promise<Policy> => {
      const reading = { doing: 'list archive policies', success: [200] };
      const offered = mustShow(await ask('GET', '/archive_policy'), archivePoliciesAnswer, reading);
      const [best] = offered
        .flatMap(policiesIn)
        .toSorted((a, b) => distance(a.period) - distance(b.period));
      if (best !== undefined) return best;
      throw new NotPrepared('the target has no archive policy that puts measures together by mean');
    });

  return {
    address: 'metrics/collection',
    measuredAddress: 'metrics/measured',
    unknownId: () => randomUUID(),
    async knows(about) {
      const answer = await ask('GET', measuredPath(about));
      if (answer.status === 404) return false;
      mustShow(answer, measuredResource, { doing: 'show what is measured', success: [200] });
      return true;
    },
    async introduce(about) {
      const { tenantId, userId } = session.signedIn ?? {};
      const wish = { id: about, project_id: tenantId, user_id: userId };
      const reading = { doing: 'make known what is measured', success: [201] };
      mustShow(await ask('POST', measured, wish), measuredResource, reading);
    },
    async create(name, about) {
      const { name: archive, period } = await policy();
      const wish = { name, resource_id: about, archive_policy_name: archive };
      const reading = { doing: 'create a metric', success: [201] };
      const made = mustShow(await ask('POST', '/metric', wish), metric, reading);
      return { ...fromWire(made), period };
    },
    async of(about) {
      const answer = await ask('GET', measuredPath(about, '/metric'));
      const reading = { doing: 'list the metrics of a resource', success: [200] };
      return mustShow(answer, metricsAnswer, reading).map(fromWire);
    },
    async delete(id) {
      const reading = { doing: 'delete a metric', success: [204] };
      mustSucceed(await ask('DELETE', pathOf(id)), reading);
    },
    async measures({ id, period }) {
      const query = `aggregation=mean&granularity=${String(period)}&refresh=true`;
      const answer = await ask('GET', `${pathOf(id)}/measures?${query}`);
      const reading = { doing: 'show measures', success: [200] };
      return mustShow(answer, measuresAnswer, reading).map(([at, , value]) => ({
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
      mustSucceed(await ask('POST', `${pathOf(id)}/measures`, wish), reading);
    },
    /** Of our own name, wherever it is. */
    async named(name) {
      const answer = await ask('GET', `/metric?name=${encodeURIComponent(name)}`);
      const found = mustShow(answer, metricsAnswer, { doing: 'list metrics', success: [200] });
      return found.filter((each) => each.name === name).map(({ id }) => id);
    },
    async exists(id) {
      const answer = await ask('GET', pathOf(id));
      if (answer.status === 404) return false;
      mustShow(answer, metric, { doing: 'show a metric', success: [200] });
      return true;
    },
    async remove(id) {
      const reading = { doing: 'delete a metric', success: [204, 404] };
      mustSucceed(await ask('DELETE', pathOf(id)), reading);
    },
  };
}

/** What a run has made known has the id of the thing itself. */
export function measuredKeeper(session: Session): Keeper {
  const collections = collectionsOf(session);
  return {
    named: async (id) => ((await collections.knows(id)) ? [id] : []),
    exists: (id) => collections.knows(id),
    async remove(id) {
      const answer = await asking(session)('DELETE', measuredPath(id));
      mustSucceed(answer, { doing: 'forget what is measured', success: [204, 404] });
    },
  };
}

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

const fromWire = ({ id, name, resource_id: about, resource }: Metric) => ({
  id,
  name: name ?? '',
  about: about ?? resource?.id ?? '',
});
