/** Absolute links as the compute service writes them: at the origin that the client used. */
import type { Call } from '../kernel/call.ts';

/** The older form of a path has the caller's project in it: `/v2.1/{project_id}/flavors`. */
const withProject = /^\/v2\.1\/([0-9a-f-]+)(?=\/.)/;

/** Where the route is that answers to versions that there are not. */
export const choicesPath = '/choices';

/**
 * The path that routes are written for: without a project, and the same one for all that lies below no
 * version.
 */
export const routedPath = (path: string): string =>
  path === '/' || /^\/v2(?:\.1)?(?:\/|$)/.test(path)
    ? path.replace(withProject, '/v2.1')
    : choicesPath;

/** The project that stands in the path. */
export const projectInPath = (path: string): string | undefined => withProject.exec(path)?.[1];

const projectPart = (call: Call): string => {
  const project = projectInPath(call.path);
  return project === undefined ? '' : `/${project}`;
};

/** The URL of a resource or collection, for example `flavors/42`. */
export const selfUrl = (call: Call, what: string): string =>
  `${call.base}/v2.1${projectPart(call)}/${what}`;

/** The link that names no version. */
export const bookmarkOf = (call: Call, what: string) => ({
  rel: 'bookmark',
  href: `${call.base}${projectPart(call)}/${what}`,
});

export const linksOf = (call: Call, what: string) => {
  const below = `${projectPart(call)}/${what}`;
  return [
    { rel: 'self', href: `${call.base}/v2.1${below}` },
    { rel: 'bookmark', href: call.base + below },
  ];
};
