/** What the root says, and which microversion a call is served with. Source: Blazar 17.0.0 (2026.1), recorded. */
import type { Call } from '../kernel/call.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { frameworkFault } from './faults.ts';

const version = '1.0';
const header = 'OpenStack-API-Version';

/** Where the versions are told. */
export const isRoot = (path: string): boolean => path === '/' || path === '/versions';

/** Judges a call's wish, if it is one of this service, and adds the headers. @throws Fault 400 or 406 */
export function negotiate(call: Call): void {
  if (isRoot(call.path)) return;
  const [, asked = version] = /^reservation (.+)$/.exec(call.header(header)?.trim() ?? '') ?? [];
  if (asked !== 'latest' && !/^\d+\.\d+$/.test(asked)) {
    throw frameworkFault(
      400,
      `API Version String ${asked} is of invalid format. Must be of format MajorNum.MinorNum.`,
    );
  }
  if (asked !== 'latest' && asked !== version) {
    throw frameworkFault(
      406,
      `Version ${asked} is not supported by the API. Minimum is ${version} and maximum is ${version}.`,
    );
  }
  call.answerHeaders.push(['vary', header], ['openstack-api-version', `reservation ${version}`]);
}

const root = (path: string): Route<undefined> => ({
  method: 'GET',
  path,
  operation: 'list versions',
  handler: ({ base }) =>
    json(300, {
      versions: [
        {
          id: 'v1.0',
          status: 'CURRENT',
          links: [{ href: `${base}/v1`, rel: 'self' }],
          min_version: version,
          max_version: version,
        },
      ],
    }),
});

export const versionRoutes: readonly Route<undefined>[] = [root('/'), root('/versions')];
