/** What the defects of hardware are made of. */
import type { Defect, Fetch, Route, Tool } from '../defect.ts';
import type { Json } from '../wrapping.ts';

export const discover = 'vi-ha/discover';
export const health = 'vi-ha/health';
export const environment = 'vi-ha/execution-environment';

export const killing = (kill: string, ...mayAlsoBreak: readonly string[]) => ({
  kills: [kill],
  mayAlsoBreak,
});

const root = '/redfish/v1';

export const at = (method: string, path: string): Route => ({
  method,
  path: new RegExp(`^${root}/${path}/?$`),
});

/** The account that the target description gives the VIM. */
const administrator = `Basic ${Buffer.from('admin:simulator').toString('base64')}`;

/** The same request of the VIM. */
export function asVim(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('x-auth-token');
  headers.set('authorization', administrator);
  return new Request(request, { headers });
}

/** What is at a path beside that of the request. */
export async function look(next: Fetch, request: Request, path: string): Promise<Json> {
  const url = new URL(path, request.url);
  const answer = await next(new Request(url, { headers: { authorization: administrator } }));
  return (await answer.json()) as Json;
}

export const answer = (status: number, body?: object): Response =>
  body === undefined
    ? new Response(null, { status })
    : new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      });

export const without = (request: Request, header: string): Request => {
  const headers = new Headers(request.headers);
  headers.delete(header);
  return new Request(request, { headers });
};

const nothing = (next: Fetch): Fetch => next;

/** A defect of the host on which execution environments are made. */
export const onHost = (
  defect: Omit<Defect, 'wrap' | 'wrapTool'>,
  wrapTool: (next: Tool) => Tool,
): Defect => ({ ...defect, wrap: nothing, wrapTool });

/** A defect of events on their way. */
export const onEvents = (
  defect: Omit<Defect, 'wrap' | 'wrapCallbacks'>,
  send: (next: Fetch) => Fetch,
): Defect => ({ ...defect, wrap: nothing, wrapCallbacks: send });

export const isEvent = async (request: Request): Promise<boolean> =>
  (await request.clone().text()).includes('#Event.v');
