/**
 * How the image service writes refusals: as HTML, as JSON to whoever asks for that, else as text.
 * Source: OpenStack Zed, recorded.
 */
import { STATUS_CODES } from 'node:http';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

/** A refusal whose first sentence is the same for all of its status; `detail` says which it is. */
export class DetailedFault extends Fault {
  readonly detail: string;

  constructor(status: number, message: string, detail: string) {
    super(status, message);
    this.detail = detail;
  }
}

export const conflictAbout = (detail: string) =>
  new DetailedFault(409, 'There was a conflict when trying to complete your request.', detail);

/** What the service calls its statuses where HTTP has another name today. */
const titles: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  416: 'Request Range Not Satisfiable',
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => entities[c] ?? c);

/** Refusals that say nothing beside their first sentence end at once. */
const brief = [405, 415];

const form = (accept: string): 'html' | 'json' | 'text' => {
  if (/text\/html|\*\/\*|text\/\*/.test(accept) || accept === '') return 'html';
  return /application\/(?:json|\*)/.test(accept) ? 'json' : 'text';
};

export const writeImageFault = (fault: Fault, call: Call): Reply => {
  const title = titles[fault.status] ?? STATUS_CODES[fault.status] ?? '';
  const status = `${String(fault.status)} ${title}`;
  const detail = fault instanceof DetailedFault ? fault.detail : '';
  const headers = fault.details.headers === undefined ? {} : { headers: fault.details.headers };
  const answer = (type: string, body: Reply['body'] & (string | object)): Reply => ({
    status: fault.status,
    type,
    body,
    ...headers,
  });
  const wording = form(call.header('accept') ?? '');
  if (wording === 'json') {
    const end = brief.includes(fault.status) ? '' : `${detail}\n\n`;
    const message = `${fault.message}<br /><br />\n${end}`;
    return answer('application/json', { message, code: status, title });
  }
  if (wording === 'text') {
    return answer('text/plain; charset=UTF-8', `${status}\n\n${fault.message}\n\n${detail}\n   `);
  }
  return answer(
    'text/html; charset=UTF-8',
    `<html>
 <head>
  <title>${status}</title>
 </head>
 <body>
  <h1>${status}</h1>
  ${escaped(fault.message)}<br /><br />
${escaped(detail)}


 </body>
</html>`,
  );
};

export const mediaTypeRefused = (type: string, headers: readonly (readonly [string, string])[]) =>
  new Fault(415, `The request media type ${type} is not supported by this server.\n`, { headers });

/** An empty answer; the service names a content type all the same. */
export const nothing: Reply = { status: 204, type: 'text/html; charset=UTF-8' };

/** A body may have any content type: it is read as JSON. */
export const imageBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'The body of the request is too large.'),
  otherType: () => undefined,
  notJson: () => badRequest('Malformed JSON in request body.'),
  missing: () => {
    throw badRequest('Body expected in request.');
  },
};

/** @throws Fault 400 when a body is neither an object nor a list */
export async function readBody(call: Call): Promise<object> {
  const body = await call.json();
  if (typeof body === 'object' && body !== null) return body;
  throw badRequest('Unexpected body type. Expected list/dict.');
}
