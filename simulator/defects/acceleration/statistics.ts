/** What can be wrong with what accelerators count. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { afterwards, changingAnswer, type Json } from '../wrapping.ts';
import { asking, json, killing, routeOf, without } from './management-parts.ts';

const [reading, reset] = [routeOf('GetAccStatistics'), routeOf('ResetAccStatistics')];

interface Part {
  readonly accResourceId: string;
  readonly attributes: Readonly<Record<string, number>>;
}
const partsIn = (body: Json): readonly Part[] => body['accStatistics'] as readonly Part[];

const counted = (change: (name: string, value: number) => number) =>
  changingAnswer(reading, (body) => ({
    accStatistics: partsIn(body).map(({ attributes, ...part }) => ({
      ...part,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, change(name, value)]),
      ),
    })),
  }));

/** A parameter that is not looked at. */
const ignoring = (call: 'GetAccStatistics' | 'ResetAccStatistics', parameter: string) => {
  const route = routeOf(call);
  return (next: Fetch): Fetch =>
    (request) =>
      next(matches(route, request) ? without(request, parameter) : request);
};

export const statisticsDefects: readonly Defect[] = [
  {
    name: 'acceleration-statistics-count-nothing',
    does: 'Statistics are nought, whatever has been done.',
    ...killing(['GetAccStatistics'], ['ResetAccStatistics']),
    wrap: counted(() => 0),
  },
  {
    name: 'acceleration-statistics-count-twice',
    does: 'Each item is counted twice.',
    ...killing(['GetAccStatistics'], ['ResetAccStatistics']),
    wrap: counted((name, value) => (name.startsWith('items') ? value * 2 : value)),
  },
  {
    name: 'acceleration-statistics-count-readings',
    does: 'Reading statistics is counted as work.',
    ...killing(['GetAccStatistics'], ['ResetAccStatistics']),
    wrap(next) {
      let readings = 0;
      const more = counted((_, value) => value + readings)(next);
      return (request) => {
        if (matches(reading, request)) readings += 1;
        return more(request);
      };
    },
  },
  {
    name: 'acceleration-statistics-reset-by-reading',
    does: 'Statistics that have been read begin again.',
    ...killing(['GetAccStatistics'], ['ResetAccStatistics']),
    wrap: (next) =>
      afterwards(reading, async (response, request) => {
        await next(asking(request, 'DELETE', `/statistics${new URL(request.url).search}`));
        return response;
      })(next),
  },
  {
    name: 'acceleration-statistics-of-all',
    does: 'Each accelerator has the work of all counted for it.',
    ...killing(['GetAccStatistics'], ['ResetAccStatistics']),
    wrap: (next) =>
      afterwards(reading, async (response, request) => {
        const all = partsIn(await json(await next(asking(request, 'GET', '/statistics'))));
        const sum = (name: string): number =>
          all.reduce((total, { attributes }) => total + (attributes[name] ?? 0), 0);
        return Response.json({
          accStatistics: partsIn(await json(response)).map(({ attributes, ...part }) => ({
            ...part,
            attributes: Object.fromEntries(
              Object.keys(attributes).map((name) => [name, sum(name)]),
            ),
          })),
        });
      })(next),
  },
  {
    name: 'acceleration-statistics-selector-ignored',
    does: 'Statistics tell all attributes, whatever is selected.',
    ...killing(['GetAccStatistics']),
    wrap: ignoring('GetAccStatistics', 'accStatSelector'),
  },
  {
    name: 'acceleration-statistics-filter-ignored',
    does: 'Statistics tell of all accelerators, whatever is meant.',
    ...killing(['GetAccStatistics']),
    wrap: ignoring('GetAccStatistics', 'accFilter'),
  },
  {
    name: 'acceleration-statistics-reset-too-much',
    does: 'A reset sets all attributes back, whatever is selected.',
    ...killing(['ResetAccStatistics']),
    wrap: ignoring('ResetAccStatistics', 'accStatSelector'),
  },
  {
    name: 'acceleration-statistics-reset-of-others',
    does: 'A reset sets the statistics of all accelerators back, whatever is meant.',
    ...killing(['ResetAccStatistics']),
    wrap: ignoring('ResetAccStatistics', 'accFilter'),
  },
  {
    name: 'acceleration-statistics-reset-though-refused',
    does: 'A reset that is refused sets everything back all the same.',
    ...killing(['ResetAccStatistics']),
    wrap: (next) => async (request) => {
      const response = await next(request);
      if (matches(reset, request) && response.status === 400) {
        await next(asking(request, 'DELETE', '/statistics'));
      }
      return response;
    },
  },
];
