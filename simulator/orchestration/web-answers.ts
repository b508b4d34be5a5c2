/**
 * Answers that the web framework below the service writes, as a page, JSON or text by what the client
 * accepts. Source: OpenStack Zed (WebOb), recorded.
 */
import type { Call } from '../kernel/call.ts';
import type { Reply } from '../kernel/reply.ts';

const accepts = (header: string | undefined, type: string): boolean =>
  (header ?? '')
    .split(',')
    .map((part) => (part.split(';')[0] ?? '').trim())
    .some((range) => range === '*/*' || range === type || range === type.replace(/\/.*/, '/*'));

function write(
  call: Call,
  status: number,
  title: string,
  html: string,
  headers?: Reply['headers'],
): Reply {
  const accept = call.header('accept');
  const named = `${String(status)} ${title}`;
  const more = headers === undefined ? {} : { headers };
  if (accepts(accept, 'text/html')) {
    const body = `<html>\n <head>\n  <title>${named}</title>\n </head>\n <body>\n  <h1>${named}</h1>\n  ${html}\n </body>\n</html>`;
    return { status, type: 'text/html; charset=UTF-8', body, ...more };
  }
  if (accepts(accept, 'application/json')) {
    return { status, body: { message: html, code: named, title }, ...more };
  }
  const text = html.replaceAll('<br />', '').replaceAll(/<[^>]*>/g, '');
  return {
    status,
    type: 'text/plain; charset=UTF-8',
    body: `${named}\n\n${text.replace(/\n+$/, '\n\n   ')}`,
    ...more,
  };
}

export const unknownPath = (call: Call): Reply =>
  write(call, 404, 'Not Found', 'The resource could not be found.<br /><br />\n\n\n');

export const accepted = (call: Call): Reply =>
  write(call, 202, 'Accepted', 'The request is accepted for processing.<br /><br />\n\n\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const redirect = (call: Call, url: string): Reply =>
  write(
    call,
    302,
    'Found',
    `The resource was found at <a href="${escaped(url)}">${escaped(url)}</a>;\nyou should be redirected automatically.\n\n`,
    [['location', url]],
  );
