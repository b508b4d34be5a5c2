/** Which service of the simulator a request is for. */
import type { Service } from './kernel/service.ts';

/** @returns the door to all of them: the first part of a path names one, and what names none is told which there are */
export function routeTo(
  services: readonly Service[],
): (request: Request) => Response | Promise<Response> {
  const byPath = new Map(services.map((service) => [service.basePath.slice(1), service]));
  return (request) =>
    byPath.get(firstPart(request.url))?.fetch(request) ?? unknownService(services);
}

/** The first part of the path of a URL, which names the service. */
const firstPart = (url: string): string => {
  const start = url.indexOf('/', url.indexOf('://') + 3) + 1;
  if (start === 0) return '';
  const length = url.slice(start).search(/[/?#]/);
  return length === -1 ? url.slice(start) : url.slice(start, start + length);
};

const unknownService = (services: readonly Service[]): Response => {
  const paths = services.map(({ basePath }) => basePath).join(', ');
  return new Response(`No service is here. The simulator serves ${paths}.\n`, {
    status: 404,
    headers: { 'content-type': 'text/plain' },
  });
};
