/** Other ways in which hardware may be managed. */
import type { Variation } from '../defect.ts';

export const otherHardware: readonly Variation[] = [
  {
    name: 'hardware-in-pages',
    does: 'Lists of hardware come one entry at a time, whoever asks.',
    wrap: (next) => (request) => {
      const url = new URL(request.url);
      const isList = /^\/redfish\/v1\/(?:.*\/)?[A-Z][A-Za-z]+s?$/.test(url.pathname);
      if (request.method !== 'GET' || !isList || url.search !== '') return next(request);
      url.searchParams.set('$top', '1');
      return paged(next, request, url);
    },
  },
];

/** What is no list cannot be asked for in pages. */
async function paged(
  next: (request: Request) => Promise<Response>,
  request: Request,
  url: URL,
): Promise<Response> {
  const page = await next(new Request(url, { headers: request.headers }));
  return page.status === 400 ? next(request) : page;
}
