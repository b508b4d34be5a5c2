/** What the root says. Source: Octavia 11 (Zed), recorded. */
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';

const updated = [
  ['2016-12-11', '2018-04-20', '2018-07-31', '2018-12-18', '2018-12-19', '2019-01-21'],
  ['2019-01-25', '2018-01-25T12', '2019-02-12', '2019-03-04', '2019-03-05', '2019-06-24'],
  ['2019-09-11', '2019-09-13', '2019-11-10', '2020-03-10', '2020-03-15', '2020-04-29'],
  ['2020-04-29T01', '2020-05-12', '2020-08-02', '2020-09-03', '2020-09-04', '2020-09-07'],
  ['2020-10-15', '2021-10-02', '2022-08-29'],
].flat();

export const versionRoutes: readonly Route<undefined>[] = [
  {
    method: 'GET',
    path: '/',
    operation: 'list versions',
    open: true,
    handler: ({ base }) =>
      json(200, {
        versions: updated.map((day, minor) => ({
          id: `v2.${String(minor)}`,
          status: minor === updated.length - 1 ? 'CURRENT' : 'SUPPORTED',
          updated: `${day}${day.includes('T') ? '' : 'T00'}:00:00Z`,
          links: [{ href: `${base}/v2`, rel: 'self' }],
        })),
      }),
  },
];
