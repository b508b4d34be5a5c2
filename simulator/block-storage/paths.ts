/** Paths and links of the block storage service: the project may stand behind the version. */
import type { Call } from '../kernel/call.ts';

const withProject = /^\/v3\/([0-9a-f]{32})(?=\/|$)/;

/** The path that routes are written for: without the project. */
export const routedPath = (path: string): string => path.replace(withProject, '/v3');

export const projectInPath = (path: string): string | undefined => withProject.exec(path)?.[1];

const below = (call: Call, what: string): string => {
  const project = projectInPath(call.path);
  return `${project === undefined ? '' : `/${project}`}/${what}`;
};

/** The URL of a resource or collection. */
export const selfUrl = (call: Call, what: string): string => `${call.base}/v3${below(call, what)}`;

export const linksOf = (call: Call, what: string) => [
  { rel: 'self', href: selfUrl(call, what) },
  { rel: 'bookmark', href: call.base + below(call, what) },
];
