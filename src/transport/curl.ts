/** A command line that asks again. It is made of what is redacted already; secrets are variables. */
import { redacted } from './redaction.ts';

/** Headers that curl makes itself, or that mean nothing to the reader. */
const left = new Set(['content-length', 'host', 'connection', 'user-agent']);

/** Variables of secrets, by the name of header or field; others get theirs from the name. */
const variables: Readonly<Record<string, string>> = {
  'x-auth-token': 'OS_TOKEN',
  'x-subject-token': 'SUBJECT_TOKEN',
  id: 'OS_TOKEN',
  password: 'OS_PASSWORD',
  secret: 'OS_APPLICATION_CREDENTIAL_SECRET',
};

export interface RedactedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** @param request as the transcript shows it */
export function curlLine(request: RedactedRequest): string {
  const words = ['curl', '-sS', '-i'];
  if (request.method === 'HEAD') words.push('-I');
  else if (request.method !== 'GET') words.push('-X', request.method);
  words.push(quote(request.url, 'SECRET'));
  for (const [name, value] of Object.entries(request.headers)) {
    if (left.has(name.toLowerCase())) continue;
    words.push('-H', quote(`${name}: ${value}`, variableOf(name)));
  }
  if (request.body !== undefined) words.push('--data-binary', quoteBody(request.body));
  return words.join(' ');
}

const variableOf = (name: string): string =>
  variables[name.toLowerCase()] ??
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();

const secretField = /"([^"\\]+)"(\s*:\s*)"<redacted>"/g;

function quoteBody(body: string): string {
  if (body.startsWith('<not text: ') || body.includes('\n<cut here: ')) return '@request-body';
  // Each field by itself, so that each secret gets the variable of its own name.
  const parts: string[] = [];
  let from = 0;
  for (const match of body.matchAll(secretField)) {
    const [, name = '', between = ''] = match;
    const to = match.index;
    parts.push(quote(body.slice(from, to) + `"${name}"${between}"${redacted}"`, variableOf(name)));
    from = to + match[0].length;
  }
  return (
    parts.join('') + (from < body.length || from === 0 ? quote(body.slice(from), 'SECRET') : '')
  );
}

/** For a POSIX shell; what was redacted becomes the variable. */
const quote = (text: string, variable: string): string => {
  const quoted = `'${text.replaceAll("'", `'\\''`)}'`;
  if (!text.includes(redacted)) return quoted;
  return quoted
    .replaceAll(redacted, `'"$${variable}"'`)
    .replace(/^''(?=")/, '')
    .replace(/(?<=\$\w+")''$/, '');
};
